"""Confidential things: confined to named roles. To everybody else they do not exist.

A model that can be confined inherits `Confidential`, its QuerySet `ConfidentialRows` too, and its `visible_to` ends in
`open_to(member)`. That one method is the wall: every list, count, search, timeline, export and PDF reads through
`visible_to`. The access log asks it too, so that who opened a confidential thing is known to its holders alone.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from senco.models.accounts import Membership, User
from senco.permissions import Member, Role
from senco.rows import SchoolOwned

FEWEST_HOLDERS = 2
"""With one holder alone, an illness or a resignation would shut the thing away from everybody."""


class CannotConfine(Exception):
    """What was asked would break the rule of two holders; the words are for the person who asked."""


def open_rule(member: Member, row: str = "") -> Q:
    """What `open_to` asks; `row` leads to the confidential row from another table ("deadline__")."""
    rule = Q(**{f"{row}confined_to": []})
    schools: dict[frozenset[Role], list[int]] = {}
    for school, roles in member.roles.items():
        if not roles:
            continue
        schools.setdefault(roles, []).append(school)
    for roles, ids in schools.items():
        rule |= Q(**{f"{row}school__in": sorted(ids), f"{row}confined_to__overlap": sorted(roles)})
    return rule


class ConfidentialRows:
    """For the QuerySet of a confidential model, beside the QuerySet that it is otherwise."""

    filter: Any
    exclude: Any

    def open_to(self, member: Member) -> Self:
        """Those that are confined to nobody, or to a role that the member holds in the row's own school today."""
        return self.filter(open_rule(member))

    def confined(self) -> Self:
        return self.exclude(confined_to=[])


class Confidential(SchoolOwned):
    """A row that can be confined to roles. `confined_to` holds their codes; empty means that nothing is confined."""

    confined_to = ArrayField(models.CharField(max_length=20), verbose_name="Only for", default=list, blank=True)

    class Meta(SchoolOwned.Meta):
        abstract = True

    @property
    def is_confined(self) -> bool:
        return bool(self.confined_to)

    @property
    def holder_roles(self) -> str:
        """ "SENCO, Safeguarding lead"."""
        return ", ".join(str(role.label) for role in Role if role in self.confined_to)


def confidential_models() -> list[type[Confidential]]:
    """Every model whose rows can be confined."""
    return [model for model in apps.get_models() if issubclass(model, Confidential)]


def is_open_to(row: Confidential, member: Member) -> bool:
    """As `open_to`, of one row that is in hand. No query."""
    return not row.confined_to or bool(member.roles.get(row.school_id, frozenset()) & set(row.confined_to))


def held_now(school: Any, day: dt.date) -> dict[str, list[str]]:
    """By each role's code, the names of the active people who hold it at the school on that day. One query."""
    rows = Membership.objects.at(school).current(day).filter(user__is_active=True)
    held: dict[str, dict[int, str]] = {}
    for role, pk, name in rows.order_by("user__name", "user").values_list("role", "user", "user__name"):
        held.setdefault(role, {})[pk] = name
    return {role: list(people.values()) for role, people in held.items()}


def holders(school: Any, roles: Collection[str], day: dt.date) -> list[User]:
    """Active people who hold any of these roles at the school on that day, group roles included. One query."""
    held = Membership.objects.at(school).current(day).filter(role__in=list(roles), user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("name", "pk"))


@transaction.atomic
def confine(row: Confidential, roles: Iterable[str], *, by: Member, today: dt.date) -> None:
    """Confine a row to these roles, or with none to nobody. The caller has checked that `by` may change the row.

    Raises CannotConfine where fewer than two people would hold it, or the one who asks would not.
    """
    chosen = sorted(set(roles))
    if chosen:
        if not by.roles.get(row.school_id, frozenset()) & set(chosen):
            raise CannotConfine("You would not be able to read it yourself. Choose one of your own roles too.")
        people = holders(row.school_id, chosen, today)
        if len(people) < FEWEST_HOLDERS:
            who = f"only {people[0]}" if people else "nobody"
            raise CannotConfine(f"At least two people must be able to read it; with these roles {who} could.")
    row.confined_to = chosen
    if row.pk:
        row.save(update_fields=["confined_to"])


def shuts_away(school: Any, user: Any, role: str, day: dt.date) -> bool:
    """Whether anything would have fewer than two holders on that day if this person did not hold this role then.

    Asked before a role ends. One query a model and one for each set of roles in use.
    """
    in_use: set[tuple[str, ...]] = set()
    for model in confidential_models():
        rows = model._default_manager.filter(school=school, confined_to__contains=[role]).order_by()
        in_use.update(tuple(roles) for roles in rows.values_list("confined_to", flat=True).distinct())
    return any(not _enough_without(school, user, role, roles, day) for roles in in_use)


def _enough_without(school: Any, user: Any, role: str, roles: Collection[str], day: dt.date) -> bool:
    held = Membership.objects.at(school).current(day).filter(role__in=list(roles), user__is_active=True)
    others = held.exclude(user=user, role=role)
    return others.values("user").distinct().count() >= FEWEST_HOLDERS


def log_rule(member: Member) -> Q:
    """What of the access log is about things that this member may know of."""
    rule = Q()
    for model in confidential_models():
        rows: Any = model._default_manager
        hidden = rows.filter(pk=OuterRef("subject_id")).exclude(pk__in=rows.open_to(member).values("pk"))
        rule &= ~Q(Exists(hidden), subject_kind=str(model._meta.model_name))
    return rule
