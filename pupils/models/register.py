"""The SEN register: provision (N, K, E), ranked needs, and other dated facts the files carry."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value

from pupils.models.pupils import FactQuerySet, Pupil, PupilFact
from senco.permissions import Permission
from senco.rows import track


class SenStatusQuerySet(FactQuerySet):
    def with_decider(self) -> Self:
        return self.select_related("decided_by")

    def has_plan(self, pupil: Pupil, day: dt.date) -> bool:
        """Whether the register says on that day that the pupil has an EHC plan. One query."""
        return self.on(day).filter(pupil=pupil, provision=SenStatus.Provision.EHC_PLAN).exists()

    def of_register(self) -> Self:
        """K or E, whenever."""
        return self.filter(provision__in=[SenStatus.Provision.SUPPORT, SenStatus.Provision.EHC_PLAN])

    def on_register(self, day: dt.date) -> Self:
        """K or E on that day."""
        return self.on(day).of_register()

    def to_come(self, day: dt.date, pupil: Any) -> Self:
        """SEN support that begins after that day, the soonest first; the pupil may be an `OuterRef`."""
        later = self.filter(pupil=pupil, provision=SenStatus.Provision.SUPPORT, starts_on__gt=day)
        return later.order_by("starts_on")

    def on_register_since(self, moment: dt.datetime, day: dt.date) -> Self:
        """K or E on that day, written down after that moment, whatever day it was dated."""
        return self.on_register(day).filter(events__pgh_label="insert", events__pgh_created_at__gt=moment)

    def of_pupils(self, pupils: Any) -> Self:
        return self.filter(pupil__in=pupils)


def _range(function: str, *parts: F) -> Func:
    return Func(*parts, Value("[]"), function=function)


@track()
class SenStatus(PupilFact):
    """SEN provision as the census has it. Exactly one on any day, held by the database."""

    class Provision(models.TextChoices):
        NONE = "N", "No SEN provision"
        SUPPORT = "K", "SEN support"
        EHC_PLAN = "E", "EHC plan"

    provision = models.CharField(max_length=1, choices=Provision.choices)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_with = models.CharField("Who else decided", max_length=200, blank=True)
    parents_told_on = models.DateField(null=True, blank=True)
    parents_told_how = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = SenStatusQuerySet.as_manager()

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            # Ranges of whole numbers stand in for `=`: the embedded server has no btree_gist.
            ExclusionConstraint(
                name="sen_status_one_a_day",
                expressions=[
                    (_range("int8range", F("pupil_id"), F("pupil_id")), "&&"),
                    (_range("daterange", F("starts_on"), F("ends_on")), "&&"),
                ],
            ),
            models.CheckConstraint(condition=Q(provision__in=["N", "K", "E"]), name="sen_status_known"),
        ]
        indexes = [models.Index(fields=["school", "provision", "starts_on"], name="sen_status_list")]

    def __str__(self) -> str:
        return self.get_provision_display()


def support_to_come(day: dt.date, member: Any) -> Subquery:
    """The day after this one on which an outer pupil's SEN support is to begin, where the member may know it."""
    later = SenStatus.objects.to_come(day, OuterRef("pk"))
    return Subquery(later.filter(school__in=member.schools_with(Permission.VIEW_PROVISION)).values("starts_on")[:1])


@track()
class SenNeed(PupilFact):
    """A need with its DfE code and rank; rank 1 is the main one. Codes and names are in `senco.law`."""

    code = models.CharField(max_length=5)
    rank = models.PositiveSmallIntegerField(default=1)
    note = models.TextField(blank=True)

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "code"], condition=Q(ends_on__isnull=True), name="sen_need_one_open"
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="sen_need_rank_from_one"),
        ]
        indexes = [models.Index(fields=["school", "code"], name="sen_need_list")]

    def __str__(self) -> str:
        return f"{self.rank} {self.code}"


@track()
class Characteristic(PupilFact):
    """A yes in one of these columns, from the day it was first known here."""

    class Kind(models.TextChoices):
        LOOKED_AFTER = "looked_after", "Looked after"
        PREVIOUSLY_LOOKED_AFTER = "previously_looked_after", "Previously looked after"
        PUPIL_PREMIUM = "pupil_premium", "Pupil premium"
        FREE_MEALS = "fsm", "Free school meals"
        EAL = "eal", "English as an additional language"
        YOUNG_CARER = "young_carer", "Young carer"
        SERVICE_CHILD = "service_child", "Service child"
        SEN_UNIT = "sen_unit", "In the SEN unit"
        RESOURCED = "resourced", "In resourced provision"

    kind = models.CharField(max_length=30, choices=Kind.choices)
    detail = models.CharField(max_length=200, blank=True)

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "kind"], condition=Q(ends_on__isnull=True), name="characteristic_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@track()
class MainConcern(PupilFact):
    """What it is about, in a sentence of the school's own: beside the ranked codes, never instead of them."""

    text = models.TextField("Main concern", max_length=600)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on__isnull=True), name="main_concern_one_open"),
        ]

    def __str__(self) -> str:
        return self.text


@track()
class KeyAdult(PupilFact):
    """The member of staff whom the pupil turns to, and who knows how things are."""

    adult = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="key_pupils")

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on__isnull=True), name="key_adult_one_open"),
        ]

    def __str__(self) -> str:
        return str(self.adult)
