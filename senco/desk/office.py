"""The office's first page: what the file left out, how old the last one is, who comes and who goes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, Value, When
from django.utils.timezone import localtime

from pupils.models import Attendance, Contact, Enrolment, ImportRun, Pupil
from senco.desk.figures import Figure, some
from senco.desk.links import Links
from senco.permissions import Member, Permission
from senco.templatetags.look import short_day

SHOWN = 15
MONTH = dt.timedelta(days=31)
OLD = dt.timedelta(days=42)
"""A file older than half a term: classes, starters and leavers may be wrong by now."""


@dataclass(frozen=True)
class Office:
    facts: list[Figure]
    runs: list[Any]
    import_url: str
    on_roll: int
    gaps: list[Any]
    """Pupils on roll of whom something is missing: `no_contact`, `no_upn`."""
    gaps_more: int
    moves: list[Any]
    """Enrolments that begin or end from a month ago on; `is_new` tells them apart."""
    leavers_url: str


def office(member: Member, today: dt.date) -> Office:
    """Six queries."""
    links = Links(member)
    counts = _with_gaps(member, today).aggregate(
        on_roll=Count("pk"),
        unreachable=Count("pk", filter=Q(no_contact=True)),
        unnumbered=Count("pk", filter=Q(no_upn=True)),
        either=Count("pk", filter=Q(no_contact=True) | Q(no_upn=True)),
    )
    gaps = _with_gaps(member, today).where_they_are(today).filter(Q(no_contact=True) | Q(no_upn=True))
    roll = links.to("pupils:register", show="roll")
    return Office(
        [
            Figure(f"{counts['on_roll']:,}", "pupils on roll", _attendance(member), roll),
            _missing(counts["unreachable"], "with nobody to ring", "no telephone number and no e-mail address"),
            _missing(counts["unnumbered"], "without a UPN", "the census asks for one"),
            _last_file(member, today, links.to("import")),
        ],
        list(ImportRun.objects.visible_to(member).select_related("user", "school")[:5]),
        links.to("import"),
        counts["on_roll"],
        list(gaps[:SHOWN]),
        max(0, counts["either"] - SHOWN),
        list(_moves(member, today)[:SHOWN]),
        links.to("pupils:register", show="left"),
    )


def _with_gaps(member: Member, today: dt.date) -> Any:
    """On roll, with `no_contact` and `no_upn`. A setting that gives its own references needs no UPN."""
    reached = Contact.objects.filter(~Q(phone="") | ~Q(email=""), pupil=OuterRef("pk"), is_current=True)
    no_upn = Case(When(upn="", local_ref="", then=Value(True)), default=Value(False))
    seen = Pupil.objects.visible_to(member).at_schools(member.schools_with(Permission.EDIT_PUPILS)).on_roll(today)
    return seen.annotate(no_contact=~Exists(reached), no_upn=no_upn)


def _missing(count: int, label: str, note: str) -> Figure:
    return Figure(f"{count:,}", label, note if count else "nothing is missing", state="soon" if count else "fine")


def _attendance(member: Member) -> str:
    schools = member.schools_with(Permission.EDIT_PUPILS)
    last = Attendance.objects.filter(school__in=schools).aggregate(last=Max("ends_on"))["last"]
    return f"attendance to {short_day(last)}" if last else "no attendance has been taken in"


def _last_file(member: Member, today: dt.date, url: str) -> Figure:
    done = ImportRun.objects.visible_to(member).filter(state=ImportRun.State.DONE)
    last = done.aggregate(last=Max("created_at"))["last"]
    if last is None:
        return Figure("None", "file taken in yet", "names, classes and contacts come with one", url, "soon")
    day = localtime(last).date()
    days = (today - day).days
    is_old = today - day > OLD
    note = "another is due: more than half a term has gone by" if is_old else f"taken in {short_day(day)}"
    return Figure("Today" if days < 1 else some(days, "day"), "since the last file", note, url, "soon" * is_old)


def _moves(member: Member, today: dt.date) -> Any:
    """Who has come or left in the last month, and who is known to be coming or leaving; the latest first.

    The day on which a school's whole roll was first taken in is no arrival.
    """
    rows = Enrolment.objects.visible_to(member).filter(school__in=member.schools_with(Permission.EDIT_PUPILS))
    since = today - MONTH
    before = Enrolment.objects.filter(starts_on__lt=OuterRef("starts_on"), school=OuterRef("school"))
    goes = Q(ends_on__gte=since)
    found = rows.filter(goes | Q(Exists(before), starts_on__gte=since)).annotate(
        on=Case(When(goes, then="ends_on"), default="starts_on"),
        is_new=Case(When(goes, then=Value(False)), default=Value(True)),
    )
    return found.select_related("pupil").order_by("-on", "pupil__sort_name")
