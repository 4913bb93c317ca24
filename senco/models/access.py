"""Who looked at what."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from senco.rows import AppendOnly, SchoolOwned, SchoolQuerySet


class AccessLogQuerySet(SchoolQuerySet):
    def visible_to(self, member: Any, *, about: Any = None) -> Self:
        """Those who read the history; of safeguarding notes the safeguarding lead alone, of confined things their
        holders alone.

        `about` is a row that the member fetched by its own `visible_to`: a confined one's log is its holders' to
        handle, whether or not they read the history of pupils.
        """
        from senco.confidential import log_rule
        from senco.permissions import Permission

        if about is not None:
            kind = about._meta.model_name
            rows = self.filter(school__in=member.schools, subject_kind=kind, subject_id=about.pk)
            return rows.order_by("-at", "-pk")
        note = models.Q(subject_kind="safeguardingnote")
        lead = models.Q(school__in=member.schools_with(Permission.READ_SAFEGUARDING))
        return self.filter(
            ~note & models.Q(school__in=member.schools_with(Permission.VIEW_HISTORY)) | note & lead, log_rule(member)
        )

    def with_people(self) -> Self:
        return self.select_related("user")


class AccessLog(SchoolOwned, AppendOnly):
    """One line each time a person opened, printed or exported a record. Ids only; append-only by grant."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=20, default="view")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    pupil_id = models.BigIntegerField(null=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        indexes = [models.Index(fields=["school", "pupil_id", "at"], name="access_log_pupil")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"
