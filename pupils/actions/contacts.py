"""The people round a pupil at home: added, changed, and put away when they no longer are. None is deleted."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from pupils.models import Contact, Pupil
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission

BY_HAND = (
    "order",
    "title",
    "forename",
    "surname",
    "relationship",
    "has_responsibility",
    "email",
    "phone",
    "address",
    "prefers",
    "language",
    "needs_interpreter",
    "may_see",
    "must_not_contact",
    "must_not_why",
)


@transaction.atomic
def add_contact(pupil: Pupil, *, by: Member, values: Mapping[str, Any]) -> Contact:
    """Those at the same place in the order or after it move one down."""
    by.must(Permission.EDIT_PUPILS, pupil)
    contact = Contact(school_id=pupil.school_id, pupil=pupil, set_by_hand=True, **values)
    _make_room(contact)
    contact.save()
    return contact


@transaction.atomic
def edit_contact(contact: Contact, *, by: Member, seen: int, values: Mapping[str, Any]) -> Contact:
    """What a hand has set, a later import leaves alone. StaleEdit when somebody saved since version `seen`."""
    by.must(Permission.EDIT_PUPILS, contact)
    claim_version(contact, seen)
    changed = [name for name in BY_HAND if name in values and getattr(contact, name) != values[name]]
    for name in changed:
        setattr(contact, name, values[name])
    if "order" in changed:
        _make_room(contact)
    if changed:
        contact.set_by_hand = True
        contact.save(update_fields=[*changed, "set_by_hand"])
    return contact


def _make_room(contact: Contact) -> None:
    """One place, one person: the others that stood here or after it are counted on from here."""
    others = Contact.objects.select_for_update().current().filter(pupil=contact.pupil_id).exclude(pk=contact.pk)
    place = contact.order
    if not others.filter(order=place).exists():
        return
    for other in others.filter(order__gte=place).order_by("order", "pk"):
        place += 1
        if other.order < place:
            other.order = place
            _save(other, "order")


@transaction.atomic
def remove_contact(contact: Contact, *, by: Member) -> None:
    """No longer to be called. The row stays, so that who was told what stays true, and no import brings it back."""
    by.must(Permission.EDIT_PUPILS, contact)
    contact.is_current, contact.set_by_hand = False, True
    _save(contact, "is_current", "set_by_hand")


@transaction.atomic
def bring_back_contact(contact: Contact, *, by: Member) -> None:
    """Undo a removal."""
    by.must(Permission.EDIT_PUPILS, contact)
    contact.is_current = True
    _save(contact, "is_current")


def _save(contact: Contact, *fields: str) -> None:
    """As the next version: a form that somebody has open on it is out of date."""
    contact.version += 1
    contact.save(update_fields=[*fields, "version"])
