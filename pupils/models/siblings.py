"""Brothers and sisters, as somebody has said: never guessed from a shared address or telephone.

A pair is two rows, one in each pupil's own school, that name the other pupil by id only. Neither is read unless both
schools are in context (`BothWall`), so that somebody of one school learns neither a name nor that there is anybody.
"""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Right

from pupils.models.contacts import Contact
from pupils.models.pupils import Pupil, PupilRowQuerySet
from senco.permissions import Permission
from senco.rows import BothWall, SchoolForeignKey, SchoolOwned, track

OFFERED = 12
SHORTEST = 10
"""What is shorter is no whole telephone number, e-mail address or postal address."""


class SiblingQuerySet(PupilRowQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_CONTACTS) -> Self:
        """Those who see contacts in the schools of both."""
        return super().visible_to(member, permission).filter(other_school__in=member.schools_with(permission))

    def linked(self) -> Self:
        return self.filter(is_sibling=True)


@track(both="other_school")
class Sibling(SchoolOwned):
    """What was decided of this pupil and another: siblings, or not, so that it is not asked again."""

    pupil = SchoolForeignKey(Pupil, related_name="siblings")
    other_school = models.ForeignKey("senco.School", on_delete=models.PROTECT, related_name="+")
    other_id = models.BigIntegerField()
    """No key of the database's own can lead into another school."""
    is_sibling = models.BooleanField(default=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    objects = SiblingQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            BothWall(field="other_school", name="%(app_label)s_%(class)s_both"),
            models.UniqueConstraint(fields=["pupil", "other_id"], name="sibling_once"),
            models.CheckConstraint(condition=~Q(pupil=F("other_id")), name="sibling_of_another"),
        ]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id} and pupil {self.other_id}"


def siblings_of(pupil: Pupil, member: Any, day: dt.date) -> Any:
    """Pupils that were said to be this one's siblings, with class and school, the youngest last. One query."""
    rows = Sibling.objects.visible_to(member).of_pupil(pupil).linked()
    seen = Pupil.objects.visible_to(member, Permission.VIEW_CONTACTS).filter(pk__in=rows.values("other_id"))
    return seen.with_school().where_they_are(day).order_by("date_of_birth", "sort_name", "pk")


def others_than(pupil: Pupil, member: Any, day: dt.date) -> Any:
    """Whom the member may link with this pupil: on the roll of any school whose pupils' data they keep."""
    seen = Pupil.objects.visible_to(member, Permission.EDIT_PUPILS).on_roll(day)
    return seen.exclude(pk=pupil.pk).with_school().with_class(day)


def perhaps_siblings(pupil: Pupil, member: Any, day: dt.date) -> list[Pupil]:
    """Pupils who share a contact's e-mail, telephone or address with this one and of whom nobody has decided.

    Each has `shares`: what is the same, in words. Three queries; none is a sibling until somebody says so.
    """
    own = _reached(Contact.objects.visible_to(member).of_pupil(pupil))
    wanted = {name: {getattr(one, name) for one in own} for name in SHARED}
    wanted = {name: {value for value in values if len(value) >= SHORTEST} for name, values in wanted.items()}
    same = Q()
    for name, values in wanted.items():
        same |= Q(**{f"{name}__in": values})
    if not any(wanted.values()):
        return []
    decided = Sibling.objects.visible_to(member).of_pupil(pupil).values("other_id")
    others = others_than(pupil, member, day).exclude(pk__in=decided)
    contacts = _reached(Contact.objects.visible_to(member)).filter(same, pupil__in=others.values("pk"))
    shares: dict[int, set[str]] = {}
    for one in contacts.order_by("pupil", "pk")[: OFFERED * 6]:
        shares.setdefault(one.pupil_id, set()).update(
            name for name, values in wanted.items() if getattr(one, name) in values
        )
    found = list(others.filter(pk__in=shares).in_order()[:OFFERED])
    for other in found:
        other.shares = _in_words(shares[other.pk])
    return found


SHARED = {"plain_email": "e-mail address", "plain_phone": "telephone", "plain_address": "address"}


def _in_words(names: set[str]) -> str:
    """ "telephone and address"."""
    words = [word for name, word in SHARED.items() if name in names]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _reached(contacts: Any) -> Any:
    """Contacts of today with what reaches them, so written that spaces, capitals and +44 make no difference."""
    return contacts.current().annotate(
        plain_email=Lower("email"),
        plain_phone=Right(_without("phone", r"\D"), 10),
        plain_address=_without("address", r"[^a-z0-9]"),
    )


def _without(field: str, what: str) -> Func:
    return Func(
        Lower(field), Value(what), Value(""), Value("g"), function="regexp_replace", output_field=models.TextField()
    )
