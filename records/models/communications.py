"""Calls, meetings, letters and mails about a pupil: with whom, what was said and agreed, and what is owed."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from pupils.models import Contact, Pupil
from pupils.models.pupils import PupilRowQuerySet
from records.models.agencies import Professional
from senco.confidential import Confidential, ConfidentialRows
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class CommunicationQuerySet(ConfidentialRows, PupilRowQuerySet):
    def visible_to(
        self, member: Any, permission: Permission = Permission.VIEW_SEN_RECORD, *, removed: bool = False
    ) -> Self:
        """Those who see the pupil's SEN record; of a confined one its holders alone. With `removed` what can be
        brought back, else none that was taken away."""
        return super().visible_to(member, permission).open_to(member).filter(removed_at__isnull=not removed)

    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def with_pupil(self) -> Self:
        return self.select_related("pupil")

    def with_writer(self) -> Self:
        return self.select_related("written_by")

    def in_a_list(self) -> Self:
        """With whom, and what is owed. Two queries more."""
        return self.with_writer().prefetch_related(
            models.Prefetch("people", CommunicationPerson.objects.with_names()),
            models.Prefetch("promises", Promise.objects.select_related("owner")),
        )

    def with_everybody(self) -> Self:
        """As in a list, and who of the school was there. Three queries more."""
        return self.in_a_list().prefetch_related(
            models.Prefetch("staff", CommunicationStaff.objects.select_related("user"))
        )

    def with_chosen(self) -> Self:
        """Adds the ids of everybody who was there, as a form ticks them: `contact_pks` and so on."""
        there = CommunicationPerson.objects.filter(communication=OuterRef("pk")).order_by()
        staff = CommunicationStaff.objects.filter(communication=OuterRef("pk")).order_by()
        return self.select_related("pupil").annotate(
            contact_pks=ArraySubquery(there.exclude(contact=None).values("contact")),
            professional_pks=ArraySubquery(there.exclude(professional=None).values("professional")),
            staff_pks=ArraySubquery(staff.values("user")),
        )

    def parent_meetings(self, start: dt.date, end: dt.date) -> Self:
        """Meetings that count towards the three a year, between two days. No confined one does: a figure that
        others read may not move with it."""
        return self.standing().filter(counts_as_meeting=True, confined_to=[], on__gte=start, on__lte=end)


@track()
class Communication(Confidential):
    """What was said with somebody outside the school about a pupil, on a day."""

    class Kind(models.TextChoices):
        CALL = "call", "Call"
        MEETING = "meeting", "Meeting"
        LETTER = "letter", "Letter"
        EMAIL = "email", "E-mail"
        MESSAGE = "message", "Message"
        VISIT = "visit", "Visit"

    class Direction(models.TextChoices):
        UNSAID = "", "Not said"
        OUT = "out", "We did"
        IN = "in", "They did"

    pupil = SchoolForeignKey(Pupil, related_name="communications")
    kind = models.CharField("What was it?", max_length=8, choices=Kind.choices)
    direction = models.CharField("Who got in touch?", max_length=3, choices=Direction.choices, blank=True)
    on = models.DateField("On which day?")
    at = models.TimeField("At what time?", null=True, blank=True)
    others = models.CharField("Anybody else", max_length=300, blank=True)
    about = models.CharField("What about?", max_length=150)
    said = models.TextField("What was said?", blank=True)
    agreed = models.TextField("What was agreed?", blank=True)
    counts_as_meeting = models.BooleanField("One of the three meetings a year with the parents", default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    is_sent_from_here = models.BooleanField(default=False, editable=False)
    """A mail that this system sends: its words stand as they went."""
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommunicationQuerySet.as_manager()

    class Meta(Confidential.Meta):
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["school", "pupil", "on"], name="communication_pupil")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.on}"

    @property
    def with_whom(self) -> str:
        """Everybody from outside, after `with_everybody`."""
        names = [str(row) for row in self.people.all()]
        return ", ".join([*names, self.others] if self.others else names)


class PersonQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(communication__in=Communication.objects.visible_to(member))

    def with_names(self) -> Self:
        return self.select_related("contact", "professional")

    def unsent(self) -> Self:
        """To be sent from here and not gone; what the mail server refused for good waits for a person."""
        return self.filter(communication__is_sent_from_here=True, sent_at=None, refusal="")


@track()
class CommunicationPerson(SchoolOwned):
    """Somebody from outside who took part; of a mail sent from here, one who is sent it, alone."""

    communication = SchoolForeignKey(Communication, related_name="people")
    contact = SchoolForeignKey(Contact, null=True, blank=True, related_name="+")
    professional = SchoolForeignKey(Professional, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True)
    """Where a mail from here goes: the address as it was when it was written."""
    sent_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    """What the mail server said when it refused the address for good, or why it was not sent after all."""

    objects = PersonQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(contact__isnull=False, professional__isnull=True)
                | Q(contact__isnull=True, professional__isnull=False),
                name="communication_person_one",
            ),
            models.UniqueConstraint(
                fields=["communication", "contact"], condition=Q(contact__isnull=False), name="communication_contact"
            ),
            models.UniqueConstraint(
                fields=["communication", "professional"],
                condition=Q(professional__isnull=False),
                name="communication_professional",
            ),
        ]
        indexes = [models.Index(fields=["school"], condition=Q(sent_at__isnull=True), name="communication_unsent")]

    def __str__(self) -> str:
        return str(self.contact or self.professional)


class StaffQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(communication__in=Communication.objects.visible_to(member))


@track()
class CommunicationStaff(SchoolOwned):
    """Somebody of the school who was there."""

    communication = SchoolForeignKey(Communication, related_name="staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = StaffQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["communication", "user"], name="communication_staff_once"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class PromiseQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """With the communication; and whoever owns one reads its words, unless it is confined, and nothing else."""
        own = Q(owner=member.user, school__in=member.schools)
        standing = Q(communication__confined_to=[], communication__removed_at=None)
        return self.filter(Q(communication__in=Communication.objects.visible_to(member)) | own & standing)

    def with_reading(self, member: Any) -> Self:
        """Adds `may_read`: whether this member may read the communication that it came from."""
        return self.annotate(may_read=Q(communication__in=Communication.objects.visible_to(member)))

    def owed(self) -> Self:
        return self.filter(done_on=None)

    def with_communication(self) -> Self:
        return self.select_related("communication__pupil", "communication__written_by", "owner")


@track()
class Promise(SchoolOwned):
    """Something that was agreed to be done by a day. It is a deadline of its owner, and ends with it."""

    communication = SchoolForeignKey(Communication, related_name="promises")
    what = models.CharField("What is owed?", max_length=200)
    by_whom = models.CharField("By whom?", max_length=100, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("By when?")
    done_on = models.DateField(null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what


def parents_to_meet(member: Any, day: dt.date, term: tuple[dt.date, dt.date], year: tuple[dt.date, dt.date]) -> Any:
    """Pupils on SEN support and on roll whose parents were not met in this term, those met least this year first."""
    seen = Pupil.objects.visible_to(member, Permission.VIEW_SEN_RECORD).on_roll(day).with_provision("K", day)
    counted = seen.as_it_was(day, member).annotate(
        met=meetings_of(member, "pk", *term), year_met=meetings_of(member, "pk", *year)
    )
    return counted.filter(met=0).order_by("year_met", "sort_name", "pk")


def meetings_of(member: Any, pupil: str, start: dt.date, end: dt.date) -> Any:
    """How many parents' meetings of each row's pupil this member may know of: a number to annotate with."""
    found = Communication.objects.visible_to(member).parent_meetings(start, end).filter(pupil=OuterRef(pupil))
    counted = found.order_by().values("pupil").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), Value(0))


__all__ = ["Communication", "CommunicationPerson", "CommunicationStaff", "Promise"]
