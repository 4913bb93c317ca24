"""Notes about a pupil: what was said, thought or decided, on a day. Any of them can be confined to named roles."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from pupils.models.pupils import Pupil, PupilRowQuerySet
from senco.confidential import Confidential, ConfidentialRows
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, track


class NoteQuerySet(ConfidentialRows, PupilRowQuerySet):
    def visible_to(
        self, member: Any, permission: Permission = Permission.VIEW_SEN_RECORD, *, removed: bool = False
    ) -> Self:
        """Those who see the pupil's SEN record; of a confined one its holders alone. With `removed` what can be
        brought back, else none that was taken away."""
        return super().visible_to(member, permission).open_to(member).filter(removed_at__isnull=not removed)

    def with_writer(self) -> Self:
        return self.select_related("written_by")


@track()
class Note(Confidential):
    """Free words about a pupil on a day."""

    pupil = SchoolForeignKey(Pupil, related_name="notes")
    on = models.DateField("About the day")
    text = models.TextField("Note")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta(Confidential.Meta):
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"Note of {self.on}"
