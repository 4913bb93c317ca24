"""A teacher's classes and an assistant's day: what must I know, and what is next?"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from provision.models import Delivery, Placement, PlacementPupil
from provision.sessions import giving_day
from pupils.models import Concern, ConcernQuestion, Pupil, TeachingGroup
from records.readings import with_unread
from senco.desk.due import Due, due
from senco.desk.links import Links
from senco.permissions import Member
from senco.prepared import prepared

CONCERNS = 5


@dataclass(frozen=True)
class ClassCard:
    """One group: how many are in it and how many of them on the register, each opening its list; and who those are."""

    name: str
    url: str
    size: int
    size_url: str
    support: int
    support_url: str
    plans: int
    plans_url: str
    digest_url: str
    unread: int
    """Passports of the class that this person has not read."""
    pupils: list[Any]


@dataclass(frozen=True)
class Classes:
    cards: list[ClassCard]
    questions: list[Any]
    concerns: list[Any]
    concerns_url: str
    log_url: str
    due: Due


def classes(member: Member, today: dt.date) -> Classes:
    """Five queries."""
    links = Links(member)
    mine = TeachingGroup.objects.visible_to(member).open(today).taught_by(member.user, today).with_size(today)
    groups = list(with_unread(mine, member, today))
    seen = Pupil.objects.visible_to(member).on_register(today).as_it_was(today, member)
    pupils = list(seen.in_groups(groups, today).in_order()) if groups else []
    asked = ConcernQuestion.objects.visible_to(member).asked_of(member.user).waiting()
    logged = Concern.objects.visible_to(member).logged_by(member.user).select_related("pupil").order_by("-logged_at")
    return Classes(
        cards=[_card(group, [one for one in pupils if group.pk in one.group_pks], links) for group in groups],
        questions=list(asked.select_related("case__pupil", "asked_by")),
        concerns=list(logged[:CONCERNS]),
        concerns_url=links.to("pupils:concerns", show="mine"),
        log_url=links.to("pupils:concern-log"),
        due=due(member, today, links, mine=True),
    )


def _card(group: Any, pupils: list[Any], links: Links) -> ClassCard:
    def listed(provision: str = "") -> str:
        return links.to("pupils:register", show="roll", group=group.pk, provision=provision)

    known = [one.provision for one in pupils]
    return ClassCard(
        name=str(group),
        url=links.to("pupils:class", group.pk),
        size=group.size,
        size_url=listed(),
        support=known.count("K"),
        support_url=listed("K"),
        plans=known.count("E"),
        plans_url=listed("E"),
        digest_url=links.to("records:digest", group.pk),
        unread=group.unread,
        pupils=pupils,
    )


@dataclass(frozen=True)
class Session:
    """One session that this person gives: today's, or of a placement with no fixed days."""

    what: str
    pupils: str
    minutes: int | None
    state: str
    words: str


@dataclass(frozen=True)
class Unrecorded:
    """Sessions of an earlier day of the last week of which nobody has said whether they were given."""

    on: dt.date
    what: list[str]
    url: str


@dataclass(frozen=True)
class Day:
    today: list[Session]
    any_day: list[Session]
    day_url: str
    is_open: bool
    unrecorded: list[Unrecorded]

    @property
    def to_record(self) -> int:
        return sum(1 for one in self.today if not one.state)


def gives(member: Member, today: dt.date) -> bool:
    """Named as giving a placement that runs today; one query."""
    return bool(_given(member, today))


@prepared
def _given(member: Member, today: dt.date) -> Any:
    given = Placement.objects.visible_to(member).on(today).given_by_user(member.user)
    return given.order_by().values_list("pk")[:1]


def day(member: Member, today: dt.date) -> Day:
    """Six queries: what I give and to whom, and what is not recorded yet."""
    links = Links(member)
    given = Delivery.objects.filter(placement=OuterRef("pk"), on=today)
    mine = Placement.objects.visible_to(member).on(today).given_by_user(member.user).select_related("intervention")
    placements = list(
        mine.annotate(
            given_minutes=Subquery(given.values("minutes")[:1]), given_why=Subquery(given.values("why_not")[:1])
        ).order_by("intervention__name", "pk")
    )
    names = _names(placements, today)
    on_today = [one for one in placements if str(today.isoweekday()) in one.weekdays]
    loose = [one for one in placements if not one.weekdays]
    return Day(
        [_session(one, names.get(one.pk, [])) for one in on_today],
        [_session(one, names.get(one.pk, [])) for one in loose],
        links.to("provision:day"),
        today.isoweekday() <= 5,
        _unrecorded(member, today, links),
    )


def _unrecorded(member: Member, today: dt.date, links: Links) -> list[Unrecorded]:
    """The latest day first: on a Saturday Friday's are what is left to do. Four queries."""
    days: dict[dt.date, list[str]] = {}
    for session in giving_day(member, today).gaps:
        days.setdefault(session.on, []).append(session.placement.title)
    return [
        Unrecorded(on, titles, links.to("provision:day", on=on.isoformat()))
        for on, titles in sorted(days.items(), reverse=True)
    ]


def _names(placements: list[Any], today: dt.date) -> dict[int, list[str]]:
    """Who is in what one gives: one must know whom to fetch, in one's own classes or not."""
    rows = PlacementPupil.objects.on(today).filter(placement__in=placements).select_related("pupil")
    found: dict[int, list[str]] = {}
    for row in rows.order_by("pupil__sort_name"):
        found.setdefault(row.placement_id, []).append(row.pupil.name)
    return found


def _session(placement: Any, names: list[str]) -> Session:
    if placement.given_minutes is None:
        state, words = "", "to record"
    elif placement.given_minutes:
        state, words = "fine", f"given, {placement.given_minutes} min"
    else:
        state, words = "late", f"not given: {Delivery.WhyNot(placement.given_why).label.lower()}"
    what = f"{placement.intervention.name}{f', {placement.group_name}' if placement.group_name else ''}"
    return Session(what, ", ".join(names), placement.minutes, state, words)
