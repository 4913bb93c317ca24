"""Counting in the database: groupings that one query can hold many of, and dated facts joined once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, Count, FilteredRelation, IntegerField, Q, Subquery, Value
from django.db.models.functions import Cast


def counted(rows: Any, what: str, key: Any) -> Any:
    """Rows by school and a key, as (what, key, school id, count): several such can be joined by `union`."""
    return (
        rows.order_by()
        .annotate(what=Value(what, CharField()), key=Cast(key, CharField()))
        .values("what", "key", "school_id")
        .annotate(count=Cast(Count("pk"), IntegerField()))
        .values_list("what", "key", "school_id", "count")
    )


def how_many(rows: Any) -> Subquery:
    """The length of a list as a value within another query, counted once and not once a row."""
    one = rows.order_by().annotate(one=Value(1)).values("one")
    return Subquery(one.annotate(count=Count("pk")).values("count"), output_field=IntegerField())


def one_list(parts: Sequence[Any]) -> Any:
    """Several short lists of keys as one: told so, Postgres knows how few rows are to be joined."""
    first, *others = parts
    return first.union(*others, all=True)


def in_force(relation: str, day: dt.date) -> FilteredRelation:
    """The rows of a dated relation that hold on a day, to be joined and not looked up one by one."""
    ends = f"{relation}__ends_on"
    return FilteredRelation(
        relation,
        condition=Q(
            Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day}), **{f"{relation}__starts_on__lte": day}
        ),
    )
