"""Ranked needs: adding one, putting them in order, ending one. The main need is rank 1 and ranks never tie."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from pupils.actions.corrections import Refused, keep_correction
from pupils.models import Correction, Pupil, SenNeed, SenStatus
from senco.actions.history import Touched, take_back_act
from senco.law import code_name, day_name, sen_types
from senco.permissions import Member, Permission

DAY = dt.timedelta(days=1)


@transaction.atomic
def add_need(
    pupil: Pupil, *, by: Member, code: str, from_on: dt.date, today: dt.date, is_main: bool = False, note: str = ""
) -> SenNeed:
    """Record a need from a day: as the main one, or after those already there. Raises Refused in plain words."""
    by.must(Permission.MANAGE_REGISTER, pupil)
    rows = _current(pupil)
    codes = [row.code for row in rows]
    _refuse_need(pupil, code, codes, from_on)
    _set_order(pupil, rows, [code, *codes] if is_main else [*codes, code], from_on, today, by)
    made = SenNeed.objects.get(pupil=pupil, code=code, ends_on__isnull=True)
    if note:
        made.note = note
        made.save(update_fields=["note"])
    return made


@transaction.atomic
def move_need(need: SenNeed, *, by: Member, up: bool, from_on: dt.date, today: dt.date) -> None:
    """Rank a need one place higher or lower; at the end of the list nothing changes."""
    by.must(Permission.MANAGE_REGISTER, need)
    pupil = Pupil.objects.get(pk=need.pupil_id)
    rows = _current(pupil)
    codes = [row.code for row in rows]
    at = codes.index(need.code) if need.code in codes else -1
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(codes):
        return
    codes[at], codes[to] = codes[to], codes[at]
    _set_order(pupil, rows, codes, from_on, today, by)


@transaction.atomic
def end_need(need: SenNeed, *, by: Member, from_on: dt.date, today: dt.date) -> None:
    """No longer a need from this day; those ranked below it move up."""
    by.must(Permission.MANAGE_REGISTER, need)
    pupil = Pupil.objects.get(pk=need.pupil_id)
    rows = _current(pupil)
    _set_order(pupil, rows, [row.code for row in rows if row.code != need.code], from_on, today, by)


@transaction.atomic
def bring_back_need(pupil: Pupil, key: uuid.UUID, *, by: Member) -> None:
    """Undo an ending: the need and its rank, and those below it. TooLate once the needs were changed again."""
    by.must(Permission.MANAGE_REGISTER, pupil)
    where = {"pupil": pupil}
    needs = Touched(SenNeed, where, rivals=("pupil_id",))
    status = SenStatus.objects.filter(pupil=pupil, ends_on__isnull=True).first()
    if status is None or status.provision == SenStatus.Provision.NONE:
        raise Refused("Needs are recorded with SEN support or an EHC plan, and the pupil has neither now.")
    take_back_act(key, (needs, Touched(Correction, {**where, "field": "needs"})), by=by)


@transaction.atomic
def set_needs(pupil: Pupil, codes: Sequence[str], *, by: Member, from_on: dt.date, today: dt.date) -> None:
    """From a day the needs are these, the main one first."""
    by.must(Permission.MANAGE_REGISTER, pupil)
    rows = _current(pupil)
    for code in codes:
        if code not in [row.code for row in rows]:
            _refuse_need(pupil, code, [], from_on)
    _set_order(pupil, rows, codes, from_on, today, by)


def close_needs(pupil: Pupil, *, by: Member, provision: str, from_on: dt.date) -> None:
    """What a change of provision ends: every need for none, and one that is not assessed where it is not allowed."""
    rows = _current(pupil)
    ended = [row for row in rows if provision == SenStatus.Provision.NONE or not _allowed(row.code, provision)]
    late = next((row for row in ended if row.starts_on > from_on), None)
    if late is not None:
        name = code_name("sen_type", late.code)
        raise Refused(f"“{name}” is recorded from {day_name(late.starts_on)}. End that need first, or choose that day.")
    if ended:
        kept = [row.code for row in rows if row not in ended]
        _set_order(pupil, rows, kept, from_on, from_on, by)


def reopen_needs(pupil: Pupil, *, closed_on: dt.date, provision: str) -> None:
    """After a change was taken back: the needs that ended with it go on, behind any that were added since."""
    rank = len(_current(pupil))
    open_codes = {row.code for row in _current(pupil)}
    closed = SenNeed.objects.filter(pupil=pupil, ends_on=closed_on).order_by("rank", "pk")
    for row in closed:
        if row.code in open_codes or not _allowed(row.code, provision):
            continue
        rank += 1
        row.ends_on, row.rank = None, rank
        row.save(update_fields=["ends_on", "rank"])


def _allowed(code: str, provision: str) -> bool:
    """Some codes go with one provision only: NSA with SEN support (census check 2175)."""
    only = next((one.only_with for one in sen_types() if one.code == code), ())
    return not only or provision in only


def _current(pupil: Pupil) -> list[SenNeed]:
    return list(SenNeed.objects.select_for_update().filter(pupil=pupil, ends_on__isnull=True).order_by("rank", "pk"))


def _refuse_need(pupil: Pupil, code: str, codes: Sequence[str], from_on: dt.date) -> None:
    known = {one.code: one for one in sen_types()}
    if code not in known:
        raise Refused("That is not one of the Department's types of need.")
    name = known[code].name
    begins = known[code].valid_from
    if begins and from_on < begins:
        raise Refused(f"“{name}” may be recorded from {day_name(begins)} only.")
    if code in codes:
        raise Refused(f"“{name}” is already recorded.")
    status = SenStatus.objects.on(from_on).filter(pupil=pupil).first()
    if status is None or status.provision == SenStatus.Provision.NONE:
        raise Refused("Needs are recorded with SEN support or an EHC plan. On that day the pupil had neither.")
    if not _allowed(code, status.provision):
        raise Refused(f"“{name}” goes with SEN support only, and on that day it was: {status}.")


def _set_order(
    pupil: Pupil, rows: Sequence[SenNeed], codes: Sequence[str], from_on: dt.date, today: dt.date, by: Member
) -> None:
    """From `from_on` the needs are these, in this order. Rows that change are closed and opened anew; a row that
    began that same day was never true before, and is changed or taken away itself (the history keeps it)."""
    if from_on > today:
        raise Refused("Choose today or an earlier day.")
    _refuse_before_last_change(pupil, from_on)
    was = [row.code for row in rows]
    ranks = {code: rank for rank, code in enumerate(codes, start=1)}
    again = []
    for row in rows:
        if ranks.get(row.code) == row.rank:
            ranks.pop(row.code)
        elif row.starts_on == from_on:
            row.delete()
            again += [row] if row.code in ranks else []
        else:
            row.ends_on = from_on - DAY
            row.save(update_fields=["ends_on"])
            again += [row] if row.code in ranks else []
    notes = {row.code: row.note for row in again}
    for code, rank in ranks.items():
        SenNeed.objects.create(
            school_id=pupil.school_id,
            pupil=pupil,
            code=code,
            rank=rank,
            starts_on=from_on,
            note=notes.get(code, ""),
        )
    keep_correction(pupil, "needs", by=by, value=",".join(codes) or "-", was=",".join(was) or "-")


def _refuse_before_last_change(pupil: Pupil, from_on: dt.date) -> None:
    """Two ranks may not tie on any day, so the order is changed from the last change onwards."""
    dates = SenNeed.objects.filter(pupil=pupil).values_list("starts_on", "ends_on")
    last = max((max(starts, ends + DAY if ends else starts) for starts, ends in dates), default=None)
    if last is not None and from_on < last:
        raise Refused(f"The needs were last changed on {day_name(last)}. Choose that day or a later one.")
