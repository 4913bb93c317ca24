"""The three meetings a year with parents: one pupil's standing, and whose parents were not met this term."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pupils.models import Pupil
from records.actions.meetings import standing_of, year_at
from records.models import Communication
from records.models.communications import parents_to_meet
from senco.links import link_for
from senco.lists import csv_response, paged
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def panel(request: MemberRequest, pk: int) -> HttpResponse:
    """For the pupil's page: how many, and by when the next."""
    member, day = request.member, today()
    pupil = get_object_or_404(
        Pupil.objects.visible_to(member, Permission.VIEW_SEN_RECORD).as_it_was(day, member), pk=pk
    )
    year = year_at(pupil.school_id, day)
    seen = Communication.objects.visible_to(member).of_pupil(pupil)
    shown = {
        "pupil": pupil,
        "today": day,
        "standing": standing_of(seen.parent_meetings(year.starts_on, year.ends_on).count(), year),
        "latest": list(seen.in_a_list()[:3]),
        "new_url": link_for(member, "records:communication-new", pupil.pk, at=pupil),
    }
    return render(request, "records/communications/_panel.html", shown)


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def parents(request: MemberRequest) -> HttpResponse:
    """Pupils on SEN support whose parents have not been met this term, the fewest meetings first."""
    member, day = request.member, today()
    year = year_at(min(member.schools_with(Permission.VIEW_SEN_RECORD)), day)
    start, end = year.part_of(day)
    missing = parents_to_meet(member, day, (start, end), (year.starts_on, year.ends_on))
    if request.GET.get("format") == "csv":
        lines = ((row.name, row.class_name or "", row.year_met) for row in missing)
        return csv_response(f"parents-to-meet-{day:%Y-%m-%d}", ("Pupil", "Class", "Meetings this year"), lines)
    shown = {
        "page": paged(request, missing),
        "ends_on": end,
        "starts_on": start,
        "may_write": member.may(Permission.WRITE_NOTES),
    }
    return render(request, "records/communications/parents.html", shown)
