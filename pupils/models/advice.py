"""Questions that colleagues put to the SENCO without a concern, and the strategies kept from the answers."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pupils.models.areas import Area
from pupils.models.groups import TeachingGroup
from pupils.models.pupils import Pupil
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


class AdviceRequestQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Who asked, and the SENCO's team."""
        mine = Q(asked_by=member.user, school__in=member.schools_with(Permission.LOG_CONCERN))
        return self.filter(mine | Q(school__in=member.schools_with(Permission.TRIAGE_CONCERNS)))

    def waiting_first(self) -> Self:
        return self.order_by(models.F("answered_at").desc(nulls_first=True), "asked_at", "pk")

    def news_for(self, user: Any) -> Self:
        """Answered, and not yet opened by who asked."""
        return self.filter(asked_by=user, answered_at__isnull=False, answer_read_at__isnull=True)

    def with_names(self) -> Self:
        return self.select_related("pupil", "group", "asked_by", "answered_by")

    def of_form(self, key: Any) -> Self:
        return self.filter(form_key=key)


@track()
class AdviceRequest(SchoolOwned):
    """A colleague asks about a pupil, a class or in general; the SENCO answers; both keep it."""

    pupil = SchoolForeignKey(Pupil, related_name="advice_requests", null=True, blank=True)
    group = SchoolForeignKey(TeachingGroup, related_name="advice_requests", null=True, blank=True)
    question = models.TextField("Your question")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField("Your answer", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_read_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, editable=False)

    objects = AdviceRequestQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "form_key"], name="advice_form_once"),
            models.CheckConstraint(condition=Q(pupil=None) | Q(group=None), name="advice_about_one_thing"),
            models.CheckConstraint(condition=Q(answered_at=None) | ~Q(answer=""), name="advice_answered_in_words"),
        ]

    def __str__(self) -> str:
        return f"Question of {self.asked_at:%d %b %Y}"

    @property
    def about(self) -> str:
        return self.pupil.name if self.pupil else str(self.group) if self.group else "In general"

    @property
    def is_unread(self) -> bool:
        return self.answered_at is not None and self.answer_read_at is None


class StrategyCardQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Everybody who works with children at the school: a card names no pupil."""
        return self.filter(school__in=member.schools_with(Permission.LOG_CONCERN))

    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def in_area(self, area: str) -> Self:
        return self.filter(area=area)

    def matching(self, text: str) -> Self:
        """With every word in the title, the text or the tags."""
        found = self
        for word in text.split():
            found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(tags__icontains=word))
        return found


@track()
class StrategyCard(SchoolOwned):
    """What helps, in words that others find; it names no pupil."""

    title = models.CharField("Title", max_length=120)
    text = models.TextField("What to do")
    area = models.CharField("Area of need", max_length=10, choices=Area.choices, blank=True)
    tags = models.CharField("Words to find it by", max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StrategyCardQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
