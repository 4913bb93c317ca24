"""The whole-school provision map: who gets what, how long a week, from whom, at what cost. Reads, never writes.

The sums of everything that the filters leave come from one query, whatever the size of the school; what a page
shows of it comes from one more. Money is worked out only for schools where the member may see it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from provision.costs import cost_over, shares, to_the_penny, total, weekly_cost, weekly_minutes
from provision.models import Placement, PlacementPupil
from provision.models.placements import who_key
from provision.planned import WEEKDAYS, Stretch, stretch_of
from pupils.models import Pupil
from pupils.models.pupils import PupilQuerySet
from senco.law import SchoolCalendar
from senco.permissions import Member, Permission, today
from senco.prepared import prepared


class Row(NamedTuple):
    """A pupil in a running placement, as one query brings it. `shown`: the filters leave this pupil."""

    placement: int
    pupil: int
    shown: bool
    school: int
    intervention: int
    intervention_name: str
    minutes: int | None
    times: Decimal | None
    weekdays: str
    hourly_cost: Decimal | None
    giver: int | None
    giver_user: str | None
    giver_name: str


@dataclass
class Group:
    """A placement with the pupils in it (their order says who gets which penny), and those of them shown."""

    first: Row
    sees_costs: bool
    pupils: list[int] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)

    @property
    def minutes_a_week(self) -> Decimal | None:
        return weekly_minutes(self.first.minutes, self.first.times)

    @property
    def cost_a_week(self) -> Decimal | None:
        """Exact, for the whole group; None where something is not known or not to be seen."""
        if not self.sees_costs:
            return None
        return weekly_cost(self.first.minutes, self.first.times, self.first.hourly_cost)

    def not_recorded(self, placement: Placement) -> str:
        return placement.not_recorded(sees_costs=self.sees_costs)

    def share(self, pupil: int, amount: Decimal | None) -> Decimal | None:
        """This pupil's part of an amount for the group, to the penny."""
        if amount is None or pupil not in self.pupils:
            return None
        return shares(amount, len(self.pupils))[self.pupils.index(pupil)]

    @property
    def shown_cost(self) -> Decimal | None:
        """The parts of those shown, a week."""
        amount = self.cost_a_week
        if amount is None:
            return None
        if len(self.shown) == len(self.pupils):
            return to_the_penny(amount)
        parts = shares(amount, len(self.pupils))
        return sum((part for pupil, part in zip(self.pupils, parts, strict=True) if pupil in self.shown), Decimal(0))

    @property
    def who(self) -> str:
        return self.first.giver_user or self.first.giver_name

    @property
    def who_key(self) -> str:
        return who_key(self.first.giver, self.first.giver_name)


@dataclass(frozen=True)
class Totals:
    """Of everything that the filters leave. Minutes are of adults' time: a group's session counts once."""

    pupils: int
    placements: int
    minutes: Decimal
    cost: Decimal
    without_times: int
    """Placements whose minutes or times are not set, so that they add nothing to the hours."""
    without_cost: int


class ProvisionMap:
    """The map of one day as one member sees it, through filters on pupils and on placements."""

    def __init__(
        self, member: Member, day: dt.date, pupils: PupilQuerySet, placements: Any, *, whole: bool = False
    ) -> None:
        """`pupils` and `placements` are what the filters leave of what the member may see; `whole`: all of them, today,
        for which the text of the query is kept. One query."""
        self.member, self.day = member, day
        self._pupils, self._placements = pupils, placements
        self.sees_costs = member.may(Permission.VIEW_COSTS)
        self.groups: dict[int, Group] = {}
        paid = member.schools_with(Permission.VIEW_COSTS)
        for row in map(Row._make, _whole(member) if whole else rows_of(placements, pupils, day)):
            group = self.groups.get(row.placement)
            if group is None:
                group = self.groups[row.placement] = Group(row, row.school in paid)
            group.pupils.append(row.pupil)
            if row.shown:
                group.shown.add(row.pupil)
        self.groups = {pk: group for pk, group in self.groups.items() if group.shown}

    @property
    def totals(self) -> Totals:
        groups = self.groups.values()
        return Totals(
            pupils=len(set().union(*(group.shown for group in groups))),
            placements=len(groups),
            minutes=sum((group.minutes_a_week or Decimal(0) for group in groups), Decimal(0)),
            cost=total(group.shown_cost for group in groups),
            without_times=sum(group.minutes_a_week is None for group in groups),
            without_cost=sum(group.sees_costs and group.cost_a_week is None for group in groups),
        )

    # By pupil

    def pupils(self, show: str) -> PupilQuerySet:
        """Those to list: with provision, on the register, or on the register with nothing in place."""
        return listed(self._pupils, self._placements, show, self.day)

    def by_minutes(self, pupils: PupilQuerySet, shown: PupilQuerySet, *, most_first: bool) -> "ByMinutes":
        """`pupils` by what they get of sessions in a week, then by name; a slice of it is fetched from `shown`.

        One query: the minutes are known already, and a database would add them up again for every pupil.
        """
        minutes: dict[int, Decimal] = defaultdict(Decimal)
        for group in self.groups.values():
            for pupil in group.shown:
                minutes[pupil] += group.minutes_a_week or 0
        ids = list(pupils.in_order().values_list("pk", flat=True))
        return ByMinutes(sorted(ids, key=lambda pk: -minutes[pk] if most_first else minutes[pk]), shown)

    def _running(self) -> Any:
        return PlacementPupil.objects.running_on(self.day).filter(placement__in=self._placements.values("pk"))

    def lines(self, pupils: Iterable[Any], calendars: dict[int, SchoolCalendar]) -> dict[int, "PupilLines"]:
        """Pupil id to what each of these pupils gets, by intervention. One query."""
        ids = [pupil.pk for pupil in pupils]
        rows = self._running().filter(pupil__in=ids).with_placement().by_intervention()
        terms = {school: term_of(calendar, self.day) for school, calendar in calendars.items()}
        found: dict[int, list[Line]] = defaultdict(list)
        for row in rows:
            group = self.groups.get(row.placement_id)
            if group is not None:
                found[row.pupil_id].append(line_of(row, group, terms.get(row.school_id)))
        return {pk: PupilLines(found.get(pk, [])) for pk in ids}

    # By intervention

    @property
    def interventions(self) -> list[tuple[str, int]]:
        """Name and id of those in use, by name."""
        found = {(group.first.intervention_name, group.first.intervention) for group in self.groups.values()}
        return sorted(found, key=lambda pair: (pair[0].casefold(), pair[1]))

    def by_intervention(self, page: Iterable[tuple[str, int]], most: int) -> list["Card"]:
        """Each with at most so many of its placements and the pupils in them that the member may see. Two queries."""
        return self._cards(((str(pk), name) for name, pk in page), lambda group: str(group.first.intervention), most)

    # By adult

    @property
    def adults(self) -> list["Adult"]:
        """Everybody who gives something that the filters leave, by name; nobody named comes last."""
        found: dict[str, Adult] = {}
        for group in self.groups.values():
            found.setdefault(group.who_key, Adult(group.who_key, group.who)).add(group)
        return sorted(found.values(), key=lambda adult: (not adult.name, adult.name.casefold(), adult.key))

    def by_adult(self, page: Iterable["Adult"], most: int) -> list["Card"]:
        """Two queries."""
        return self._cards(((adult.key, adult.name) for adult in page), lambda group: group.who_key, most)

    def _cards(self, wanted: Iterable[tuple[str, str]], key_of: Callable[[Group], str], most: int) -> list["Card"]:
        cards = {key: Card(key, name) for key, name in wanted}
        for pk, group in self.groups.items():
            if key_of(group) in cards:
                cards[key_of(group)].groups[pk] = group
        pks = [pk for card in cards.values() for pk in list(card.groups)[:most]]
        rows = PlacementPupil.objects.visible_to(self.member).running_on(self.day).filter(placement__in=pks)
        names: dict[int, list[Any]] = defaultdict(list)
        for row in rows.with_pupil(self.day, self.member).by_name():
            names[row.placement_id].append(row)
        for placement in Placement.objects.filter(pk__in=pks).with_what().by_name():
            group = self.groups[placement.pk]
            cards[key_of(group)].entries.append(Entry(placement, group, names[placement.pk]))
        return list(cards.values())


def rows_of(placements: Any, pupils: PupilQuerySet, day: dt.date) -> Any:
    """What `Row` is made of."""
    rows = PlacementPupil.objects.running_on(day).filter(placement__in=placements.values("pk"))
    # One list of pupils, made once, and not one question for each row.
    shown = Case(When(pupil__in=pupils.values("pk"), then=Value(True)), default=Value(False))
    return rows.order_by("placement", "pupil").values_list(
        "placement", "pupil", shown, "school", "placement__intervention", "placement__intervention__name",
        "placement__minutes", "placement__times", "placement__weekdays", "placement__hourly_cost",
        "placement__given_by", "placement__given_by__name", "placement__given_by_name",
    )  # fmt: skip


def listed(pupils: PupilQuerySet, placements: Any, show: str, day: dt.date) -> PupilQuerySet:
    """Those of the pupils to list: with provision, on the register, or on the register with nothing in place."""
    running = PlacementPupil.objects.running_on(day).filter(placement__in=placements.values("pk"))
    placed = Exists(running.filter(pupil=OuterRef("pk")))
    if show == "none":
        return pupils.on_register(day).filter(~placed)
    return pupils.on_register(day) if show == "register" else pupils.filter(placed)


@prepared
def _whole(member: Member) -> Any:
    return rows_of(Placement.objects.visible_to(member).on(today()), pupils_of_map(member).on_roll(today()), today())


@dataclass(frozen=True)
class ByMinutes:
    """Pupils in an order that is known by their ids; a slice fetches its pupils. One query a slice."""

    ids: list[int]
    shown: PupilQuerySet

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, part: slice) -> list[Pupil]:
        wanted = self.ids[part]
        found = {pupil.pk: pupil for pupil in self.shown.among(wanted)}
        return [found[pk] for pk in wanted]

    def __iter__(self) -> Iterator[Pupil]:
        return iter(self[:])


@dataclass(frozen=True)
class Line:
    """One thing a pupil gets. Shares are None where the cost is not known or not to be seen."""

    row: PlacementPupil
    size: int
    share_a_week: Decimal | None
    share_a_term: Decimal | None
    not_recorded: str

    @property
    def placement(self) -> Placement:
        found: Placement = self.row.placement
        return found

    @property
    def until(self) -> dt.date | None:
        """The pupil's own last day, or that of the placement, whichever comes first."""
        return min((day for day in (self.row.ends_on, self.placement.ends_on) if day), default=None)


def line_of(row: PlacementPupil, group: Group, term: Stretch | None) -> Line:
    a_week = group.cost_a_week
    return Line(
        row,
        len(group.pupils),
        group.share(row.pupil_id, a_week),
        group.share(row.pupil_id, term_cost(row.placement, a_week, term)),
        group.not_recorded(row.placement),
    )


def term_cost(placement: Placement, a_week: Decimal | None, term: Stretch | None) -> Decimal | None:
    """What the placement costs over its own school days of the term; None where the term is not known."""
    if term is None or term.days is None:
        return None
    return cost_over(a_week, sum(placement.is_running(day) for day in term.days))


def term_of(calendar: SchoolCalendar, day: dt.date) -> Stretch | None:
    """The school days of the term that the day is in, or else of the next; None where no such term is entered."""
    term = next((one for one in calendar.terms if one.last >= day), None)
    return None if term is None else stretch_of(calendar, term.first, term.last)


@dataclass(frozen=True)
class PupilLines:
    """All that one pupil gets."""

    lines: list[Line]

    @property
    def minutes(self) -> Decimal:
        return sum((line.placement.minutes_a_week or Decimal(0) for line in self.lines), Decimal(0))

    @property
    def cost_a_week(self) -> Decimal | None:
        return self._sum([line.share_a_week for line in self.lines])

    @property
    def cost_a_term(self) -> Decimal | None:
        return self._sum([line.share_a_term for line in self.lines])

    def _sum(self, parts: list[Decimal | None]) -> Decimal | None:
        known = [part for part in parts if part is not None]
        return total(known) if known else None

    @property
    def cost_unknown(self) -> int:
        return sum(line.share_a_week is None for line in self.lines)


@dataclass(frozen=True)
class Entry:
    """A placement in a list, with the rows of the pupils that the member may see."""

    placement: Placement
    group: Group
    rows: list[Any]

    @property
    def others(self) -> int:
        """Pupils in it whom the member may not see."""
        return len(self.group.pupils) - len(self.rows)

    @property
    def size(self) -> int:
        return len(self.group.pupils)

    @property
    def free(self) -> int | None:
        """Places still free in the group; None where the intervention does not say how many there are."""
        places = self.placement.intervention.places
        return None if places is None else places - self.size

    @property
    def cost_a_week(self) -> Decimal | None:
        amount = self.group.cost_a_week
        return None if amount is None else to_the_penny(amount)

    @property
    def not_recorded(self) -> str:
        return self.group.not_recorded(self.placement)


@dataclass(frozen=True)
class Card:
    """An intervention or an adult. `key` is what the filter of that name takes.

    `groups` are all its placements, which the sums count; `entries` those of them that are listed.
    """

    key: str
    name: str
    groups: dict[int, Group] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Placements that are counted and not listed."""
        return len(self.groups) - len(self.entries)

    @property
    def pupils(self) -> int:
        return len(set().union(*(group.pupils for group in self.groups.values())))

    @property
    def minutes(self) -> Decimal:
        return sum((group.minutes_a_week or Decimal(0) for group in self.groups.values()), Decimal(0))

    @property
    def cost(self) -> Decimal | None:
        known = [amount for group in self.groups.values() if (amount := group.cost_a_week) is not None]
        return total(to_the_penny(amount) for amount in known) if known else None

    def _minutes_on(self, digit: str) -> Decimal:
        rows = (group.first for group in self.groups.values())
        return Decimal(sum(row.minutes or 0 for row in rows if digit in row.weekdays))

    @property
    def days(self) -> list[tuple[str, Decimal]]:
        """Minutes on each weekday by sessions with fixed days; then what has none, a week, if there is any."""
        load = [(name, self._minutes_on(digit)) for digit, name in WEEKDAYS]
        unfixed = (group.minutes_a_week for group in self.groups.values() if not group.first.weekdays)
        loose = sum((minutes for minutes in unfixed if minutes), Decimal(0))
        return [*load, ("Any day", loose)] if loose else load


@dataclass
class Adult:
    """Somebody who gives provision; `name` is "" for what nobody is named for."""

    key: str
    name: str
    minutes: Decimal = Decimal(0)

    def add(self, group: Group) -> None:
        self.minutes += group.minutes_a_week or 0


def pupils_of_map(member: Member) -> PupilQuerySet:
    """Pupils whose provision the member may see: the visible ones, and those in a group that one gives oneself."""
    may = member.schools_with(Permission.VIEW_PROVISION)
    visible = Pupil.objects.visible_to(member, Permission.VIEW_PROVISION)
    if may <= member.schools_with(Permission.VIEW_ALL_PUPILS):
        return visible
    mine = PlacementPupil.objects.filter(placement__given_by=member.user, school__in=may)
    return Pupil.objects.filter(Q(pk__in=visible.values("pk")) | Q(Exists(mine.filter(pupil=OuterRef("pk")))))
