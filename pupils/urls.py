"""Addresses of pupils, the register, concerns and what is due."""

from django.urls import path

from pupils.views import pupils, register

app_name = "pupils"
urlpatterns = [
    path("", register.register, name="register"),
    path("<int:pk>/", pupils.pupil, name="pupil"),
]
