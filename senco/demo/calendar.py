"""An invented school year like most in England, for any year."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from senco.law.working_days import easter_sunday
from senco.models import AcademicYear, Closure, School, Term

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Year:
    """One academic year: terms and the days inside them on which pupils do not come."""

    starts: int
    terms: tuple[tuple[str, dt.date, dt.date], ...]
    closures: tuple[tuple[str, dt.date, dt.date], ...]

    @property
    def name(self) -> str:
        return f"{self.starts}/{(self.starts + 1) % 100:02d}"


def year_of(day: dt.date) -> int:
    """The calendar year in which the academic year of this day began."""
    return day.year if day.month >= 9 else day.year - 1


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """That time of a day, unless it is yet to come."""
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute))), timezone.now())


def monday_on_or_after(day: dt.date) -> dt.date:
    return day + DAY * (-day.weekday() % 7)


def school_year(starts: int) -> Year:
    easter = easter_sunday(starts + 1)
    first = dt.date(starts, 9, 2)
    first += DAY * ((7 - first.weekday()) if first.weekday() > 4 else 0)
    october = monday_on_or_after(dt.date(starts, 10, 22))
    christmas = monday_on_or_after(dt.date(starts, 12, 14)) + 4 * DAY
    january = monday_on_or_after(dt.date(starts + 1, 1, 3))
    february = monday_on_or_after(dt.date(starts + 1, 2, 12))
    spring_ends = easter - 9 * DAY if easter >= dt.date(starts + 1, 4, 5) else easter - 3 * DAY
    summer = monday_on_or_after(spring_ends + 2 * WEEK + DAY)
    may = monday_on_or_after(dt.date(starts + 1, 5, 25))
    july = monday_on_or_after(dt.date(starts + 1, 7, 14)) + 2 * DAY
    return Year(
        starts,
        (
            ("Autumn term", first, christmas),
            ("Spring term", january, spring_ends),
            ("Summer term", summer, july),
        ),
        (
            ("INSET day", first, first),
            ("Autumn half term", october, october + 4 * DAY),
            ("INSET day", january, january),
            ("Spring half term", february, february + 4 * DAY),
            ("Summer half term", may, may + 4 * DAY),
        ),
    )


def make_calendar(school: School, today: dt.date) -> None:
    """Last year, this year and next, unless the school has a year already."""
    if AcademicYear.objects.filter(school=school).exists():
        return
    for starts in range(year_of(today) - 2, year_of(today) + 2):
        year = school_year(starts)
        row = AcademicYear.objects.create(
            school=school, name=year.name, starts_on=dt.date(starts, 9, 1), ends_on=dt.date(starts + 1, 8, 31)
        )
        Term.objects.bulk_create(
            Term(school=school, year=row, name=name, starts_on=first, ends_on=last) for name, first, last in year.terms
        )
        Closure.objects.bulk_create(
            Closure(school=school, name=name, starts_on=first, ends_on=last) for name, first, last in year.closures
        )
