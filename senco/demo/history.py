"""Four terms back: last year's classes, attendance, and suspensions."""

import datetime as dt
import random
from decimal import Decimal

from pupils.models import Attendance, Enrolment, GroupPupil, SenStatus, Suspension, TeachingGroup, YearGroup
from senco.demo.calendar import year_of
from senco.law import nc_years
from senco.models import School, Term, calendar_of

TERMS = 4
REASONS = (
    "Persistent disruptive behaviour",
    "Verbal abuse towards an adult",
    "Physical assault against a pupil",
    "Damage to property",
)
SUSPENDED = {"secondary": 14, "infant": 1}
BACK = ((3, 60), (90, 400))
"""Days ago: every other one within the last two months, so that there are some in most terms; the others long ago."""


def make_history(school: School, today: dt.date, chance: random.Random) -> None:
    _last_year(school, today)
    terms = list(Term.objects.filter(ends_on__lt=today).order_by("-starts_on")[: TERMS - 1])
    sen = dict(SenStatus.objects.filter(ends_on=None).values_list("pupil", "provision"))
    years = Attendance.objects.filter(starts_on__in=[term.starts_on for term in terms]).values_list(
        "pupil", "starts_on"
    )
    known = set(years)
    rows = []
    for pupil, since in Enrolment.objects.filter(ends_on=None).order_by("pupil").values_list("pupil", "starts_on"):
        usual = Decimal(str(round(chance.gauss(94.5 if sen.get(pupil) == "N" else 91.0, 3), 1)))
        for term in terms:
            percent = min(Decimal(100), usual + Decimal(str(round(chance.gauss(0, 1.5), 1))))
            if (pupil, term.starts_on) not in known and percent > 0 and since <= today:
                rows.append(_row(school, pupil, term, percent))
    Attendance.objects.bulk_create(rows, batch_size=2000)
    _suspensions(school, today, sen, chance)


def _row(school: School, pupil: int, term: Term, percent: Decimal) -> Attendance:
    return Attendance(school=school, pupil_id=pupil, starts_on=term.starts_on, ends_on=term.ends_on, percent=percent)


def _suspensions(school: School, today: dt.date, sen: dict[int, str], chance: random.Random) -> None:
    """This year's and last year's, each on a day on which the school was open."""
    ago = [chance.randrange(*BACK[n % 2]) for n in range(SUSPENDED.get(school.phase, 0))]
    days = calendar_of(school)
    likely = [pupil for pupil, provision in sorted(sen.items()) if provision != "N"]
    starts = [days.previous_school_day(today - dt.timedelta(days=back)) for back in ago]
    Suspension.objects.bulk_create(
        Suspension(
            school=school, pupil_id=pupil, starts_on=on, ends_on=on, sessions=chance.choice((1, 2, 2)),
            reason=chance.choice(REASONS),
        )
        for pupil, on in zip(chance.sample(likely, min(len(ago), len(likely))), starts, strict=False)
    )  # fmt: skip


def _last_year(school: School, today: dt.date) -> None:
    """Everybody but the youngest year was here last year too: a class and a year lower, in the same letter."""
    start, end = dt.date(year_of(today) - 1, 9, 1), dt.date(year_of(today), 8, 31)
    order = [year.code for year in nc_years()]
    now = dict(YearGroup.objects.filter(ends_on=None).values_list("pupil", "code"))
    youngest = min(now.values(), key=order.index)
    before = {pupil: order[order.index(code) - 1] for pupil, code in now.items() if code != youngest}
    groups = {group.name: group for group in TeachingGroup.objects.filter(kind=TeachingGroup.Kind.REGISTRATION)}
    classes = GroupPupil.objects.registration().filter(ends_on=None, pupil__in=before)
    dated = {"school": school, "starts_on": start, "ends_on": end}
    GroupPupil.objects.bulk_create(
        GroupPupil(pupil_id=pupil, group=groups[f"{before[pupil]}{name[-1]}"], **dated)
        for pupil, name in classes.values_list("pupil", "group__name")
        if f"{before[pupil]}{name[-1]}" in groups
    )
    Enrolment.objects.filter(ends_on=None, pupil__in=before).update(starts_on=start)
    YearGroup.objects.filter(ends_on=None, pupil__in=before).update(starts_on=end + dt.timedelta(days=1))
    classes.update(starts_on=end + dt.timedelta(days=1))
    YearGroup.objects.bulk_create(YearGroup(pupil_id=pupil, code=code, **dated) for pupil, code in before.items())
