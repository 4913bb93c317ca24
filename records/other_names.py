"""What a passport says goes out: to a class's adults, on paper, by a supply teacher's link. It names no other pupil."""

from typing import Any

from django.db.models import Count

from pupils.actions.corrections import Refused
from pupils.models import Pupil, PupilWord
from pupils.names import fold, words


def refuse_other_names(about: Any, *texts: str) -> None:
    """Refuse a text that holds the first and last name of another pupil of the school, side by side or apart.

    `about` is a pupil or a row of one. A first name alone may be anybody's and passes. Two queries at most.
    """
    pupil = about.pk if isinstance(about, Pupil) else about.pupil_id
    said = f" {fold(' '.join(texts))} "
    meant = PupilWord.objects.filter(school=about.school_id, word__in=words(*texts)).exclude(pupil=pupil)
    likely = meant.values("pupil").annotate(held=Count("word")).filter(held__gte=2).values("pupil")
    for other in Pupil.objects.filter(school=about.school_id, pk__in=likely).in_order():
        first = {fold(name) for name in (other.forename, other.known_as)}
        if f" {fold(other.surname)} " in said and any(f" {name} " in said for name in first):
            raise Refused(
                f"This names another pupil, {other.name}, and it is printed for everybody who teaches this one. Say it "
                "without the name: “another pupil in the class”. Who it is can stand in a confidential note."
            )
