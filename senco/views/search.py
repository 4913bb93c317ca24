"""The field over every page, and its page for those without script."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from senco.links import link_for
from senco.permissions import MemberRequest, Permission, requires
from senco.search import LONGEST, search_for


@requires(Permission.VIEW_PUPILS, Permission.MANAGE_STAFF)
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """A page; while typing, only the options. Three queries at most, none without words."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    sections = search_for(request.member, text)
    part = request.htmx and not request.htmx.boosted
    template = "senco/search/_options.html" if part else "senco/search/page.html"
    shown = {"q": text, "search_text": text, "sections": sections}
    if not part:
        shown["inside_url"] = link_for(request.member, "records:documents-find")
    response = render(request, template, shown)
    patch_vary_headers(response, ["HX-Request"])
    return response
