"""What a hand set and an import may not undo."""

from pupils.models import Correction, Pupil
from senco.permissions import Member


class Refused(ValueError):
    """A change that cannot be made; the message is a plain sentence for whoever asked."""


def keep_correction(pupil: Pupil, field: str, *, by: Member, value: object, was: object) -> None:
    """Remember that a hand set this field; back to what the file last said, there is nothing left to correct.

    `field` is a name of the pupil's or of the file rows': an import compares under the same name. Two queries.
    """
    new, old = ("" if one is None else str(one) for one in (value, was))
    found = Correction.objects.select_for_update().filter(pupil=pupil, field=field).first()
    if found is None:
        if new != old:
            Correction.objects.create(
                school_id=pupil.school_id, pupil=pupil, field=field, value=new, file_value=old, by=by.user
            )
    elif new == found.file_value:
        found.delete()
    else:
        found.value, found.by = new, by.user
        found.save(update_fields=["value", "by", "at"])
