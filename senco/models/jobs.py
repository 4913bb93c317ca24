"""Long work in the worker, as its owner sees it."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from senco.rows import SchoolOwned, SchoolQuerySet


class JobQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """One's own work only."""
        return self.filter(school__in=member.schools, user=member.user)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)


class Job(SchoolOwned):
    """A piece of long work: what it is, how far it got, what came out. Left running, it says when it is done."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    result = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0
