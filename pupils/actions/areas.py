"""Setting a school's areas of concern and criteria, and ticking what a pupil meets."""

import secrets
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from pupils.actions.corrections import Refused
from pupils.models import ConcernArea, ConcernCase, Criterion, CriterionMet
from pupils.usual_areas import USUAL
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission


@transaction.atomic
def usual_areas(school_id: int) -> int:
    """Give a school that has set no areas the usual ones; how many were made. Three queries."""
    if ConcernArea.objects.of_school(school_id).exists():
        return 0
    areas = ConcernArea.objects.bulk_create(
        [ConcernArea(school_id=school_id, key=key, place=at, **fields) for at, (key, fields, _) in enumerate(USUAL, 1)]
    )
    Criterion.objects.bulk_create(
        Criterion(school_id=school_id, area=area, text=text, place=at)
        for area, (_, _, texts) in zip(areas, USUAL, strict=True)
        for at, text in enumerate(texts, 1)
    )
    return len(areas)


@transaction.atomic
def begin_areas(*, by: Member) -> int:
    """The usual ones for each school of the member's that has set none; how many were made in all."""
    return sum(usual_areas(school) for school in sorted(by.schools_with(Permission.TRIAGE_CONCERNS)))


@transaction.atomic
def keep_area(area: ConcernArea, *, by: Member, seen_version: int = 0) -> ConcernArea:
    """Add an area, or change one that nobody has changed since it was opened."""
    by.must(Permission.TRIAGE_CONCERNS, area)
    if not area.pk:
        usual_areas(area.school_id)
        area.key = secrets.token_hex(4)
    return _keep(area, ConcernArea.objects.of_school(area.school_id), seen_version)


@transaction.atomic
def keep_criterion(criterion: Criterion, *, by: Member, seen_version: int = 0) -> Criterion:
    by.must(Permission.TRIAGE_CONCERNS, criterion)
    return _keep(criterion, Criterion.objects.of_area(criterion.area_id), seen_version)


def _keep(row: Any, beside: Any, seen_version: int) -> Any:
    """A new one stands after all others."""
    if row.pk:
        claim_version(row, seen_version)
    else:
        row.place = max(beside.values_list("place", flat=True), default=0) + 1
    row.save()
    return row


class NameTaken(Refused):
    """An area comes back beside another that has its name by now."""

    def __str__(self) -> str:
        return "Another area has this name by now. Give one of them another name first."


@transaction.atomic
def retire(row: ConcernArea | Criterion, *, by: Member, retired: bool = True) -> None:
    """Offered no more, and kept wherever it was used; or offered again."""
    by.must(Permission.TRIAGE_CONCERNS, row)
    if not retired and isinstance(row, ConcernArea):
        others = ConcernArea.objects.of_school(row.school_id).in_use().exclude(pk=row.pk)
        if others.filter(name=row.name).exists():
            raise NameTaken
    row.retired_at = timezone.now() if retired else None
    row.save(update_fields=["retired_at"])


@transaction.atomic
def move_in_list(row: ConcernArea | Criterion, *, by: Member, up: bool) -> None:
    """One place up or down among those in use; at the end of the list nothing happens."""
    by.must(Permission.TRIAGE_CONCERNS, row)
    if isinstance(row, Criterion):
        beside: Any = Criterion.objects.of_area(row.area_id)
    else:
        beside = ConcernArea.objects.of_school(row.school_id)
    rows = list(beside.in_use().in_order().select_for_update())
    at = next((n for n, one in enumerate(rows) if one.pk == row.pk), None)
    to = -1 if at is None else at - 1 if up else at + 1
    if at is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for place, one in enumerate(rows, 1):
        one.place = place
    type(row).objects.bulk_update(rows, ["place"])


@transaction.atomic
def tick_criteria(
    case: ConcernCase, *, by: Member, offered: Collection[int], met: Collection[int]
) -> tuple[list[int], list[int]]:
    """Of the criteria that the form offered these are met now and the others are not: (new, taken back).

    Whoever ticked one first stays named, so that the evidence keeps its day.
    """
    by.must(Permission.TRIAGE_CONCERNS, case)
    case_row = ConcernCase.objects.select_for_update().get(pk=case.pk)
    ours = Criterion.objects.of_school(case.school_id).filter(pk__in=offered).values_list("pk", flat=True)
    wanted = set(met) & set(ours)
    standing = CriterionMet.objects.standing().filter(case=case_row, criterion__in=offered)
    have = set(standing.values_list("criterion", flat=True))
    new, gone = sorted(wanted - have), sorted(have - wanted)
    standing.filter(criterion__in=gone).update(taken_back_at=timezone.now(), taken_back_by=by.user)
    CriterionMet.objects.bulk_create(
        CriterionMet(school_id=case.school_id, case=case, criterion_id=pk, by=by.user) for pk in new
    )
    return new, gone
