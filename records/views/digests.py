"""A class in five minutes: the page, its print, and the copy for a supply teacher."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.models import TeachingGroup
from records.actions.readings import look_through
from records.actions.supply import SUPPLY, end_supply_copy, share_class
from records.digests import digest as gather
from records.digests import supply_copy
from records.forms.digests import SupplyForm
from records.models.readings import with_look
from records.prints import digest_pdf, pdf_response
from senco.actions.access import note_access, note_export
from senco.links import link_for
from senco.models import SharedLink
from senco.permissions import Member, MemberRequest, Permission, requires, today

VIEW, SHARE = Permission.VIEW_PROVISION, Permission.SHARE_SUPPLY_COPY


def _group(member: Member, pk: int, permission: Permission) -> TeachingGroup:
    groups = TeachingGroup.objects.visible_to(member).of_schools(member.schools_with(permission))
    found: TeachingGroup = get_object_or_404(with_look(groups.with_school(), member.user), pk=pk)
    return found


@requires(VIEW)
@require_safe
def digest(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    group = _group(member, pk, VIEW)
    note_access(group, by=member)
    shown = {
        "digest": gather(group, member, today()),
        "group": group,
        "today": today(),
        "opened": timezone.now().isoformat(),
        "class_url": link_for(member, "pupils:class", pk, at=group),
        "supply_url": link_for(member, "records:supply", pk, at=group),
        "print_all_url": link_for(member, "records:print-class", pk, at=group),
    }
    return render(request, "records/digests/digest.html", shown)


@requires(VIEW)
@require_POST
def digest_read(request: MemberRequest, pk: int) -> HttpResponse:
    """All that stood on the page when it was opened is read in one act; what came since stays new."""
    member = request.member
    group = _group(member, pk, VIEW)
    asked = set(request.POST.getlist("version"))
    shown = [one for one in gather(group, member, today()).versions if str(one.pk) in asked]
    look_through(group, shown, by=member, opened=request.POST.get("opened", ""), today=today())
    messages.success(request, f"{group} is marked as read. What changes from now on is shown as new.")
    return redirect("records:digest", pk)


@requires(VIEW)
@require_safe
def digest_print(request: MemberRequest, pk: int) -> HttpResponse:
    """Cards of seating-plan size, A4 on its side."""
    member = request.member
    group = _group(member, pk, VIEW)
    found = gather(group, member, today())
    note_export([one.pupil for one in found.people], by=member, action="print")
    return pdf_response(digest_pdf(found, today()), f"{group} in five minutes")


@requires(SHARE)
@require_http_methods(["GET", "HEAD", "POST"])
def supply(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a link for a day; its address is shown once, for nobody keeps it."""
    member = request.member
    group = _group(member, pk, SHARE)
    form, url = SupplyForm(request.POST if request.method == "POST" else None, today=today()), ""
    if form.is_bound and form.is_valid():
        _, path = share_class(group, by=member, on=form.cleaned_data["on"])
        url = request.build_absolute_uri(path)
    links = SharedLink.objects.visible_to(member).about(SUPPLY, "teachinggroup", pk).newest_first()[:20]
    shown = {"group": group, "form": form, "made_url": url, "links": [_shown(one) for one in links], "today": today()}
    shown |= _ways_back(member, group)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "records/digests/supply.html", shown, status=status)


def _shown(link: SharedLink) -> dict[str, Any]:
    state = link.state(timezone.now())
    colour = {"open": "fine", "to come": "info"}.get(state, "")
    return {"row": link, "state": state, "colour": colour, "is_standing": bool(colour)}


def _ways_back(member: Member, group: Any) -> dict[str, str]:
    url = link_for(member, "records:digest", group.pk, at=group) or link_for(member, "pupils:class", group.pk, at=group)
    return {"back_url": url}


@requires(SHARE)
@require_POST
def supply_end(request: MemberRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(SharedLink.objects.visible_to(request.member).of_kind(SUPPLY), pk=pk)
    end_supply_copy(link, by=request.member)
    messages.success(request, "The link opens nothing from now on.")
    return redirect(reverse("records:supply", args=[link.subject_id]))


def supply_page(request: HttpRequest, link: SharedLink) -> HttpResponse:
    """What the link opens: called by `senco.signed` inside the school's context, for nobody in particular."""
    shown = {"copy": supply_copy(link.subject_id, today()), "link": link, "today": today()}
    return render(request, "records/digests/supply_copy.html", shown)
