"""Deciding, for a subject access request, what of the confined rows is disclosed."""

from django.db import transaction

from pupils.models import Pupil
from records.confined import Held
from records.models import Disclosure
from senco.permissions import Member, Permission


@transaction.atomic
def decide_disclosure(pupil: Pupil, held: Held, *, discloses: bool, why: str, by: Member) -> Disclosure:
    """`held` is one that the member was shown as its holder. The last decision stands."""
    by.must(Permission.VIEW_SEN_RECORD, pupil)
    made, _ = Disclosure.objects.update_or_create(
        school_id=pupil.school_id,
        subject_kind=held.kind,
        subject_id=held.pk,
        defaults={"pupil": pupil, "discloses": discloses, "why": "" if discloses else why, "decided_by": by.user},
    )
    return made
