"""Acts on many pupils at once: looked at first, done together or not at all, and taken back in one act."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from pupils.actions.corrections import Refused
from pupils.models import BulkAct, Correction, KeyAdult, Pupil, YearGroup
from senco.law import code_name, day_name, nc_years
from senco.models import Membership, User
from senco.permissions import Member, Permission

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """What would become of one pupil: from, to, or why nothing does."""

    pupil: Any
    was: str
    becomes: str = ""
    problem: str = ""
    row: Any = None
    """The row that is in force now, if there is one."""


def next_year(code: str) -> str:
    """The year group after this one; "" after the last, and for X and M, which follow no order. Pure."""
    order = [year.code for year in nc_years() if year.code not in ("X", "M")]
    if code not in order[:-1]:
        return ""
    return order[order.index(code) + 1]


def look_at_years(pupils: Iterable[Pupil], from_on: dt.date) -> list[Step]:
    """Each pupil's next year group from a day. One query."""
    chosen = list(pupils)
    rows = _open_rows(YearGroup, chosen)
    return [_year_step(pupil, rows.get(pupil.pk), from_on) for pupil in chosen]


def _year_step(pupil: Pupil, row: YearGroup | None, from_on: dt.date) -> Step:
    if row is None:
        return Step(pupil, "", problem="No year group is recorded. Record one first.")
    was = code_name("nc_year_actual", row.code)
    after = next_year(row.code)
    if not after:
        return Step(pupil, was, problem="No year comes after this one.", row=row)
    if row.starts_on >= from_on:
        return Step(pupil, was, problem=f"In this year group only from {day_name(row.starts_on)}.", row=row)
    return Step(pupil, was, code_name("nc_year_actual", after), row=row)


def look_at_key_adults(pupils: Iterable[Pupil], adult: User | None, from_on: dt.date) -> list[Step]:
    """Who would get this adult, and whom they have now. One query."""
    chosen = list(pupils)
    rows = _open_rows(KeyAdult, chosen, "adult")
    return [_adult_step(pupil, rows.get(pupil.pk), adult, from_on) for pupil in chosen]


def _adult_step(pupil: Pupil, row: KeyAdult | None, adult: User | None, from_on: dt.date) -> Step:
    was = str(row.adult) if row else ""
    if adult is None:
        return Step(pupil, was, row=row)
    if row is not None and row.adult_id == adult.pk:
        return Step(pupil, was, problem=f"{adult} is their key adult already.", row=row)
    if row is not None and row.starts_on >= from_on:
        return Step(pupil, was, problem=f"{row.adult} is only from {day_name(row.starts_on)}.", row=row)
    return Step(pupil, was, str(adult), row=row)


def _open_rows(model: Any, pupils: Collection[Pupil], *related: str) -> dict[int, Any]:
    rows = model.objects.filter(pupil__in=[one.pk for one in pupils], ends_on__isnull=True)
    return {row.pupil_id: row for row in (rows.select_related(*related) if related else rows)}


@transaction.atomic
def move_up(pupils: Sequence[Pupil], *, by: Member, from_on: dt.date) -> tuple[uuid.UUID, int]:
    """Those who have a next year group are in it from this day; the key to take it back, and how many.

    The years stand against a later file, as any year set by hand. Refused where nobody can move.
    """
    steps = [step for step in _locked(look_at_years, YearGroup, pupils, by, from_on) if step.becomes]
    made = [_row(YearGroup, step, from_on, code=next_year(step.row.code)) for step in steps]
    key = _write(BulkAct.Kind.YEAR, YearGroup, steps, made, by, from_on)
    Correction.objects.bulk_create(
        (
            Correction(
                school_id=row.school_id,
                pupil=step.pupil,
                field="year_group",
                value=row.code,
                file_value=step.row.code,
                by=by.user,
                at=timezone.now(),
            )
            for step, row in zip(steps, made, strict=True)
        ),
        update_conflicts=True,
        unique_fields=["pupil", "field"],
        update_fields=["value", "by", "at"],
    )
    return key, len(made)


@transaction.atomic
def give_key_adult(
    pupils: Sequence[Pupil], *, by: Member, adult: User, from_on: dt.date, today: dt.date
) -> tuple[uuid.UUID, int]:
    """From this day the adult is theirs; the key to take it back, and how many. The adult works at each school."""
    for school in {pupil.school_id for pupil in pupils}:
        if not Membership.objects.people_at(school, today).filter(pk=adult.pk).exists():
            raise Refused(f"{adult} does not work with children at {by.names.get(school, 'that school')}.")

    def look(rows: Iterable[Pupil], day: dt.date) -> list[Step]:
        return look_at_key_adults(rows, adult, day)

    steps = [step for step in _locked(look, KeyAdult, pupils, by, from_on) if step.becomes]
    made = [_row(KeyAdult, step, from_on, adult=adult) for step in steps]
    return _write(BulkAct.Kind.KEY_ADULT, KeyAdult, steps, made, by, from_on), len(made)


def _locked(look: Any, model: Any, pupils: Sequence[Pupil], by: Member, from_on: dt.date) -> list[Step]:
    for pupil in pupils:
        by.must(Permission.EDIT_PUPILS, pupil)
    ids = [pupil.pk for pupil in pupils]
    list(model.objects.select_for_update().filter(pupil__in=ids, ends_on__isnull=True).values_list("pk"))
    return look(pupils, from_on)


def _row(model: Any, step: Step, from_on: dt.date, **fields: Any) -> Any:
    return model(school_id=step.pupil.school_id, pupil=step.pupil, starts_on=from_on, **fields)


def _write(
    kind: str, model: Any, steps: Sequence[Step], made: Sequence[Any], by: Member, from_on: dt.date
) -> uuid.UUID:
    """Four statements, however many pupils; one more a school."""
    if not made:
        raise Refused("Nothing would change for any of these pupils.")
    closed = [step.row for step in steps if step.row is not None]
    model.objects.filter(pk__in=[row.pk for row in closed]).update(ends_on=from_on - DAY)
    model.objects.bulk_create(made)
    key = uuid.uuid4()
    schools: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for row in made:
        schools[row.school_id][0].append(row.pk)
    for row in closed:
        schools[row.school_id][1].append(row.pk)
    BulkAct.objects.bulk_create(
        BulkAct(school_id=school, key=key, kind=kind, user=by.user, from_on=from_on, made=new, closed=old)
        for school, (new, old) in schools.items()
    )
    return key


@transaction.atomic
def take_back(key: uuid.UUID, *, by: Member) -> int:
    """Undo an act of one's own as a whole: what began goes, what ended goes on.

    How many pupils; 0 if it was undone before. Refused once a row was changed since.
    """
    acts = list(BulkAct.objects.visible_to(by).of_key(key).select_for_update())
    count = 0
    for act in acts:
        by.must(Permission.EDIT_PUPILS, act)
        model: Any = YearGroup if act.kind == BulkAct.Kind.YEAR else KeyAdult
        still = model.objects.select_for_update().filter(pk__in=act.made, starts_on=act.from_on, ends_on__isnull=True)
        rows = list(still)
        if len(rows) != len(act.made):
            raise Refused("Some of these pupils were changed since, so it can no longer be taken back as a whole.")
        model.objects.filter(pk__in=[row.pk for row in rows]).delete()
        model.objects.filter(pk__in=act.closed).update(ends_on=None)
        if act.kind == BulkAct.Kind.YEAR:
            _forget_years(rows)
        act.undone_at = timezone.now()
        act.save(update_fields=["undone_at"])
        count += len(rows)
    return count


def _forget_years(rows: Sequence[YearGroup]) -> None:
    """The year that the act had set stands against the file no longer."""
    for code in {row.code for row in rows}:
        pupils = [row.pupil_id for row in rows if row.code == code]
        Correction.objects.filter(pupil__in=pupils, field="year_group", value=code).delete()
