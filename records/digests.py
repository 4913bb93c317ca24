"""A class in five minutes: what keeps its pupils safe, what is always done, what is new, and ideas for each.

`digest` gathers it for a member; `supply_copy` is the part that a supply teacher sees, who is no member at all.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pupils.models import Concern, Pupil, SenStatus, TeachingGroup
from records.models import PassportVersion, SafetyLine
from records.passport_texts import Merged, Texts, changes, merged, short_names, texts, with_safety
from senco.permissions import Member, Permission

Lines = dict[int, list[SafetyLine]]


@dataclass(frozen=True)
class Person:
    """One pupil of the class, as the digest shows them."""

    pupil: Any
    short: str
    version: Any
    """The latest version, or None where there is none."""
    texts: Texts | None

    @property
    def is_read(self) -> bool:
        return self.version is None or self.version.read_at is not None


@dataclass(frozen=True)
class Safety:
    """What keeps one pupil safe."""

    short: str
    pupil_id: int
    lines: Sequence[Any]


@dataclass(frozen=True)
class News:
    """Something that has come since the teacher last looked: whom about, what, and where it is."""

    short: str
    pupil_id: int
    words: str
    on: dt.datetime | dt.date


@dataclass(frozen=True)
class Digest:
    group: TeachingGroup
    people: list[Person]
    safety: list[Safety]
    always: list[Merged]
    avoid: list[Merged]
    news: list[News]
    looked_at: dt.datetime | None

    @property
    def versions(self) -> list[PassportVersion]:
        return [one.version for one in self.people if one.version is not None]

    @property
    def unread(self) -> list[Person]:
        return [one for one in self.people if not one.is_read]

    @property
    def with_passport(self) -> list[Person]:
        return [one for one in self.people if one.texts is not None]

    @property
    def without_passport(self) -> list[Person]:
        """On the register, and no passport says what helps."""
        return [one for one in self.people if one.texts is None and one.pupil.provision in ("K", "E")]


def digest(group: TeachingGroup, member: Member, day: dt.date) -> Digest:
    """Five queries. Only pupils whose provision the member may know; the group was fetched `with_look`."""
    looked_at = group.looked_at  # type: ignore[attr-defined]
    people, safety = _people(group, member, day)
    lines = [(one, one.texts) for one in people if one.texts is not None]
    return Digest(
        group=group,
        people=people,
        safety=safety,
        always=merged((text, one.short) for one, said in lines for text in said.always),
        avoid=merged((text, one.short) for one, said in lines for text in said.avoid),
        news=_news(people, member, looked_at, day) if looked_at else [],
        looked_at=looked_at,
    )


def _people(group: TeachingGroup, member: Member, day: dt.date) -> tuple[list[Person], list[Safety]]:
    seen = Pupil.objects.visible_to(member, Permission.VIEW_PROVISION).on_roll(day).as_it_was(day, member)
    pupils = list(seen.in_group(group, day).in_order())
    short = short_names(pupils)
    safety = _safety(pupils)
    latest = PassportVersion.objects.visible_to(member).current().of_pupils([one.pk for one in pupils])
    stood = latest.with_reading(member.user).with_what_stood(group.looked_at)  # type: ignore[attr-defined]
    versions = {one.pupil_id: one for one in stood}
    people = [_person(one, short[one.pk], versions.get(one.pk), safety.get(one.pk, [])) for one in pupils]
    return people, [
        Safety(one.short, one.pupil.pk, one.texts.safety) for one in people if one.texts and one.texts.safety
    ]


def _safety(pupils: Sequence[Any]) -> Lines:
    found: Lines = {}
    for line in SafetyLine.objects.current().of_pupils([one.pk for one in pupils]).in_order():
        found.setdefault(line.pupil_id, []).append(line)
    return found


def _person(pupil: Any, short: str, version: Any, safety: list[SafetyLine]) -> Person:
    """Safety is as it stands now, whatever the version holds."""
    if version is None and not safety:
        return Person(pupil, short, None, None)
    content = version.content if version else {"lines": []}
    return Person(pupil, short, version, texts(with_safety(content, safety)))


def _news(people: Sequence[Person], member: Member, since: dt.datetime, day: dt.date) -> list[News]:
    by_pupil = {one.pupil.pk: one for one in people}
    found = [
        *_changed(people, since),
        *_answered(by_pupil, member, since),
        *_registered(by_pupil, member, since, day),
    ]
    return sorted(found, key=lambda one: (one.short, one.words))


def _changed(people: Sequence[Person], since: dt.datetime) -> list[News]:
    """Passports that are newer, with what changed against what stood when the teacher looked."""
    newer = [one for one in people if one.version is not None and one.version.made_at > since]
    return [
        News(one.short, one.pupil.pk, _what_changed(one.version.stood, one.version.content), one.version.made_at)
        for one in newer
    ]


def _what_changed(before: Any, after: Any) -> str:
    if before is None:
        return "Has a passport now"
    parts = [one.part.lower() for one in changes(before, after)]
    return f"Passport changed: {', '.join(parts)}" if parts else "Passport agreed again, with the same words"


def _answered(people: dict[int, Person], member: Member, since: dt.datetime) -> list[News]:
    """Concerns whose answer came since. One query."""
    rows = Concern.objects.visible_to(member).answered_since(since).of_pupils(list(people))
    return [
        News(people[one.pupil_id].short, one.pupil_id, f"Concern answered: {one.get_state_display().lower()}", since)
        for one in rows
    ]


def _registered(people: dict[int, Person], member: Member, since: dt.datetime, day: dt.date) -> list[News]:
    """New on the register, or by another provision. One query."""
    rows = SenStatus.objects.visible_to(member, Permission.VIEW_PROVISION).on_register_since(since, day)
    return [
        News(people[one.pupil_id].short, one.pupil_id, f"Now: {one.get_provision_display()}", one.starts_on)
        for one in rows.of_pupils(list(people))
    ]


@dataclass(frozen=True)
class SupplyCopy:
    """First names and an initial, what keeps each safe and what is always done: no diagnosis, no code, no history."""

    group: TeachingGroup
    safety: list[Safety]
    always: list[Merged]
    pupils: int


def supply_copy(group_pk: int, day: dt.date) -> SupplyCopy:
    """For a link, inside the school's context: nobody is asking whose rights could be looked up. Four queries."""
    group = TeachingGroup.objects.with_school().get(pk=group_pk)
    pupils = list(Pupil.objects.on_roll(day).in_group(group, day).in_order())
    short = short_names(pupils)
    safety = _safety(pupils)
    latest = PassportVersion.objects.current().of_pupils([one.pk for one in pupils])
    versions = {one.pupil_id: one for one in latest}
    people = [_person(one, short[one.pk], versions.get(one.pk), safety.get(one.pk, [])) for one in pupils]
    known = [(one, one.texts) for one in people if one.texts is not None]
    return SupplyCopy(
        group=group,
        safety=[Safety(one.short, one.pupil.pk, said.safety) for one, said in known if said.safety],
        always=merged((text, one.short) for one, said in known for text in said.always),
        pupils=len(pupils),
    )
