"""Keeping a list of the register under a name."""

from django.db import transaction
from django.http import QueryDict

from pupils.actions.corrections import Refused
from pupils.models import SavedView
from senco.permissions import Member, Permission

KEPT = (
    "q", "show", "provision", "need", "rank", "year", "group", "kind", "adult", "sort", "size", "area", "stage",
    "school", "parents", "attendance",
)  # fmt: skip
"""What of an address is a list: not the page, not the pupils that were ticked, not the day."""
MOST = 30


def tidy(query: str) -> str:
    """The part of an address's query that is a list, each value at most 100 letters. Pure."""
    asked = QueryDict(query)
    kept = QueryDict(mutable=True)
    for name in KEPT:
        value = asked.get(name, "")[:100]
        if value:
            kept[name] = value
    return kept.urlencode()


@transaction.atomic
def save_view(*, by: Member, name: str, query: str, is_shared: bool) -> SavedView:
    """Keep this list; one's own of the same name is replaced. Refused for the empty list and for too many."""
    school = next(iter(sorted(by.schools_with(Permission.VIEW_PUPILS))))
    by.must(Permission.VIEW_PUPILS, school)
    kept = tidy(query)
    if not kept:
        raise Refused("This is the list as it always opens. Choose a filter or an order first.")
    mine = SavedView.objects.of_school(school).of_user(by.user)
    if mine.exclude(name=name).count() >= MOST:
        raise Refused(f"You have {MOST} saved lists. Remove one first.")
    view, _ = mine.update_or_create(
        name=name, defaults={"school_id": school, "user": by.user, "query": kept[:500], "is_shared": is_shared}
    )
    return view


@transaction.atomic
def remove_view(view: SavedView, *, by: Member) -> None:
    """One's own only."""
    if view.user_id != by.user.pk:
        raise Refused("Only whoever saved a list removes it.")
    view.delete()
