"""Counting in the database: groupings that one query can hold many of, and dated facts joined once."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import CharField, Count, Exists, FilteredRelation, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

from senco.models import User
from senco.permissions import Member


def counted(rows: Any, what: str, key: Any, *, pupils: bool = False) -> Any:
    """Rows (or the pupils that they are of) by school and a key, as (what, key, school id, count).

    Several such can be joined by `union`.
    """
    return (
        rows.order_by()
        .annotate(what=Value(what, CharField()), key=Cast(key, CharField()))
        .values("what", "key", "school_id")
        .annotate(count=Cast(Count("pupil", distinct=True) if pupils else Count("pk"), IntegerField()))
        .values_list("what", "key", "school_id", "count")
    )


def asking_of(schools: Collection[int]) -> Member:
    """Nobody in particular, for prepared counts that ask by school alone: only `schools` of it says anything."""
    return Member(User(pk=0), dict.fromkeys(schools, frozenset()), dict.fromkeys(schools, ""))


def how_many(rows: Any) -> Subquery:
    """The length of a list as a value within another query, counted once and not once a row."""
    one = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(one.annotate(count=Count("pk")).values("count"), output_field=IntegerField())


def one_list(parts: Sequence[Any]) -> Any:
    """Several short lists of keys as one: told so, Postgres knows how few rows are to be joined."""
    first, *others = parts
    return first.union(*others, all=True)


def of_pupil(model: Any, day: dt.date) -> Any:
    """Rows in force on a day of the pupil whose row the query is about, for `Exists`."""
    return model.objects.on(day).filter(pupil=OuterRef("pupil")).order_by()


def in_force(relation: str, day: dt.date) -> FilteredRelation:
    """The rows of a dated relation that hold on a day, to be joined and not looked up one by one."""
    ends = f"{relation}__ends_on"
    return FilteredRelation(
        relation,
        condition=Q(
            Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day}), **{f"{relation}__starts_on__lte": day}
        ),
    )


def comes_after(rows: Any, relation: str, *order: str, pupil: str = "pupil") -> Exists:
    """Whether a pupil has another row that comes before the one joined as `relation`, by `order`.

    `~comes_after(...)` leaves the first row of each pupil, and those without any: sets joined with sets, where a
    subquery for the first would be asked pupil by pupil. A field with a minus counts from the largest.
    """
    before, alike = Q(), dict[str, OuterRef]()
    for field in order:
        name = field.lstrip("-")
        ref = OuterRef(f"{relation}__{name}" if relation else name)
        before |= Q(**alike, **{f"{name}__{'gt' if field.startswith('-') else 'lt'}": ref})
        alike[name] = ref
    return Exists(rows.filter(before, pupil=OuterRef(pupil)).order_by())
