"""Observations: what every adult who teaches a pupil has noticed, in five domains, asked for once a request."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pupils.models.cases import CaseState, ConcernCase
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track

DOMAINS = {
    "cognition": ("Cognition and learning", "Following the lesson, remembering, reading, writing, number."),
    "communication": ("Communication and interaction", "Understanding, speaking, getting on in talk and play."),
    "emotional": ("Social, emotional and mental health", "Mood, worry, friendships, coping with change."),
    "sensory": ("Sensory and physical", "Seeing, hearing, noise and touch, moving, holding a pencil."),
    "attendance": ("Attendance and behaviour", "Being there, on time, and settled to work."),
}


class Scale(models.IntegerChoices):
    """How hard it is for the pupil. What was not seen counts in no average."""

    NOT_SEEN = 0, "Not seen"
    AS_OTHERS = 1, "Much as others"
    A_LITTLE = 2, "A little hard"
    HARD = 3, "Hard"
    VERY_HARD = 4, "Very hard"


class ObservationQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Who was asked, and the SENCO's team."""
        mine = Q(asked=member.user, school__in=member.schools_with(Permission.LOG_CONCERN))
        return self.filter(mine | Q(school__in=member.schools_with(Permission.TRIAGE_CONCERNS)))

    def of(self, case: Any) -> Self:
        return self.filter(case=case)

    def asked_of(self, user: Any) -> Self:
        return self.filter(asked=user)

    def unanswered(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def waiting(self) -> Self:
        """Not answered, and still wanted: colleagues are being asked."""
        return self.unanswered().filter(case__state=CaseState.GATHERING)

    def with_names(self) -> Self:
        return self.select_related("asked", "asked_by", "case__pupil")

    def case_of(self, pk: int) -> int | None:
        """The case that an observation is for. One query."""
        return self.filter(pk=pk).values_list("case_id", flat=True).first()


class ObservationRequest(SchoolOwned):
    """The SENCO asked the adults who teach a pupil, by a day."""

    case = SchoolForeignKey(ConcernCase, related_name="observation_requests")
    due_on = models.DateField("By")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Observations asked for by {self.due_on}"


def _score() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(choices=Scale.choices, null=True, blank=True)


def _words() -> models.CharField:
    return models.CharField("In a sentence", max_length=300, blank=True)


@track(lead_unless="exists (select 1 from pupils_observation kept where kept.id = pgh_obj_id)")
class Observation(SchoolOwned):
    """What one adult has noticed: of each domain a word of the scale, and a sentence if they like."""

    request = SchoolForeignKey(ObservationRequest, related_name="observations")
    case = SchoolForeignKey(ConcernCase, related_name="observations")
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=200, blank=True)
    """What they were to the pupil when asked: "Maths (8B/Ma2)"."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    cognition, cognition_words = _score(), _words()
    communication, communication_words = _score(), _words()
    emotional, emotional_words = _score(), _words()
    sensory, sensory_words = _score(), _words()
    attendance, attendance_words = _score(), _words()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["part", "pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["request", "asked"], name="observation_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(**{f"{name}__isnull": False for name in DOMAINS}),
                name="observation_answered_in_every_domain",
            ),
        ]
        indexes = [models.Index(fields=["asked"], condition=Q(answered_at__isnull=True), name="observation_waiting")]

    def __str__(self) -> str:
        return f"Observation {self.pk}"

    @property
    def marks(self) -> list[dict[str, Any]]:
        """A cell a domain: its name, the scale's word, the sentence and the number; nothing before the answer."""
        return [
            {"name": name, "score": getattr(self, key), "says": self._word(key), "words": getattr(self, f"{key}_words")}
            for key, (name, _) in DOMAINS.items()
        ]

    def _word(self, key: str) -> str:
        score = getattr(self, key)
        return "" if score is None else str(Scale(score).label)

    @property
    def text(self) -> str:
        """All that was said, for those who read it as words."""
        said = (f"{one['name']}: {one['says']}. {one['words']}".strip() for one in self.marks if one["says"])
        return "\n".join(said)


def averages(rows: Iterable[Observation]) -> list[dict[str, Any]]:
    """Of each domain, over those who have seen it: how many, their mean, and the scale's nearest word."""
    answered = [row for row in rows if row.answered_at]
    found = []
    for key, (name, _) in DOMAINS.items():
        seen = [score for row in answered if (score := getattr(row, key))]
        mean = sum(seen) / len(seen) if seen else None
        word = Scale(int(mean + 0.5)).label if mean else "Nobody has seen it"
        found.append(
            {"name": name, "count": len(seen), "mean": mean, "says": str(word), "score": mean and int(mean + 0.5)}
        )
    return found
