"""What a hand set, kept beside what the file says."""

from django.conf import settings
from django.db import models

from pupils.models.pupils import Pupil, PupilRowQuerySet
from senco.rows import SchoolForeignKey, SchoolOwned, track


@track()
class Correction(SchoolOwned):
    """A value set by hand that a later import may not undo; the file's own value is kept beside it."""

    pupil = SchoolForeignKey(Pupil, related_name="corrections")
    field = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    file_value = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects = PupilRowQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "field"], name="correction_once"),
        ]

    def __str__(self) -> str:
        return self.field
