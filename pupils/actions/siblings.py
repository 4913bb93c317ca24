"""Saying that two pupils are siblings, that they are not, or taking back what was said."""

from django.db import transaction

from pupils.models import Pupil, Sibling
from senco.permissions import Member, Permission


@transaction.atomic
def decide_siblings(pupil: Pupil, other: Pupil, *, are: bool | None, by: Member) -> None:
    """One row in each one's school says so; None takes both away, and they may be offered again.

    Asked in the schools of both, for the other school's half could not be written otherwise.
    """
    for one, two in ((pupil, other), (other, pupil)):
        by.must(Permission.EDIT_PUPILS, one)
        rows = Sibling.objects.filter(school=one.school_id, pupil=one, other_id=two.pk)
        if are is None:
            rows.delete()
        else:
            Sibling.objects.update_or_create(
                school_id=one.school_id,
                pupil=one,
                other_id=two.pk,
                other_school_id=two.school_id,
                defaults={"is_sibling": are, "decided_by": by.user},
            )
