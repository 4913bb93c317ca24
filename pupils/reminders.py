"""Who is to be told of which deadline on a day: pure rules, with no database and no clock.

Before a date its owner is told at each lead (6 weeks, 2 weeks, 1 day, or the school's own). Nobody is
told at weekends, on bank holidays or when the school is closed: a lead that falls there is told on the
last school day before. Once a date has passed its owner is told each week, from the first school day
after it, since nobody can be told of lateness beforehand; after a week the second person too, and
after two the headteacher.

All is worked out from the day and from what has been told already, so a night that was missed is made
up by the next one, and a date that moves is reminded of anew.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from senco.law import is_working_day

DAY = dt.timedelta(days=1)
WEEK = 7
LEAST_GAP = 5
"""Days between two tellings of lateness: the first day back after a holiday is not followed by another at once."""
LATE = "late"


@dataclass(frozen=True)
class SchoolDays:
    """The days on which a school's people may be written to.

    Without terms, every working day that is no closure. With terms, the days inside them. Past the last
    term that was entered the following holiday is guessed, so that a calendar which nobody has kept up
    does not silence the reminders for good.
    """

    terms: tuple[tuple[dt.date, dt.date], ...] = ()
    closures: tuple[tuple[dt.date, dt.date], ...] = ()

    def is_open(self, day: dt.date) -> bool:
        if not is_working_day(day) or any(first <= day <= last for first, last in self.closures):
            return False
        if not self.terms:
            return True
        if day < min(first for first, _ in self.terms):
            return day.month != 8
        last = max(last for _, last in self.terms)
        if day > last:
            return day > _back_after(last)
        return any(first <= day <= last for first, last in self.terms)

    def next_open(self, day: dt.date) -> dt.date:
        """The first open day after this one. A year of closures is an error in the calendar, and ends there."""
        for step in range(1, 367):
            if self.is_open(day + step * DAY):
                return day + step * DAY
        return day + 366 * DAY

    def last_open(self, day: dt.date) -> dt.date:
        """This day if it is open, else the last open one before it, with the same limit."""
        for step in range(367):
            if self.is_open(day - step * DAY):
                return day - step * DAY
        return day - 366 * DAY


def _back_after(last: dt.date) -> dt.date:
    """The last day of the holiday after a term whose next one is not entered: August, or 16 days."""
    return dt.date(last.year, 8, 31) if last.month in (6, 7, 8) else last + 16 * DAY


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """What the rules of telling need to know of a deadline."""

    pk: int
    rule: str
    due_on: dt.date
    owner: int


@dataclass(frozen=True)
class Settings:
    """A school's choices: days before by rule (rule "" for all others), and who hears of lateness."""

    leads: Mapping[str, tuple[int, ...]]
    second: int | None = None
    head: int | None = None

    def leads_of(self, rule: str) -> tuple[int, ...]:
        return self.leads.get(rule, self.leads[""])


@dataclass(frozen=True, slots=True)
class Telling:
    """One person to be told of one deadline. `lead` is days before as text, or late1, late2, …"""

    deadline: OpenDeadline
    lead: str
    recipient: int
    tell_on: dt.date


ToldKey = tuple[int, dt.date, int]
"""Deadline, the date that it had, and the person."""


@dataclass
class Told:
    """What people have been told so far: lead to the day of telling, for each deadline, date and person."""

    leads: dict[ToldKey, dict[str, dt.date]] = field(default_factory=dict)

    def of(self, deadline: OpenDeadline, person: int) -> Mapping[str, dt.date]:
        return self.leads.get((deadline.pk, deadline.due_on, person), {})

    def add(self, key: ToldKey, lead: str, on: dt.date) -> None:
        self.leads.setdefault(key, {})[lead] = on


def due_reminders(
    deadlines: Iterable[OpenDeadline],
    *,
    today: dt.date,
    settings: Settings,
    calendar: SchoolDays,
    told: Told,
) -> Iterator[Telling]:
    """Whom to tell of what today. Nothing on a closed day; one pass, nothing kept."""
    if not calendar.is_open(today):
        return
    reach = calendar.next_open(today) - DAY
    """The last day that today speaks for: what falls on it or before has no school day left but this one."""
    for one in deadlines:
        if one.due_on < today:
            yield from _lateness(one, today, settings, told)
        else:
            yield from _nearest_lead(one, today, reach, settings, told)


def _nearest_lead(
    one: OpenDeadline, today: dt.date, reach: dt.date, settings: Settings, told: Told
) -> Iterator[Telling]:
    """The smallest lead reached, unless the owner has been told of it, or of a nearer one, before."""
    reached = [lead for lead in settings.leads_of(one.rule) if one.due_on - lead * DAY <= reach]
    if not reached:
        return
    nearest = min(reached)
    if any(lead.isdigit() and int(lead) <= nearest for lead in told.of(one, one.owner)):
        return
    yield Telling(one, str(nearest), one.owner, today)


def _lateness(one: OpenDeadline, today: dt.date, settings: Settings, told: Told) -> Iterator[Telling]:
    week = ((today - one.due_on).days - 1) // WEEK + 1
    lead = f"{LATE}{week}"
    for person in hears_of_lateness(one.owner, week, settings):
        before = told.of(one, person)
        if lead in before or any(_is_late(said) and (today - on).days < LEAST_GAP for said, on in before.items()):
            continue
        yield Telling(one, lead, person, today)


def _is_late(lead: str) -> bool:
    return lead.startswith(LATE)


def hears_of_lateness(owner: int, week: int, settings: Settings) -> tuple[int, ...]:
    """The owner; from the second week the second person, or for want of one the headteacher; then both."""
    people = [owner]
    if week >= 2:
        people.append(settings.second or settings.head or owner)
    if week >= 3 and settings.head is not None:
        people.append(settings.head)
    return tuple(dict.fromkeys(people))


def when_words(due_on: dt.date, today: dt.date) -> str:
    """ "4 days late", "due today", "due tomorrow", "due in 3 days"."""
    days = (due_on - today).days
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} late"
    return ("due today", "due tomorrow")[days] if days < 2 else f"due in {days} days"
