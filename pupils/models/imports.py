"""A school's file on its way in."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from senco.models import Job
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet

SEN_KINDS = ("senco_register",)
"""Kinds of file that are the SEN record itself: for those who keep it."""


class ImportRunQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        """Those who take files in; the SENCO's own register only where one also keeps plans."""
        may = member.schools_with(Permission.IMPORT_PUPILS)
        sen = may & member.schools_with(Permission.MANAGE_PLANS)
        return self.filter(Q(school__in=sen) | Q(school__in=may - sen) & ~Q(kind__in=SEN_KINDS))

    def waiting(self) -> Self:
        """Handed to the worker and not yet done."""
        return self.filter(state__in=[ImportRun.State.READING, ImportRun.State.QUEUED, ImportRun.State.RUNNING])

    def with_a_file_since(self, moment: Any) -> Self:
        return self.exclude(file="").filter(created_at__lt=moment)


class ImportRun(SchoolOwned):
    """One file: uploaded, looked through, previewed, then taken in by the worker or given up."""

    class State(models.TextChoices):
        READING = "reading", "Being read"
        MAPPING = "mapping", "Columns to be named"
        PREVIEW = "preview", "Ready to look through"
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Going in"
        DONE = "done", "Taken in"
        REFUSED = "refused", "Refused"
        DROPPED = "dropped", "Given up"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="imports/%Y/", max_length=300, blank=True)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    mapping = models.JSONField(default=dict, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    """Line number to pupil id, or "" for nobody: what a person chose for the doubtful rows."""
    about = models.JSONField(default=dict, blank=True)
    """What a file of results does not say itself: `measure` (an id) and `taken_on`."""
    is_whole_roll = models.BooleanField(default=False)
    leavers_confirmed = models.PositiveIntegerField(null=True, blank=True)
    other_school_confirmed = models.BooleanField(default=False)
    """A person said that the file is meant for this school, though it names another."""
    preview = models.JSONField(default=dict, blank=True)
    job = SchoolForeignKey(Job, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"

    @property
    def is_open(self) -> bool:
        """Somebody still has to decide about it, so its file is kept."""
        return self.state in (self.State.MAPPING, self.State.PREVIEW)

    @property
    def is_with_the_worker(self) -> bool:
        return self.state in (self.State.READING, self.State.QUEUED, self.State.RUNNING)


class ImportLineQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any) -> Self:
        return self.filter(run__in=ImportRun.objects.visible_to(member))

    def of_run(self, run: ImportRun) -> Self:
        return self.filter(run=run)

    def numbered(self, pk: int) -> "ImportLine | None":
        found: ImportLine | None = self.filter(pk=pk).first()
        return found

    def under(self, run: ImportRun, tab: str) -> Self:
        return self.filter(run=run, tab=tab)


class ImportLine(SchoolOwned):
    """One line of an import's preview: what it would do, or did, to one pupil. Kept a month, then swept away;
    the history of each row that was changed stays."""

    run = SchoolForeignKey(ImportRun, related_name="lines")
    tab = models.CharField(max_length=10)
    line = models.PositiveIntegerField(null=True)
    pupil_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=300, blank=True)
    group = models.CharField(max_length=120, blank=True)
    changes = models.JSONField(default=list)
    """[label, what stood, what the file says] for each field; of one that a hand set, also its name in `Correction`
    and the file's value as kept there, and in the end who took that value and when."""
    candidates = models.JSONField(default=list)
    """[pupil id, name, class, birthday] of those whom a doubtful line may be about."""

    objects = ImportLineQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "tab"], name="import_line_tab")]

    def __str__(self) -> str:
        return f"line {self.line} of import {self.run_id}"


class ColumnMapping(SchoolOwned):
    """What a person said a heading means at this school; used the next time it is seen."""

    kind = models.CharField(max_length=20)
    header = models.CharField(max_length=200)
    field = models.CharField(max_length=60, blank=True)

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "kind", "header"], name="column_mapping_once"),
        ]

    def __str__(self) -> str:
        return f"{self.header}: {self.field}"
