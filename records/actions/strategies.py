"""The lines of a passport: what adults do, and what keeps the pupil safe."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from pupils.models import Pupil
from records.actions.passports import PassportRefused, mark_draft, passport_of, publish_safety
from records.models import SafetyLine, Strategy, WhatWorked
from records.models.passports import PassportLine
from records.other_names import refuse_other_names
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission

MOST = {Strategy.Kind.ALWAYS: 7, Strategy.Kind.HELPS: 10, Strategy.Kind.AVOID: 7}
MOST_SAFETY = 10


@transaction.atomic
def add_strategy(
    pupil: Pupil, *, by: Member, kind: str, area: str, text: str, worked: WhatWorked | None = None
) -> Strategy:
    """A line at the end of its kind; from a note of what worked, that note says where it went."""
    by.must(Permission.EDIT_PASSPORTS, pupil)
    refuse_other_names(pupil, text)
    passport_of(pupil, school_id=pupil.school_id)
    _refuse_too_many(pupil, kind)
    strategy = Strategy.objects.create(
        school_id=pupil.school_id, pupil=pupil, kind=kind, area=area, text=text, place=_next(Strategy, pupil)
    )
    if worked is not None:
        worked.kept_as = strategy
        worked.save(update_fields=["kept_as"])
    mark_draft(pupil)
    return strategy


def _refuse_too_many(pupil: Any, kind: str, but: int = 0) -> None:
    """Of many lines none is read: what is always done must be few."""
    most = MOST[Strategy.Kind(kind)]
    if Strategy.objects.current().of_pupil(pupil).of_kind(kind).exclude(pk=but).count() >= most:
        raise PassportRefused(
            f"There are {most} lines of this kind already, and with more of them none is read. Take one out first."
        )


def _next(model: type[PassportLine], pupil: Any) -> int:
    last = model.objects.of_pupil(pupil).aggregate(last=Max("place"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def edit_strategy(strategy: Strategy, *, by: Member, seen: int, kind: str, area: str, text: str) -> Strategy:
    """StaleEdit when somebody saved since version `seen`."""
    by.must(Permission.EDIT_PASSPORTS, strategy)
    refuse_other_names(strategy, text)
    _refuse_removed(strategy)
    claim_version(strategy, seen)
    if kind != Strategy.objects.get(pk=strategy.pk).kind:
        _refuse_too_many(strategy.pupil_id, kind, strategy.pk)
    strategy.kind, strategy.area, strategy.text = kind, area, text
    strategy.save(update_fields=["kind", "area", "text"])
    mark_draft(strategy.pupil_id)
    return strategy


def _refuse_removed(line: PassportLine) -> None:
    if line.removed_at is not None:
        raise PassportRefused("Somebody has taken this line out since. Copy your words, and add them as a new line.")


@transaction.atomic
def remove_line(line: Strategy | SafetyLine, *, by: Member) -> None:
    """Take a line out. It can be put back."""
    by.must(Permission.EDIT_PASSPORTS, line)
    line.removed_at = timezone.now()
    line.save(update_fields=["removed_at"])
    _settle(line, by)


@transaction.atomic
def restore_line(line: Strategy | SafetyLine, *, by: Member) -> None:
    by.must(Permission.EDIT_PASSPORTS, line)
    if line.removed_at is None:
        return
    if isinstance(line, Strategy):
        _refuse_too_many(line.pupil_id, line.kind)
    else:
        _refuse_too_many_safety(line.pupil_id)
    line.removed_at = None
    line.save(update_fields=["removed_at"])
    _settle(line, by)


def _settle(line: Strategy | SafetyLine, by: Member) -> None:
    if isinstance(line, SafetyLine):
        publish_safety(line.pupil, by=by)
    else:
        mark_draft(line.pupil_id)


@transaction.atomic
def move_strategy(strategy: Strategy, *, by: Member, up: bool) -> None:
    """One place up or down among the lines of its kind; at the end of them nothing happens."""
    by.must(Permission.EDIT_PASSPORTS, strategy)
    passport_of(strategy.pupil_id, school_id=strategy.school_id)
    lines = list(Strategy.objects.current().of_pupil(strategy.pupil_id).of_kind(strategy.kind).in_order())
    at = next((place for place, one in enumerate(lines) if one.pk == strategy.pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if at is None or to is None or not 0 <= to < len(lines):
        return
    lines[at], lines[to] = lines[to], lines[at]
    places = sorted({one.place for one in lines})
    if len(places) < len(lines):
        places = list(range(len(lines)))
    for place, one in zip(places, lines, strict=True):
        one.place = place
    Strategy.objects.bulk_update(lines, ["place"])
    mark_draft(strategy.pupil_id)


@transaction.atomic
def add_safety(pupil: Pupil, *, by: Member, kind: str, text: str, about: str = "", source: str = "") -> SafetyLine:
    """A safety line, which everybody who teaches the pupil is given to read at once."""
    by.must(Permission.EDIT_PASSPORTS, pupil)
    refuse_other_names(pupil, text, about, source)
    passport_of(pupil, school_id=pupil.school_id)
    _refuse_too_many_safety(pupil)
    line = SafetyLine.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        kind=kind,
        text=text,
        about=about,
        source=source,
        place=_next(SafetyLine, pupil),
    )
    publish_safety(pupil, by=by)
    return line


def _refuse_too_many_safety(pupil: Any) -> None:
    if SafetyLine.objects.current().of_pupil(pupil).count() >= MOST_SAFETY:
        raise PassportRefused(f"There are {MOST_SAFETY} safety lines already. Put two of them into one first.")


@transaction.atomic
def edit_safety(line: SafetyLine, *, by: Member, seen: int, **fields: Any) -> SafetyLine:
    """StaleEdit when somebody saved since version `seen`; otherwise everybody reads it anew."""
    by.must(Permission.EDIT_PASSPORTS, line)
    refuse_other_names(line, *(str(value) for value in fields.values()))
    _refuse_removed(line)
    claim_version(line, seen)
    for name, value in fields.items():
        setattr(line, name, value)
    line.save(update_fields=list(fields))
    publish_safety(line.pupil, by=by)
    return line
