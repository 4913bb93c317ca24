"""What a link without an account opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from senco.permissions import public
from senco.rows import acting_for
from senco.signed import PAGES, open_link

CLOSED = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
"""No copy is kept, no search engine lists it, and no other site is told the address."""


@public
@require_safe
def shared(request: HttpRequest, school: int, secret: str) -> HttpResponse:
    """Opened by its secret alone. What has ended, was withdrawn or never was is answered alike."""
    with acting_for(school):
        link = open_link(secret, now=timezone.now())
        answer = PAGES[link.kind](request, link) if link else render(request, "senco/shared/ended.html", status=404)
    for name, value in CLOSED.items():
        answer.headers[name] = value
    return answer
