"""A pupil's provision, for the pupil's page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from provision.costs import shares as parts_of
from provision.costs import total, weekly_cost
from provision.given import Given, with_given
from provision.models import PlacementPupil
from pupils.models import Pupil
from senco.links import link_for
from senco.models import calendar_of
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.VIEW_PROVISION)
@require_safe
def panel(request: MemberRequest, pk: int) -> HttpResponse:
    """What runs or is to begin, with the sessions given of those planned in the last six weeks. Five queries."""
    member, day = request.member, today()
    pupil = get_object_or_404(Pupil.objects.visible_to(member, Permission.VIEW_PROVISION), pk=pk)
    mine = PlacementPupil.objects.visible_to(member).of_pupil(pupil).not_over(day)
    rows = list(mine.with_placement().with_size(day).by_intervention())
    given = with_given(rows, {pupil.school_id: calendar_of(pupil.school_id)}, day)
    running = [row for row in rows if row.placement.is_running(day) and row.starts_on <= day]
    place = link_for(member, "provision:placement-new", at=pupil)
    context = {
        "pupil": pupil,
        "today": day,
        "lines": [_line(row, given[row.pk]) for row in rows],
        "minutes": sum(row.placement.minutes_a_week or 0 for row in running),
        "cost": _cost(running) if member.may(Permission.VIEW_COSTS, pupil) else None,
        "map_url": f"{reverse('provision:map')}?q={pupil.surname}&show=register" if rows else "",
        "new_url": f"{place}?pupil={pupil.pk}" if place else "",
    }
    return render(request, "provision/placements/_panel.html", context)


def _line(row: PlacementPupil, given: Given) -> dict[str, Any]:
    url = given.url(placement=row.placement_id, pupil=row.pupil_id)
    return {"row": row, "placement": row.placement, "given": given, "given_url": url}


def _cost(running: list[Any]) -> Any:
    """The pupil's shares of what a week of it costs; None where no cost is known."""
    found = []
    for row in running:
        one = row.placement
        a_week = weekly_cost(one.minutes, one.times, one.hourly_cost)
        if a_week is not None and row.place < row.size:
            found.append(parts_of(a_week, row.size)[row.place])
    return total(found) if found else None
