"""The headteacher's year in figures: counts over the schools in view, each opening the pupils or dates behind it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Case, Count, Exists, F, IntegerField, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncMonth

from pupils.models import Attendance, Concern, ConcernCase, Deadline, Enrolment, SenStatus, Suspension
from pupils.models.counted import NOT_SAID
from pupils.month import last_months
from senco.desk.figures import Bar, Figure, percent_of, some
from senco.desk.links import Links
from senco.law import code_name
from senco.permissions import Member, Permission
from senco.prepared import prepared
from senco.reports.compliance import England, england
from senco.reports.counting import asking_of, comes_after, counted, in_force, of_pupil
from senco.reports.roll import YEAR_ORDER, Cell, roll_cells, sums, year_name
from senco.reports.steps import Steps, late, of_rules, steps_by_rule

YEAR = dt.timedelta(days=365)
NAMES = {"E": "EHC plan", "K": "SEN support", "N": "No SEN provision"}
SHOWN = 10


@dataclass(frozen=True)
class Months:
    """Concerns logged in each of the last twelve months."""

    labels: list[str]
    counts: list[int]
    urls: list[str]

    @property
    def bars(self) -> list[Bar]:
        return [Bar(*one) for one in zip(self.labels, self.counts, self.urls, strict=True)]

    @property
    def says(self) -> str:
        total = sum(self.counts)
        if not total:
            return "Nobody logged a concern in the last twelve months."
        most = max(range(len(self.counts)), key=self.counts.__getitem__)
        return f"{some(total, 'concern')} in twelve months, most of them in {self.labels[most]} ({self.counts[most]})."


@dataclass(frozen=True)
class OwnSteps:
    """The school's own steps of annual reviews: done in twelve months, and late today. What is not due yet is none."""

    on_time: int
    done_late: int
    not_done: int
    links: Links

    @property
    def total(self) -> int:
        return self.on_time + self.done_late + self.not_done

    @property
    def percent(self) -> str:
        return percent_of(self.on_time, self.total)

    @property
    def bars(self) -> list[Bar]:
        return [
            Bar("On time", self.on_time, self.on_time_url, state="fine"),
            Bar("Done late", self.done_late, self._done("late"), state="soon"),
            Bar("Late and not done", self.not_done, self._listed(when="late"), state="late"),
        ]

    @property
    def on_time_url(self) -> str:
        return self._done("on-time")

    def _done(self, met: str) -> str:
        return self._listed(when="done", met=met, within="year")

    def _listed(self, **query: Any) -> str:
        return self.links.to("pupils:deadlines", kind="review.", side=Deadline.Side.SCHOOL.value, **query)

    @property
    def says(self) -> str:
        if not self.total:
            return "No step of an annual review was done in the last twelve months, and none is late."
        late = f"{self.done_late:,} done late, {self.not_done:,} late and not done"
        return (
            f"{self.on_time:,} of our own {some(self.total, 'step')} in twelve months were done by their day; {late}."
        )


@dataclass(frozen=True)
class Summary:
    facts: list[Figure]
    years: list[Bar]
    needs: list[Bar]
    lateness: list[Bar]
    concerns: list[Bar]
    months: Months
    reviews: list[Bar]
    reviews_says: str
    attendance: list[Bar]
    attendance_says: str
    suspensions: list[Bar]
    suspended: list[Any]
    suspended_url: str
    """The list of all, where more were suspended than the newest shown."""
    england: England | None

    @property
    def years_says(self) -> str:
        if not self.years:
            return "Nobody is on the register."
        most = max(self.years, key=lambda bar: bar.value)
        return f"Most are in {most.label} ({most.value}). Each year opens its list."

    @property
    def needs_says(self) -> str:
        if not self.needs:
            return "Nobody is on the register."
        return f"{self.needs[0].label} is the commonest main need ({self.needs[0].value}). Each opens its list."


def summary(member: Member, today: dt.date) -> Summary:
    """Five queries, whatever the number of pupils and schools."""
    reader = member.only(Permission.VIEW_REPORTS)
    schools = reader.schools
    links = Links(member, school=schools[0] if len(schools) == 1 < len(member.schools) else None)
    cells, steps = roll_cells(schools, today), steps_by_rule(reader, today)
    register = [cell for cell in cells if cell.on_register]
    tallied = _tallied(reader, today)
    months = _months(tallied["month"], today, links)
    own_late = late(of_rules(steps, "review.", side="school"))
    reviews = OwnSteps(tallied["review"]["on time"], tallied["review"]["late"], own_late, links)
    attendance, suspended = _attendance(schools, today), _suspended(asking_of(schools), today)
    return Summary(
        facts=_facts(cells, steps, reviews, today, links),
        years=_years(register, links),
        needs=_needs(register, links),
        lateness=_lateness(steps, links),
        concerns=_states(tallied["state"], links),
        months=months,
        reviews=reviews.bars,
        reviews_says=reviews.says,
        attendance=_attendance_bars(attendance, links),
        attendance_says=_attendance_words(attendance),
        suspensions=_suspension_bars(tallied["suspension"], links),
        suspended=suspended,
        suspended_url=links.to("suspensions") if tallied["suspension"].total() > SHOWN else "",
        england=england(today),
    )


def _facts(cells: list[Cell], steps: list[Steps], reviews: OwnSteps, today: dt.date, links: Links) -> list[Figure]:
    national, by = england(today), sums(cells, lambda cell: cell.provision)
    roll, register, overdue = by.total(), by["K"] + by["E"], late(steps)

    def share(count: int, figure: float | None) -> str:
        beside = f"; England {figure}% ({national.year})" if national and figure else ""
        return f"{percent_of(count, roll, 1)} of {roll:,}{beside}" if roll else "nobody is on roll"

    def listed(provision: str = "") -> str:
        return links.to("pupils:register", show="register", provision=provision)

    return [
        Figure(f"{register:,}", "on the register", share(register, national.any_sen if national else None), listed()),
        Figure(f"{by['K']:,}", "with SEN support", share(by["K"], national.support if national else None), listed("K")),
        Figure(f"{by['E']:,}", "with an EHC plan", share(by["E"], national.plans if national else None), listed("E")),
        Figure(
            f"{overdue:,}",
            "overdue",
            f"{late(of_rules(steps, 'review.')):,} of them steps of annual reviews",
            links.to("pupils:deadlines", when="late"),
            "late" if overdue else "fine",
        ),
        Figure(
            reviews.percent or "–",
            "of our review steps on time",
            f"{reviews.on_time:,} of {reviews.total:,} done in twelve months or late today",
            reviews.on_time_url if reviews.total else "",
        ),
    ]


def _years(register: Iterable[Cell], links: Links) -> list[Bar]:
    counts = sums(register, lambda cell: cell.year)
    return [
        Bar(
            year_name(year),
            counts[year],
            links.to("pupils:register", show="register", year=year or NOT_SAID),
        )
        for year in sorted(counts, key=lambda code: YEAR_ORDER.get(code, len(YEAR_ORDER)))
    ]


def _needs(register: Iterable[Cell], links: Links) -> list[Bar]:
    counts = sums(register, lambda cell: cell.need)
    return [
        Bar(
            code_name("sen_type", need) if need else "No need recorded",
            count,
            links.to("pupils:register", show="register", need=need or NOT_SAID, rank="main" if need else ""),
        )
        for need, count in sorted(counts.items(), key=lambda item: (not item[0], -item[1], item[0]))
    ]


def _lateness(steps: list[Steps], links: Links) -> list[Bar]:
    """Late dates by who must act."""
    sides = [(side, late(one for one in steps if one.side == side)) for side in Deadline.Side.values]
    return [
        Bar(
            str(Deadline.Side(side).label),
            count,
            links.to("pupils:deadlines", when="late", side=side),
            state="late" if side == Deadline.Side.SCHOOL else "soon",
        )
        for side, count in sides
        if count
    ]


def _tallied(reader: Member, today: dt.date) -> dict[str, Counter[str]]:
    """Concerns by state and by month, steps of reviews, suspensions by provision. One query."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for what, key, _, count in _counts(reader, today):
        found[what][key] += count
    return found


def _months(by_day: Counter[str], today: dt.date, links: Links) -> Months:
    shown = last_months(today)
    logged = [sum(count for key, count in by_day.items() if key.startswith(f"{one:%Y-%m}")) for one in shown]
    urls = [links.to("pupils:concerns", show="all", month=f"{one:%Y-%m}") for one in shown]
    return Months([f"{month:%b %Y}" for month in shown], logged, urls)


@prepared
def _counts(reader: Member, today: dt.date) -> Any:
    concerns = Concern.objects.filter(school__in=reader.schools)
    lately = concerns.filter(logged_at__date__gte=last_months(today)[0])
    cases = ConcernCase.objects.filter(school__in=reader.schools)
    return counted(cases, "state", F("state")).union(
        counted(lately, "month", TruncMonth("logged_at")),
        counted(_review_steps(reader, today), "review", AFTER_ITS_DAY),
        counted(
            Suspension.objects.filter(school__in=reader.schools)
            .since_september(today)
            .annotate(now=in_force("pupil__senstatus_rows", today)),
            "suspension",
            Coalesce(F("now__provision"), Value("N")),
        ),
        all=True,
    )


AFTER_ITS_DAY = Case(When(closed_on__gt=F("due_on"), then=Value("late")), default=Value("on time"))


def _review_steps(reader: Member, today: dt.date) -> Any:
    """Steps of annual reviews that were the school's own, closed in a year, and that the reader may see."""
    steps = Deadline.objects.of_schools(reader.schools).open_to(reader).of_kind("review.")
    return steps.filter(side=Deadline.Side.SCHOOL).closed_since(today - YEAR)


def _states(states: Counter[str], links: Links) -> list[Bar]:
    """Where concerns stand, in the stages of their own list."""
    state = Concern.State
    stages = {
        "new": ("New", states[state.NEW]),
        "watching": ("Watching", states[state.WATCHING]),
        "asking": ("Asking colleagues", states[state.GATHERING]),
        "closed": ("Closed, or SEN support started", states[state.CLOSED] + states[state.SEN_SUPPORT]),
    }
    return [Bar(label, count, links.to("pupils:concerns", show=key)) for key, (label, count) in stages.items()]


def _attendance(schools: Collection[int], today: dt.date) -> dict[str, tuple[float, int]]:
    """Provision to average attendance in percent and number of pupils: each pupil's latest period. One query."""
    rows = _latest_attendance(asking_of(schools), today)
    return {provision: (float(average), pupils) for provision, average, pupils in rows}


@prepared
def _latest_attendance(asked: Member, today: dt.date) -> Any:
    begun = Attendance.objects.filter(starts_on__lte=today)
    latest = begun.filter(~comes_after(begun, "", "-ends_on", "-starts_on", "-pk"), Exists(of_pupil(Enrolment, today)))
    return (
        latest.filter(school__in=asked.schools)
        .order_by()
        .annotate(now=in_force("pupil__senstatus_rows", today), provision=Coalesce(F("now__provision"), Value("N")))
        .values_list("provision")
        .annotate(average=Avg("percent"), pupils=Cast(Count("pk"), IntegerField()))
    )


def _attendance_bars(found: dict[str, tuple[float, int]], links: Links) -> list[Bar]:
    return [
        Bar(
            name,
            round(found[code][0]),
            links.to("pupils:register", show="roll", provision=code, attendance="known"),
            display=f"{found[code][0]:.1f}%",
            note=f"{found[code][1]:,} pupils",
        )
        for code, name in NAMES.items()
        if code in found
    ]


def _attendance_words(found: dict[str, tuple[float, int]]) -> str:
    with_sen = [(average, pupils) for code, (average, pupils) in found.items() if code != "N"]
    if not with_sen or "N" not in found:
        return "Attendance is not recorded for pupils both with and without SEN, so the two cannot be compared."
    mean = sum(average * pupils for average, pupils in with_sen) / sum(pupils for _, pupils in with_sen)
    gap = found["N"][0] - mean
    told = f"{abs(gap):.1f} points {'below' if gap > 0 else 'above'} those without"
    return f"Pupils with SEN attended {mean:.1f}% of sessions, {told}, in the latest period recorded for each."


@prepared
def _suspended(asked: Member, today: dt.date) -> Any:
    """The newest suspensions and exclusions since September, with what provision the pupil has today. One query."""
    now = of_pupil(SenStatus, today).values("provision")[:1]
    rows = Suspension.objects.filter(school__in=asked.schools).since_september(today)
    newest = rows.select_related("pupil", "school").annotate(provision=Subquery(now)).order_by("-starts_on", "-pk")
    return newest[:SHOWN]


def _suspension_bars(counts: Counter[str], links: Links) -> list[Bar]:
    return [
        Bar(name, counts[code], links.to("suspensions", provision=code)) for code, name in NAMES.items() if counts[code]
    ]
