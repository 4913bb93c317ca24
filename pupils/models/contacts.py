"""The people round a pupil at home."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q

from pupils.models.pupils import Pupil, PupilRowQuerySet
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, track


class ContactQuerySet(PupilRowQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_CONTACTS) -> Self:
        return super().visible_to(member, permission)

    def current(self) -> Self:
        return self.filter(is_current=True)

    def current_or(self, pks: Collection[int]) -> Self:
        """Those of today, and these: who was there once stays named."""
        return self.filter(Q(is_current=True) | Q(pk__in=list(pks)))

    def to_call(self) -> Self:
        """Whom one may call, the first to call first: never somebody who must not be contacted."""
        return self.current().filter(must_not_contact=False)

    def responsible(self) -> Self:
        return self.filter(has_responsibility=True)

    def held_back_from(self) -> Self:
        """Those of today who must not be contacted, or may not be shown everything: whoever invites asks first."""
        limited = [Contact.MaySee.NOTHING, Contact.MaySee.REVIEWS]
        return self.current().filter(Q(must_not_contact=True) | Q(may_see__in=limited))

    def with_email(self) -> Self:
        return self.exclude(email="")


@track()
class Contact(SchoolOwned):
    """A parent, carer or other contact; `order` 1 is called first."""

    class Channel(models.TextChoices):
        EMAIL = "email", "E-mail"
        PHONE = "phone", "Phone"
        TEXT = "text", "Text message"
        LETTER = "letter", "Letter"
        IN_PERSON = "in_person", "In person"

    class MaySee(models.TextChoices):
        UNSAID = "", "Not decided"
        EVERYTHING = "all", "The plan, reviews and other papers"
        REVIEWS = "reviews", "Reviews only"
        NOTHING = "nothing", "Nothing"

    class Tells(models.TextChoices):
        """What something that is sent tells about the pupil, for `may_see` to allow or not."""

        NOTHING = "nothing", "Nothing: a day, a place, a question"
        REVIEWS = "reviews", "Of a review: an invitation, a report"
        PAPERS = "papers", "Of the plan or other papers"

    pupil = SchoolForeignKey(Pupil, related_name="contacts")
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=20, blank=True)
    forename = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    relationship = models.CharField(max_length=60, blank=True)
    has_responsibility = models.BooleanField("Has parental responsibility", null=True, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    prefers = models.CharField("Prefers to be reached by", max_length=10, choices=Channel.choices, blank=True)
    language = models.CharField(max_length=60, blank=True)
    needs_interpreter = models.BooleanField("Needs an interpreter", default=False)
    may_see = models.CharField("May be shown", max_length=8, choices=MaySee.choices, default=MaySee.UNSAID, blank=True)
    must_not_contact = models.BooleanField("Must not be contacted", default=False)
    must_not_why = models.CharField("Why they must not be contacted", max_length=300, blank=True)
    is_current = models.BooleanField(default=True)
    set_by_hand = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name

    def refusal(self, tells: str) -> str:
        """Why nothing that tells so much may go to them, in a sentence; empty where it may.

        Of whom nobody has decided what they may be shown, nothing is refused.
        """
        if self.must_not_contact:
            return f"{self} must not be contacted: {self.must_not_why or 'no reason is recorded'}."
        if self.may_see == self.MaySee.NOTHING and tells != self.Tells.NOTHING:
            return f"{self} may be shown nothing about the pupil. Write to them of a day, a place or a question alone."
        if self.may_see == self.MaySee.REVIEWS and tells == self.Tells.PAPERS:
            return f"{self} may be shown reviews only, not the plan or other papers."
        return ""

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.title, self.forename, self.surname) if part)
