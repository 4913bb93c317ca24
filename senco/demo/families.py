"""Brothers and sisters, at one school and at two; and two pupils whose mothers have the same telephone."""

from pupils.actions.siblings import decide_siblings
from pupils.models import Contact, Pupil, Sibling
from senco.demo.classes import pupils_of
from senco.demo.trust import person
from senco.middleware import find_member
from senco.models import School
from senco.rows import acting_for


def make_families(schools: dict[str, School]) -> None:
    """Needs both schools' pupils; a second time it does nothing."""
    here, there = schools["oakfield"], schools["hillside"]
    by = find_member(person("senco"))
    with acting_for(here, there):
        if by is None or Sibling.objects.exists():
            return
        first, second, third = list(pupils_of(here, "K"))[:3]
        younger = list(Pupil.objects.filter(school=there).in_order()[:2])
        decide_siblings(first, younger[0], are=True, by=by)
        decide_siblings(second, third, are=True, by=by)
        for pupil in (first, younger[1]):
            Contact.objects.create(
                school_id=pupil.school_id, pupil=pupil, order=3, title="Mrs", forename="Joan", surname="Abbott",
                relationship="Grandmother", phone="01632 960888", set_by_hand=True,
            )  # fmt: skip
