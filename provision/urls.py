"""Addresses of the provision map, the catalogue, placements and sessions."""

from django.urls import path

from provision.views import deliveries, interventions, map, panel, placements

app_name = "provision"
urlpatterns = [
    path("", map.provision_map, name="map"),
    path("interventions/", interventions.interventions, name="interventions"),
    path("interventions/new/", interventions.new, name="intervention-new"),
    path("interventions/<int:pk>/", interventions.intervention, name="intervention"),
    path("interventions/<int:pk>/change/", interventions.edit, name="intervention-edit"),
    path("interventions/<int:pk>/close/", interventions.close, name="intervention-close"),
    path("interventions/<int:pk>/reopen/", interventions.reopen, name="intervention-reopen"),
    path("placements/new/", placements.new, name="placement-new"),
    path("schools/<int:school>/ticks/", placements.ticks, name="placement-ticks"),
    path("schools/<int:school>/find/", placements.find, name="placement-find"),
    path("placements/<int:pk>/", placements.placement, name="placement"),
    path("placements/<int:pk>/change/", placements.edit, name="placement-edit"),
    path("placements/<int:pk>/end/", placements.end, name="placement-end"),
    path("placements/<int:pk>/resume/", placements.resume, name="placement-resume"),
    path("placements/<int:pk>/pupils/", placements.pupil_add, name="placement-pupil-add"),
    path("placements/pupils/<int:pk>/end/", placements.pupil_end, name="placement-pupil-end"),
    path("placements/pupils/<int:pk>/restore/", placements.pupil_restore, name="placement-pupil-restore"),
    path("placements/pupils/<int:pk>/withdraw/", placements.pupil_withdraw, name="placement-pupil-withdraw"),
    path("day/", deliveries.day, name="day"),
    path("sessions/", deliveries.deliveries, name="sessions"),
    path("placements/<int:pk>/days/<str:on>/", deliveries.record, name="delivery"),
    path("placements/<int:pk>/days/<str:on>/undo/", deliveries.undo, name="delivery-undo"),
    path("pupils/<int:pk>/", panel.panel, name="pupil-provision"),
]
