"""A pupil's passport: what keeps them safe, what they like, what helps, what is hard, and how adults help.

The rows here are what the SENCO works on. What teachers read is the latest `PassportVersion`, a copy made when it is
agreed; safety lines alone are read as they stand, since nobody may wait for those to be agreed.
"""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value

from pupils.models import Pupil
from pupils.models.areas import Area
from pupils.models.pupils import PupilRowQuerySet
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, track

WORDS = 700
"""Letters in each of the pupil's own texts: one page must hold them all."""


class PassportRowQuerySet(PupilRowQuerySet):
    """Whoever sees what is done for a pupil sees the pupil's passport."""

    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PROVISION) -> Self:
        return super().visible_to(member, permission)

    def of_pupils(self, pupils: Any) -> Self:
        return self.filter(pupil__in=pupils)

    def with_pupil(self) -> Self:
        return self.select_related("pupil")


class PassportPicture(SchoolOwned):
    """A photograph or drawing that the pupil chose, as it was written anew by us. A version keeps its own."""

    pupil = SchoolForeignKey(Pupil, related_name="passport_pictures")
    file = models.FileField(upload_to="passports/%Y")
    alt = models.CharField("What it shows", max_length=120)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PassportRowQuerySet.as_manager()

    def __str__(self) -> str:
        return self.alt


LATEST = ("pk", "number", "made_at", "agreed_on", "agreed_with", "review_on", "why")


class PassportQuerySet(PassportRowQuerySet):
    def with_picture(self) -> Self:
        return self.select_related("picture")

    def with_latest(self) -> Self:
        """With what `latest` tells of the version that adults read: no query more."""
        now = PassportVersion.objects.current().filter(pupil=OuterRef("pupil"))
        return self.annotate(**{f"latest_{name}": Subquery(now.values(name)[:1]) for name in LATEST})


@track()
class Passport(SchoolOwned):
    """What is being worked on for one pupil. `draft_since` says that it differs from what was last agreed."""

    class Words(models.TextChoices):
        PUPIL = "pupil", "The pupil's own words"
        TOLD = "told", "What the pupil told us, written down by an adult"
        ADULTS = "adults", "Written by adults who know the pupil"

    pupil = SchoolForeignKey(Pupil, related_name="passports")
    likes = models.TextField("What I like", blank=True, max_length=WORDS)
    helps = models.TextField("What helps me", blank=True, max_length=WORDS)
    hard = models.TextField("What is hard for me", blank=True, max_length=WORDS)
    words_by = models.CharField("Whose words these are", max_length=10, choices=Words.choices, default=Words.TOLD)
    facts = models.TextField("Key facts", blank=True, max_length=WORDS)
    picture = SchoolForeignKey(PassportPicture, null=True, blank=True, related_name="+")
    draft_since = models.DateTimeField(null=True, blank=True, editable=False)
    review_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PassportQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], name="passport_one_a_pupil"),
        ]

    def __str__(self) -> str:
        return f"Passport of pupil {self.pupil_id}"

    @property
    def latest(self) -> "PassportVersion | None":
        """After `with_latest`: the version that adults read, without its text; None where there is none."""
        told = {name: getattr(self, f"latest_{name}") for name in LATEST}
        return PassportVersion(**told) if told["number"] else None


class LineQuerySet(PassportRowQuerySet):
    def current(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("place", "pk")

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)


class PassportLine(SchoolOwned):
    """One line of a passport: taken out it stays, so that it can be put back."""

    place = models.PositiveIntegerField(default=0, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LineQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        abstract = True
        ordering = ["place", "pk"]


@track()
class Strategy(PassportLine):
    """Something adults do. The few that are always done are kept apart from ideas that help."""

    class Kind(models.TextChoices):
        ALWAYS = "always", "Always (not up for choice)"
        HELPS = "helps", "Helps (an idea to try)"
        AVOID = "avoid", "Avoid"

    pupil = SchoolForeignKey(Pupil, related_name="strategies")
    kind = models.CharField("How firm it is", max_length=6, choices=Kind.choices, default=Kind.HELPS)
    area = models.CharField(max_length=10, choices=Area.choices, default=Area.OTHER)
    text = models.CharField("What adults do", max_length=200)

    class Meta(PassportLine.Meta):
        indexes = [models.Index(fields=["pupil"], name="strategy_pupil")]

    def __str__(self) -> str:
        return self.text


@track()
class SafetyLine(PassportLine):
    """A step that keeps the pupil safe. `text` is what to do, and may be shown to a supply teacher; `about` is not."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", "In an emergency"
        MEDICAL = "medical", "Medical"
        RISK = "risk", "Risk"
        EVACUATION = "evacuation", "Leaving the building"

    pupil = SchoolForeignKey(Pupil, related_name="safety_lines")
    kind = models.CharField("Kind", max_length=10, choices=Kind.choices, default=Kind.MEDICAL)
    text = models.CharField("What to do", max_length=240)
    about = models.CharField("Because of", max_length=120, blank=True)
    source = models.CharField("Where this comes from", max_length=120, blank=True)

    class Meta(PassportLine.Meta):
        indexes = [models.Index(fields=["pupil"], name="safety_line_pupil")]

    def __str__(self) -> str:
        return self.text


class PassportVersionQuerySet(PassportRowQuerySet):
    def current(self) -> Self:
        """The latest of each pupil: what adults read."""
        return self.filter(replaced_at__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-number").select_related("made_by")

    def with_picture(self) -> Self:
        return self.select_related("picture", "made_by")

    def numbered(self, number: int) -> Self:
        return self.filter(number=number)

    def with_what_stood(self, moment: dt.datetime | None) -> Self:
        """Adds `stood`, the text that adults read at that moment: None where there was none, or no moment is given."""
        if moment is None:
            return self.annotate(stood=Value(None, output_field=models.JSONField()))
        at = Q(replaced_at__isnull=True) | Q(replaced_at__gt=moment)
        then = PassportVersion.objects.filter(at, pupil=OuterRef("pupil"), made_at__lte=moment)
        return self.annotate(stood=Subquery(then.values("content")[:1]))

    def with_reading(self, user: Any) -> Self:
        """Adds `read_at`, when this person said that they had read it."""
        from records.models.readings import PassportReading

        mine = PassportReading.objects.filter(version=OuterRef("pk"), user=user)
        return self.annotate(read_at=Subquery(mine.values("at")[:1]))

    def unread_by(self, user: Any) -> Self:
        from records.models.readings import PassportReading

        return self.filter(~Exists(PassportReading.objects.filter(version=OuterRef("pk"), user=user)))

    def on_roll(self, day: dt.date) -> Self:
        return self.filter(pupil__in=Pupil.objects.on_roll(day))


class PassportVersion(SchoolOwned):
    """What adults read from a moment on: the whole text as it was agreed, or as it stood when safety changed."""

    class Why(models.TextChoices):
        AGREED = "agreed", "Agreed"
        SAFETY = "safety", "Safety changed"

    class With(models.TextChoices):
        BOTH = "both", "the pupil and the parents"
        PUPIL = "pupil", "the pupil"
        PARENTS = "parents", "the parents"

    pupil = SchoolForeignKey(Pupil, related_name="passport_versions")
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=6, choices=Why.choices)
    content = models.JSONField()
    picture = SchoolForeignKey(PassportPicture, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    """None while only safety has been written: the passport itself was never agreed."""
    agreed_with = models.CharField(max_length=10, choices=With.choices, blank=True)
    review_on = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = PassportVersionQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-number"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "number"], name="passport_version_numbered"),
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(replaced_at__isnull=True), name="passport_version_one_latest"
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "pupil"], condition=Q(replaced_at__isnull=True), name="passport_version_latest"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class WhatWorkedQuerySet(PassportRowQuerySet):
    def current(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def found(self, asked: str) -> "WhatWorked | None":
        """The one of this id, as it stands in an address; None for anything else. One query or none."""
        found: WhatWorked | None = self.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None
        return found

    def with_writer(self) -> Self:
        return self.select_related("by", "kept_as").order_by(F("at").desc(), "-pk")


@track()
class WhatWorked(SchoolOwned):
    """What an adult found to work. The SENCO may keep it as a line of the passport."""

    pupil = SchoolForeignKey(Pupil, related_name="what_worked")
    text = models.CharField("What worked?", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, editable=False)
    kept_as = SchoolForeignKey(Strategy, null=True, related_name="from_notes", editable=False)

    objects = WhatWorkedQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["pupil"], name="what_worked_pupil")]

    def __str__(self) -> str:
        return self.text


def with_passports(pupils: Any) -> Any:
    """Pupils with `number` and `agreed_on` of the version that is read, and `draft_since` and `review_on` of what is
    being written: no query more."""
    now = PassportVersion.objects.current().filter(pupil=OuterRef("pk"))
    work = Passport.objects.filter(pupil=OuterRef("pk"))
    return pupils.annotate(
        number=Subquery(now.values("number")[:1]),
        agreed_on=Subquery(now.values("agreed_on")[:1]),
        draft_since=Subquery(work.values("draft_since")[:1]),
        review_on=Subquery(now.values("review_on")[:1]),
    )
