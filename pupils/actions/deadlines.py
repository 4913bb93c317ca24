"""Setting, moving, closing and handing over what falls due. Every row of `Deadline` is written here."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from pupils.models import Deadline, Pupil, Reminder
from pupils.next_acts import next_act
from pupils.own_rules import name_of
from pupils.sight import WORK_WITH_ALL, people_who_see, sees_each, sight_of, who_see
from senco.confidential import holders
from senco.law import DeadlineResult, Owner, explain, previous_working_day
from senco.models import Membership, User
from senco.permissions import TABLE, Member, Permission, Role

Subject = tuple[str, int]
"""What a deadline is about: kind ("review", "plan", "concern") and id."""

LADDER = (
    Role.SENCO,
    Role.ASSISTANT_SENCO,
    Role.HEADTEACHER,
    Role.DESIGNATED_TEACHER,
    Role.SAFEGUARDING_LEAD,
    Role.PASTORAL_LEAD,
    Role.ADMINISTRATOR,
    Role.OFFICE,
    Role.GROUP_LEAD,
    Role.TEACHER,
    Role.TEACHING_ASSISTANT,
)
"""Whose a deadline is when nobody is named: the first of these roles that somebody holds."""

SIDES = {
    Owner.SCHOOL: Deadline.Side.SCHOOL,
    Owner.AUTHORITY: Deadline.Side.AUTHORITY,
    Owner.FAMILY: Deadline.Side.FAMILY,
}


OPEN: dict[str, Any] = {"closed_on": None, "closed_by": None, "closed_why": ""}

StepTaker = Callable[[Deadline, dt.date | None, Member, dt.date], None]
"""Records on a deadline's subject that its step was taken on a day, or with None that it was not; then who, today."""

STEP_TAKERS: dict[str, StepTaker] = {}
"""By kind of subject. The apps above fill it when they start: what they hold must agree with what is closed here."""


OwnerTaker = Callable[[Collection[int], User], None]
"""Tells the subjects with these ids whose they are now. Their schools are in context."""

OWNER_TAKERS: dict[str, OwnerTaker] = {}
"""By kind of subject, for those that name an owner of their own; filled as `STEP_TAKERS` are."""


class CannotTick(Exception):
    """A day is not enough to meet this, or its subject refuses it; the message is a plain sentence."""


class OpenedAgain(Exception):
    """The same rule has a newer open deadline for its subject, so the closed one stays closed."""

    def __str__(self) -> str:
        return "A newer date of the same kind is open for this already, so this one stays closed."


class NotStaff(Exception):
    """Somebody who holds no role at the school today cannot own its deadlines."""

    def __str__(self) -> str:
        return "This person does not work at the school today. Choose somebody who does."


class NotHolder(NotStaff):
    """What is confined to roles can only be owned by somebody who holds one of them."""

    def __str__(self) -> str:
        return "This is confined, and they hold none of the roles that may read it. Choose somebody who does."


class NoSight(NotStaff):
    """What is due about a pupil can only be owned by somebody who may open that pupil."""

    def __str__(self) -> str:
        return (
            "They may not open every pupil that this is about, so they could not act on it. Choose somebody who "
            "teaches the pupil, or who works with all pupils of the school."
        )


class NobodyToTell(Exception):
    """The school has no member of staff, so nothing can be owned."""

    def __str__(self) -> str:
        return "Nobody works at this school yet. Add its SENCO first, so that somebody owns what falls due."


def owner_at(school_id: int, today: dt.date, pupil: int | None = None) -> User:
    """The SENCO, or the first person down the ladder. One query a step, usually one.

    About a pupil the first who may open that pupil; anybody, where nobody may: nothing is without an owner.
    """
    for role in LADDER:
        people = Membership.objects.holders(school_id, role, today)
        if people and pupil is not None and role not in WORK_WITH_ALL:
            able = set(people_who_see(pupil, school_id, today))
            people = [one for one in people if one in able]
        if people:
            return people[0]
    if pupil is not None:
        return owner_at(school_id, today)
    raise NobodyToTell


@transaction.atomic
def keep_deadlines(
    results: Iterable[DeadlineResult],
    *,
    school_id: int,
    subject: Subject,
    pupil: Pupil | None,
    today: dt.date,
    owner: User | None = None,
    once: bool = False,
) -> list[Deadline]:
    """Set each result as the open deadline of its rule and subject; one that is open already is moved.

    Results without a date are left out: there is nothing to remind of. A moved date keeps its owner.
    `once` is as `set_deadline` has it.
    """
    kept = []
    for result in results:
        if result.due is None or result.act_by is None:
            continue
        kept.append(
            set_deadline(
                result.id,
                school_id=school_id,
                subject=subject,
                pupil=pupil,
                due_on=result.due,
                act_by=result.act_by,
                side=SIDES.get(result.owner, Deadline.Side.OTHER),
                from_event=result.trigger,
                from_on=result.base,
                why=explain(result),
                owner=owner,
                today=today,
                once=once,
            )
        )
    return kept


@transaction.atomic
def set_deadline(
    rule_id: str,
    *,
    school_id: int,
    subject: Subject,
    pupil: Pupil | None,
    due_on: dt.date,
    act_by: dt.date,
    today: dt.date,
    side: str = Deadline.Side.SCHOOL,
    from_event: str = "",
    from_on: dt.date | None = None,
    why: str = "",
    owner: User | None = None,
    once: bool = False,
    confined_to: Collection[str] = (),
) -> Deadline:
    """Open a deadline, or move the open one of the same rule and subject. Two or three queries.

    `confined_to` is what its subject is confined to; the caller names an owner who holds one of these roles.
    `once` says that the rule is owed once in the life of its subject: what was closed is opened again, so that
    a step taken back leaves one row with its history and not two.
    """
    facts: dict[str, Any] = {"due_on": due_on, "act_by": act_by, "side": side, "why": why[:400]}
    facts |= {"from_event": from_event, "from_on": from_on, "confined_to": sorted(confined_to)}
    same = Deadline.objects.select_for_update().about(*subject).filter(school=school_id, rule=rule_id)
    found = (same.latest_first() if once else same.open()).first()
    if once:
        facts |= OPEN
    if found is None:
        return Deadline.objects.create(
            school_id=school_id,
            rule=rule_id,
            subject_kind=subject[0],
            subject_id=subject[1],
            pupil=pupil,
            owner=owner or owner_at(school_id, today, pupil.pk if pupil else None),
            **facts,
        )
    return _move(found, facts if owner is None else {**facts, "owner": owner})


def _move(found: Deadline, facts: dict[str, Any]) -> Deadline:
    """Write what differs, and only that: no history where nothing changed."""
    changed = [name for name, value in facts.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, facts[name])
    if changed:
        found.save(update_fields=changed)
    return found


def open_deadline(
    rule_id: str,
    *,
    school_id: int,
    subject: Subject,
    pupil: Pupil | None,
    due_on: dt.date,
    today: dt.date,
    why: str = "",
    owner: User | None = None,
) -> None:
    """Open the first deadline of a subject that has just been made. Two queries; one that is open already stands."""
    kind, pk = subject
    row = Deadline(
        school_id=school_id,
        rule=rule_id,
        subject_kind=kind,
        subject_id=pk,
        pupil=pupil,
        due_on=due_on,
        act_by=previous_working_day(due_on),
        why=why[:400],
        owner=owner or owner_at(school_id, today, pupil.pk if pupil else None),
    )
    Deadline.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def close_deadline(deadline: Deadline, *, by: Member, on: dt.date, today: dt.date, why: str = "Done") -> Deadline:
    """Met, or no longer owed; `why` says which. Its owner may close it, and whoever closes deadlines there.

    What it is about is told, so that a step of a review is recorded there too; CannotTick if a day is not
    enough for it. One that is closed already stays as it was closed: two people pressed the same button.
    """
    _lock(deadline)
    if deadline.owner_id != by.user.pk and not by.may(Permission.CLOSE_DEADLINES, deadline):
        raise PermissionDenied("Only its owner or the SENCO closes this.")
    if deadline.closed_on is not None:
        return deadline
    if needs := next_act(deadline.rule).needs:
        raise CannotTick(needs)
    deadline.closed_on, deadline.closed_by, deadline.closed_why = on, by.user, why[:300]
    deadline.save(update_fields=["closed_on", "closed_by", "closed_why"])
    _tell_subject(deadline, on, by, today)
    return deadline


@transaction.atomic
def reopen_deadline(deadline: Deadline, *, by: Member, today: dt.date) -> Deadline:
    """Undo a closing, and the step that it recorded. OpenedAgain if the same rule has opened again for its
    subject meanwhile; CannotTick if it would not be owed."""
    _lock(deadline)
    if deadline.closed_by_id != by.user.pk and not by.may(Permission.CLOSE_DEADLINES, deadline):
        raise PermissionDenied("Only who closed it or the SENCO opens it again.")
    if deadline.closed_on is None:
        return deadline
    if needs := next_act(deadline.rule).needs:
        raise CannotTick(needs)
    same = Deadline.objects.open().about(deadline.subject_kind, deadline.subject_id)
    if same.filter(school=deadline.school_id, rule=deadline.rule).exclude(pk=deadline.pk).exists():
        raise OpenedAgain
    _move(deadline, OPEN)
    _tell_subject(deadline, None, by, today)
    return deadline


def _tell_subject(deadline: Deadline, on: dt.date | None, by: Member, today: dt.date) -> None:
    """Record the step, and see that the row still stands as it was just written: its subject decides what is owed."""
    taker = STEP_TAKERS.get(deadline.subject_kind)
    if taker is None:
        return
    taker(deadline, on, by, today)
    if on is None and Deadline.objects.closed().filter(pk=deadline.pk).exists():
        raise CannotTick("It is not owed any more, so it stays closed.")


def _lock(deadline: Deadline) -> None:
    """Hold the row, and read again what another person may have changed since it was fetched."""
    held = Deadline.objects.select_for_update().get(pk=deadline.pk)
    for name in ("owner_id", "closed_on", "closed_by_id", "closed_why"):
        setattr(deadline, name, getattr(held, name))


@transaction.atomic
def close_about(
    subject: Subject, *, school_id: int, on: dt.date, why: str, by: User | None = None, rules: Collection[str] = ()
) -> int:
    """Close the open deadlines about a subject (all, or those of `rules`); how many."""
    kind, pk = subject
    found = Deadline.objects.open().about(kind, pk).filter(school=school_id)
    if rules:
        found = found.filter(rule__in=rules)
    return found.update(closed_on=on, closed_by=by, closed_why=why[:300])


@transaction.atomic
def owe_again(subject: Subject, *, school_id: int, closed_as: str) -> None:
    """What was closed about a subject last of all, with these words, is open again by the same day and its owner's."""
    kind, pk = subject
    rows = Deadline.objects.about(kind, pk).filter(school=school_id)
    last = rows.closed().filter(closed_why=closed_as).latest_first().first()
    if last is not None and not rows.open().filter(rule=last.rule).exists():
        _move(last, OPEN)


@transaction.atomic
def forget_deadlines(kind: str, subjects: Collection[int], *, school_id: int) -> None:
    """Take away, with their reminders, those about subjects that are no part of the SEN record any more."""
    found = Deadline.objects.filter(school=school_id, subject_kind=kind, subject_id__in=subjects)
    Reminder.objects.filter(deadline__in=found).delete()
    found.delete()


@transaction.atomic
def hand_over(deadline: Deadline, *, to: User, by: Member, today: dt.date) -> Deadline:
    """Give a deadline to another person of the school who may open what it is about. What the former owner was not
    sent, the new one is."""
    by.must(Permission.CLOSE_DEADLINES, deadline)
    if not staff_at(deadline.school_id, today).filter(pk=to.pk).exists():
        raise NotStaff
    _must_open([deadline], to, today)
    _give(Deadline.objects.filter(pk=deadline.pk), to)
    deadline.owner = to
    return deadline


@transaction.atomic
def hand_over_many(deadlines: Collection[Deadline], *, to: User, by: Member, today: dt.date) -> int:
    """Give several to one person, all or none; how many. NotStaff where they do not work at the school of each."""
    for school_id in {one.school_id for one in deadlines}:
        by.must(Permission.CLOSE_DEADLINES, school_id)
        if not staff_at(school_id, today).filter(pk=to.pk).exists():
            raise NotStaff
    _must_open(deadlines, to, today)
    return _give(Deadline.objects.open().filter(pk__in=[one.pk for one in deadlines]), to)


def _give(rows: Any, to: User) -> int:
    """These are theirs from now on, and what they are about says so too; how many."""
    for kind, take in OWNER_TAKERS.items():
        if about := list(rows.filter(subject_kind=kind).order_by().values_list("subject_id", flat=True)):
            take(about, to)
    given: int = rows.update(owner=to)
    return given


def _must_open(deadlines: Collection[Deadline], to: User, today: dt.date) -> None:
    """NoSight or NotHolder where they may not open one. Two queries a school at most, and one a confined date."""
    for one in deadlines:
        if one.is_confined and to not in holders(one.school_id, one.confined_to, today):
            raise NotHolder
    if not sees_each(to, sight_of(deadlines), today):
        raise NoSight


def staff_for(deadlines: Collection[Deadline], today: dt.date) -> QuerySet[User]:
    """Active people whom any of these may be given to, by name: of its school, and able to open its pupil."""
    able = who_see(sight_of(deadlines), today)
    for school_id in {one.school_id for one in deadlines if one.pupil_id is None}:
        able |= Q(pk__in=_on_the_ladder(school_id, today))
    if all(one.is_confined for one in deadlines):
        confined = {(one.school_id, tuple(one.confined_to)) for one in deadlines}
        able &= Q(pk__in=[user.pk for school_id, roles in confined for user in holders(school_id, roles, today)])
    return User.objects.filter(able, is_active=True).order_by("name", "pk")


def _on_the_ladder(school_id: int, today: dt.date) -> Any:
    return Membership.objects.at(school_id).current(today).filter(role__in=LADDER).values("user")


def staff_at(school_id: int, today: dt.date) -> QuerySet[User]:
    """Active people who hold a role of the ladder at the school today, by name."""
    return User.objects.filter(is_active=True, pk__in=_on_the_ladder(school_id, today)).order_by("name", "pk")


def who_opens_dates(school_id: int, today: dt.date) -> QuerySet[User]:
    """Active people who may open any date of the school's pupils today, by name: who may be told of lateness."""
    roles = [role for role, held in TABLE.items() if Permission.VIEW_DEADLINES in held]
    held = Membership.objects.at(school_id).current(today).filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")


@transaction.atomic
def pass_on(user: User, *, school_id: int, today: dt.date) -> int:
    """Give everything open that somebody owned at a school they have left to the next down the ladder; how many."""
    mine = Deadline.objects.open().filter(school=school_id, owner=user)
    if not mine.exists():
        return 0
    return _give_on(mine, school_id, today)


@transaction.atomic
def pass_on_what_leavers_own(school_id: int, *, today: dt.date) -> int:
    """Pass on every open deadline whose owner holds no role at the school today; how many. NobodyToTell if none can."""
    here = User.objects.filter(is_active=True, pk__in=Membership.objects.at(school_id).current(today).values("user"))
    theirs = Deadline.objects.open().filter(school=school_id).exclude(owner__in=here)
    if not theirs.exists():
        return 0
    return _give_on(theirs, school_id, today)


def _give_on(rows: Any, school_id: int, today: dt.date) -> int:
    """To the first down the ladder who may open its pupil; what is confined to the first such of its holders, who are
    two at least."""
    given = 0
    for roles in list(rows.confined().order_by().values_list("confined_to", flat=True).distinct()):
        for one, pupil in _by_pupil(rows.filter(confined_to=roles)):
            people = holders(school_id, roles, today)
            able = set() if pupil is None else set(people_who_see(pupil, school_id, today))
            if people:
                given += _give(one, next((user for user in people if user in able), people[0]))
    free = rows.filter(confined_to=[])
    first = owner_at(school_id, today)
    if sees_each(first, {(school_id, WORK_WITH_ALL): {0}}, today):  # every pupil: nobody else need be looked for
        return given + _give(free, first)
    return given + sum(_give(one, owner_at(school_id, today, pupil)) for one, pupil in _by_pupil(free))


def _by_pupil(rows: Any) -> Iterator[tuple[Any, int | None]]:
    """These deadlines apart by their pupils, and those of none."""
    for pupil in list(rows.order_by().values_list("pupil", flat=True).distinct()):
        yield rows.filter(pupil=pupil), pupil


def deadline_name(rule_id: str) -> str:
    """The rule's name in plain words; a word of the school's own as it is."""
    return name_of(rule_id)
