"""Addresses of plans, reviews and agencies."""

from django.urls import path

from records.views import agencies, plans, reviews

app_name = "records"
urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/change/", plans.edit, name="plan-edit"),
    path("plans/<int:pk>/end/", plans.cease, name="plan-cease"),
    path("plans/<int:pk>/resume/", plans.resume, name="plan-resume"),
    path("plans/<int:pk>/section/<str:code>/", plans.section, name="section-edit"),
    path("plans/<int:pk>/section/<str:code>/undo/", plans.section_undo, name="section-undo"),
    path("plans/<int:pk>/review/", reviews.new, name="review-new"),
    path("plans/<int:pk>/review/dates/", reviews.dates, name="review-dates"),
    path("pupils/<int:pk>/plans/", plans.panel, name="pupil-plans"),
    path("pupils/<int:pk>/plans/new/", plans.new, name="plan-new"),
    path("pupils/<int:pk>/agencies/", agencies.panel, name="pupil-agencies"),
    path("pupils/<int:pk>/agencies/new/", agencies.involve, name="involvement-new"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/move/", reviews.move, name="review-move"),
    path("reviews/<int:pk>/cancel/", reviews.cancel, name="review-cancel"),
    path("reviews/<int:pk>/step/<str:field>/", reviews.step, name="review-step"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agencies.new, name="agency-new"),
    path("agencies/<int:pk>/", agencies.agency, name="agency"),
    path("agencies/<int:pk>/change/", agencies.edit, name="agency-edit"),
    path("agencies/<int:pk>/close/", agencies.close, name="agency-close"),
    path("agencies/<int:pk>/people/new/", agencies.person_new, name="professional-new"),
    path("people/<int:pk>/", agencies.person_edit, name="professional-edit"),
    path("involvements/<int:pk>/end/", agencies.involvement_end, name="involvement-end"),
]
