"""One member of staff in every role, and one row of every noun in three places.

`own`: at the staff's school, and in the class that the classroom roles teach. `elsewhere`: at the same
school, in nobody's class. `stranger`: at another school.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from pupils import models
from pupils.models import Pupil
from records.models import PassportChase
from senco.models import AcademicYear, Closure, School, Term, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.access.table import CLASSROOM
from tests.factories import (
    LONG_AGO,
    give_role,
    make_advice,
    make_agency,
    make_area,
    make_chase,
    make_class,
    make_communication,
    make_concern,
    make_consent,
    make_contact,
    make_criterion,
    make_deadline,
    make_decision,
    make_document,
    make_group,
    make_import,
    make_intervention,
    make_involvement,
    make_link,
    make_measure,
    make_meeting_request,
    make_note,
    make_observation,
    make_passport,
    make_pep,
    make_picture,
    make_placement,
    make_placement_pupil,
    make_plan,
    make_print,
    make_professional,
    make_promise,
    make_pupil,
    make_question,
    make_result,
    make_review,
    make_safety,
    make_school,
    make_siblings,
    make_staff,
    make_strategy,
    make_strategy_card,
    make_user,
    make_worked,
    make_worry,
)

Maker = Callable[["Place"], Any]


class Place:
    """Where a noun is made: a school, its staff, and the pupil that it belongs to."""

    def __init__(self, school: School, staff: dict[Role, User], pupil: Pupil, group: Any) -> None:
        self.school = school
        self.staff = staff
        self.pupil = pupil
        self.group = group
        self.names: User | None = None
        self._made: dict[str, Any] = {}

    def naming(self, user: User) -> "Place":
        """The same place, where what can name somebody names this person."""
        place = Place(self.school, self.staff, self.pupil, self.group)
        place.names = user
        return place

    def get(self, noun: str) -> Any:
        """What stands in the address: the row's id, or the words after "="."""
        return noun[1:] if noun.startswith("=") else self.row(noun).pk

    def row(self, noun: str) -> Any:
        if noun not in self._made:
            self._made[noun] = MAKERS[noun](self)
        return self._made[noun]


def _deadline(place: Place) -> Any:
    return make_deadline(place.school, owner=place.staff[Role.SENCO], due_on=dt.date(2026, 11, 20), pupil=place.pupil)


def _first(place: Place, model: Any) -> Any:
    with acting_for(place.school):
        return model.objects.filter(pupil=place.pupil).first()


def _fact(name: str, **fields: Any) -> Maker:
    """A dated fact of the place's pupil."""

    def make(place: Place) -> Any:
        with acting_for(place.school):
            model = getattr(models, name)
            return model.objects.create(school=place.school, pupil=place.pupil, starts_on=LONG_AGO, **fields)

    return make


def _of_class(name: str) -> Maker:
    def make(place: Place) -> Any:
        with acting_for(place.school):
            found = getattr(models, name).objects.filter(group=place.group).first()
            if found is None and name == "GroupStaff":
                user = place.staff[Role.TEACHER]
                found = models.GroupStaff.objects.create(
                    school=place.school, group=place.group, user=user, starts_on=LONG_AGO
                )
            return found

    return make


class _WithdrawnPupil:
    """A row that one request takes away: each of those that ask gets a new one."""

    def __init__(self, place: "Place") -> None:
        self.place = place

    @property
    def pk(self) -> int:
        made: int = make_placement_pupil(self.place.pupil).pk
        return made


def _withdrawn_pupil(place: "Place") -> Any:
    return _WithdrawnPupil(place)


def _chase(place: Place) -> Any:
    """The teacher was asked to read; one such asking at a time is open."""
    with acting_for(place.school):
        found = PassportChase.objects.of_user(place.staff[Role.TEACHER]).first()
    return found or make_chase(place.school, user=place.staff[Role.TEACHER], by=place.staff[Role.SENCO])


def _with_passport(place: Place) -> Any:
    """The place's pupil, who has a passport."""
    place.row("passport")
    return place.pupil


def _group_teacher(place: Place) -> Any:
    """A teacher of the place's class."""
    place.row("group_staff")
    return place.staff[Role.TEACHER]


def _dates(place: Place, model: Any, **fields: Any) -> Any:
    """A term or a closure, in the year that holds it."""
    days = {"starts_on": dt.date(2026, 9, 2), "ends_on": dt.date(2026, 12, 18)}
    with acting_for(place.school):
        if model is Term:
            year, _ = AcademicYear.objects.get_or_create(school=place.school, name="2026/27", defaults=days)
            fields["year"] = year
        return model.objects.create(school=place.school, name="Autumn", **days, **fields)


def _version(document: Any) -> Any:
    with acting_for(document.school_id):
        return document.versions.get()


def _saved_view(place: Place) -> Any:
    """The SENCO's own, which nobody else is shown."""
    with acting_for(place.school):
        return models.SavedView.objects.create(
            school=place.school, user=place.staff[Role.SENCO], name=f"List {place.pupil.pk}", query="provision=E"
        )


MAKERS: dict[str, Maker] = {
    "term": lambda place: _dates(place, Term),
    "closure": lambda place: _dates(place, Closure),
    "school_group": lambda place: make_group(place.school),
    "membership": lambda place: give_role(make_user(), Role.TEACHER, place.school),
    "pupil": lambda place: place.pupil,
    "import": lambda place: make_import(place.school, by=place.staff[Role.OFFICE]),
    "class": lambda place: place.group,
    "contact": lambda place: make_contact(place.pupil),
    "brother": lambda place: make_pupil(place.school),
    "sibling": lambda place: make_siblings(place.pupil, make_pupil(place.school), by=place.staff[Role.SENCO]),
    "concern": lambda place: make_concern(place.pupil, by=place.names or place.staff[Role.SENCO]),
    "case": lambda place: place.row("concern").case,
    "advice": lambda place: make_advice(place.pupil, by=place.staff[Role.TEACHER]),
    "strategy card": lambda place: make_strategy_card(place.school, by=place.staff[Role.SENCO]),
    "area": lambda place: make_area(place.school),
    "meeting request": lambda place: make_meeting_request(place.pupil, by=place.staff[Role.TEACHER]),
    "criterion": lambda place: make_criterion(place.row("area")),
    "observation": lambda place: make_observation(
        place.pupil, asked=place.staff[Role.TEACHER], by=place.staff[Role.SENCO]
    ),
    "question": lambda place: make_question(place.pupil, asked=place.staff[Role.TEACHER], by=place.staff[Role.SENCO]),
    "worry": lambda place: make_worry(place.pupil, by=place.staff[Role.TEACHER]),
    "deadline": _deadline,
    "measure": lambda place: make_measure(place.school),
    "result": lambda place: make_result(place.pupil),
    "decision": lambda place: make_decision(place.pupil, by=place.staff[Role.SENCO]),
    "note": lambda place: make_note(place.pupil, by=place.staff[Role.SENCO]),
    "confined note": lambda place: make_note(
        place.pupil, by=place.staff[Role.SENCO], only_for=(Role.SENCO, Role.SAFEGUARDING_LEAD)
    ),
    "communication": lambda place: make_communication(place.pupil, by=place.staff[Role.SENCO]),
    "removed communication": lambda place: make_communication(
        place.pupil, by=place.staff[Role.SENCO], removed_at=timezone.now()
    ),
    "consent": lambda place: make_consent(place.pupil, by=place.staff[Role.SENCO]),
    "pep": lambda place: make_pep(place.pupil),
    "document": lambda place: make_document(place.pupil, by=place.staff[Role.SENCO]),
    "document version": lambda place: _version(place.row("document")),
    "removed document": lambda place: make_document(place.pupil, by=place.staff[Role.SENCO], removed_at=timezone.now()),
    "promise": lambda place: make_promise(
        place.row("communication"), owner=place.names or place.staff[Role.SENCO], by=place.staff[Role.SENCO]
    ),
    "removed note": lambda place: make_note(place.pupil, by=place.staff[Role.SENCO], removed_at=timezone.now()),
    "school": lambda place: place.school,
    "plan": lambda place: make_plan(place.pupil),
    "review": lambda place: make_review(place.row("plan")),
    "agency": lambda place: make_agency(place.school),
    "professional": lambda place: make_professional(place.school),
    "involvement": lambda place: make_involvement(place.pupil),
    "sen_status": lambda place: _first(place, models.SenStatus),
    "saved view": lambda place: _saved_view(place),
    "need": _fact("SenNeed", code="OTH", rank=9),
    "characteristic": _fact("Characteristic", kind="young_carer"),
    "attendance": _fact("Attendance", ends_on=LONG_AGO, percent=95),
    "suspension": _fact("Suspension"),
    "group_pupil": _of_class("GroupPupil"),
    "group_staff": _of_class("GroupStaff"),
    "passport": lambda place: make_passport(place.pupil, by=place.staff[Role.SENCO]),
    "passport pupil": _with_passport,
    "group teacher": _group_teacher,
    "strategy": lambda place: make_strategy(place.pupil),
    "safety": lambda place: make_safety(place.pupil),
    "what worked": lambda place: make_worked(place.pupil, by=place.staff[Role.SENCO]),
    "picture": lambda place: make_picture(place.pupil, by=place.staff[Role.SENCO]),
    "print": lambda place: make_print(place.school, by=place.staff[Role.SENCO]),
    "chase": _chase,
    "supply link": lambda place: make_link(place.group, by=place.staff[Role.SENCO])[0],
    "intervention": lambda place: make_intervention(place.school),
    "placement": lambda place: make_placement(place.pupil, given_by=place.names),
    "placed pupil": lambda place: make_placement_pupil(place.pupil),
    "withdrawn pupil": _withdrawn_pupil,
    "user": lambda place: place.staff[Role.TEACHER],
}


class Cast:
    def __init__(self) -> None:
        here, there = make_school("Here"), make_school("There")
        make_group(here)
        self.staff = {role: make_staff(role, here, name=f"{role.label} Person") for role in Role}
        strangers = {role: make_staff(role, there) for role in Role}
        group = make_class(here, "5A", taught_by=tuple(self.staff[role] for role in CLASSROOM))
        other = make_class(here, "5B")
        self.own = Place(here, self.staff, make_pupil(here, provision="E", needs=("SLCN",), group=group), group)
        self.elsewhere = Place(here, self.staff, make_pupil(here, provision="K", group=other), other)
        group_there = make_class(there, "1A")
        self.stranger = Place(there, strangers, make_pupil(there, provision="E", group=group_there), group_there)
        self.nobody = make_user("Nobody Here")
        left = make_user("Left Long-Ago")
        give_role(left, Role.SENCO, here, ends_on=dt.date(2021, 7, 1))
        self.left = left
