"""The site, and one page with nothing on it: what every page costs before it says anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from senco.permissions import Permission, requires
from senco.urls import urlpatterns as site


@requires(Permission.SIGN_IN)
def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


urlpatterns = [*site, path("bench/empty/", empty, name="bench-empty")]
