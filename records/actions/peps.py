"""The personal education plan of a looked-after pupil: one review a term, due by the term's end until it was held.

That it is reviewed each term is in our law file as a check of the governors (G21) whose source is still to be checked;
it sets no day. That a term's review is due by the end of the term is ours, and the deadline's rule says both.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from pupils.actions.deadlines import NobodyToTell, close_about, set_deadline
from pupils.models import Characteristic, Deadline, Pupil
from records.actions.meetings import year_at
from records.models import Pep
from senco.confidential import holders
from senco.forms.versions import claim_version
from senco.law import day_name, previous_working_day
from senco.models import User
from senco.permissions import Member, Permission, Role

RULE = "pep.term"
KIND = "pep"
NOBODY = "Nobody is designated teacher today, so it is yours until somebody is."


@transaction.atomic
def settle_peps(school_id: int, *, today: dt.date, pupils: Iterable[int] | None = None) -> int:
    """See that each looked-after pupil on roll (or of these) has this term's plan and its date; how many are to come.

    What is open about a pupil who is here and no longer looked after is closed. Five queries, and a few for each
    date that is set, moved or closed.
    """
    term = year_at(school_id, today).part_of(today)
    looked_after = Characteristic.objects.filter(school=school_id, kind=Characteristic.Kind.LOOKED_AFTER)
    here = set(looked_after.on_roll(today).values_list("pupil", flat=True))
    wanted = here if pupils is None else here & set(pupils)
    _end_those_no_longer(school_id, looked_after, today, pupils)
    _make(school_id, wanted, term)
    teacher = next(iter(holders(school_id, [Role.DESIGNATED_TEACHER], today)), None)
    rows = list(Pep.objects.filter(school=school_id, pupil__in=wanted).of_term(term).not_held().with_pupil())
    is_open = {one.subject_id: one for one in Deadline.objects.open().filter(school=school_id, rule=RULE)}
    for row in rows:
        _fit(row, term)
        found = is_open.get(row.pk)
        if found is None or found.due_on != row.ends_on or (teacher and NOBODY in found.why):
            _due(row, teacher, today, is_new=found is None or NOBODY in found.why)
    return len(rows)


def _make(school_id: int, pupils: Iterable[int], term: tuple[dt.date, dt.date]) -> None:
    have = set(Pep.objects.filter(school=school_id).of_term(term).values_list("pupil", flat=True))
    Pep.objects.bulk_create(
        (
            Pep(school_id=school_id, pupil_id=pk, starts_on=term[0], ends_on=term[1])
            for pk in sorted(set(pupils) - have)
        ),
        ignore_conflicts=True,
    )


def _fit(row: Pep, term: tuple[dt.date, dt.date]) -> None:
    """The school has changed the dates of its term since."""
    if (row.starts_on, row.ends_on) != term:
        row.starts_on, row.ends_on = term
        row.save(update_fields=["starts_on", "ends_on"])


def _due(row: Pep, teacher: User | None, today: dt.date, *, is_new: bool) -> None:
    """Theirs who is designated teacher; one that was handed over since stays with whom it was given to."""
    why = f"One a term for a looked-after pupil; this one by the end of term, {day_name(row.ends_on)}."
    try:
        set_deadline(
            RULE, school_id=row.school_id, subject=(KIND, row.pk), pupil=row.pupil, due_on=row.ends_on,
            act_by=previous_working_day(row.ends_on), why=why if teacher else f"{why} {NOBODY}",
            owner=teacher if is_new else None, today=today, once=True,
        )  # fmt: skip
    except NobodyToTell:
        return


def _end_those_no_longer(school_id: int, looked_after: Any, today: dt.date, pupils: Iterable[int] | None) -> None:
    """Whoever has left the school too is a leaver, whose dates end and come back as all others do."""
    found = Deadline.objects.open().filter(school=school_id, rule=RULE)
    found = found.exclude(pupil__in=looked_after.on(today).values("pupil"))
    found = found.filter(pupil__in=Pupil.objects.on_roll(today))
    if pupils is not None:
        found = found.filter(pupil__in=list(pupils))
    for pk in list(found.values_list("subject_id", flat=True)):
        close_about((KIND, pk), school_id=school_id, on=today, why="No longer looked after.", rules=[RULE])


@transaction.atomic
def record_pep(row: Pep, *, by: Member, seen: int, values: Mapping[str, Any]) -> None:
    """It was held on a day, and this was agreed. StaleEdit when somebody saved since version `seen`."""
    by.must(Permission.EDIT_CARE, row)
    claim_version(row, seen)
    row.held_on, row.agreed, row.written_by = values["held_on"], values["agreed"], by.user
    row.save(update_fields=["held_on", "agreed", "written_by"])
    close_about((KIND, row.pk), school_id=row.school_id, on=values["held_on"], why="Held.", by=by.user, rules=[RULE])


@transaction.atomic
def take_pep_back(row: Pep, *, by: Member, today: dt.date) -> None:
    """It was not held after all: it is owed again, unless the pupil is looked after no longer."""
    by.must(Permission.EDIT_CARE, row)
    row.version += 1
    row.held_on = None
    row.save(update_fields=["held_on", "version"])
    resume_pep(row.school_id, row.pk, today)


@transaction.atomic
def pep_of(pupil: Pupil, *, by: Member, today: dt.date) -> Pep:
    """This term's, made if the night has not made it yet."""
    by.must(Permission.EDIT_CARE, pupil)
    term = year_at(pupil.school_id, today).part_of(today)
    _make(pupil.school_id, [pupil.pk], term)
    settle_peps(pupil.school_id, today=today, pupils=[pupil.pk])
    return Pep.objects.filter(pupil=pupil).of_term(term).latest("starts_on")


def take_pep_of(deadline: Deadline, on: dt.date | None, by: Member, today: dt.date) -> None:
    """Its deadline was closed or opened again where everything due is listed. No permission is asked for here."""
    Pep.objects.filter(pk=deadline.subject_id, school=deadline.school_id).update(
        held_on=on, written_by=by.user.pk if on else None
    )


def resume_pep(school_id: int, pk: int, today: dt.date) -> None:
    """The pupil has come back, or it was not held after all: what is owed for this term is due."""
    row = Pep.objects.filter(pk=pk, school=school_id).with_pupil().first()
    if row is None or row.held_on is not None:
        return
    looked_after = Characteristic.objects.filter(pupil=row.pupil_id, kind=Characteristic.Kind.LOOKED_AFTER)
    if looked_after.on_roll(today).exists() and row.ends_on >= today:
        _due(row, next(iter(holders(school_id, [Role.DESIGNATED_TEACHER], today)), None), today, is_new=True)
