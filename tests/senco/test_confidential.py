"""Confidential things: whoever holds none of the named roles cannot tell that they exist."""

import datetime as dt

import pytest
from django.utils import timezone

from pupils.models import Note, Pupil
from senco.actions.staff import Refused, end_role
from senco.confidential import CannotConfine, confidential_models, confine, holders
from senco.models import AccessLog, Membership, School, User
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import give_role, make_group, make_note, make_pupil, make_school, make_staff, make_user, member_of

pytestmark = pytest.mark.django_db
LEADS = (Role.SENCO, Role.SAFEGUARDING_LEAD)


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def senco(school: School) -> User:
    return make_staff(Role.SENCO, school)


@pytest.fixture
def pupil(school: School) -> Pupil:
    return make_pupil(school)


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


def seen_by(user: User, school: School) -> list[Note]:
    with acting_for(school):
        return list(Note.objects.visible_to(member_of(user)))


def test_an_open_note_is_read_by_everybody_who_sees_the_record(school: School, senco: User, pupil: Pupil) -> None:
    note = make_note(pupil, by=senco)
    assert seen_by(make_staff(Role.HEADTEACHER, school), school) == [note]
    assert seen_by(make_staff(Role.DESIGNATED_TEACHER, school), school) == [note]


@pytest.mark.parametrize("role", [role for role in Role if role not in LEADS])
def test_a_confined_note_exists_for_no_other_role(role: Role, school: School, senco: User, pupil: Pupil) -> None:
    make_note(pupil, by=senco, only_for=LEADS)
    assert seen_by(make_staff(role, school), school) == []


def test_each_named_role_reads_it(school: School, senco: User, pupil: Pupil) -> None:
    note = make_note(pupil, by=senco, only_for=LEADS)
    assert seen_by(senco, school) == [note]
    assert seen_by(make_staff(Role.SAFEGUARDING_LEAD, school), school) == [note]


def test_a_role_held_at_another_school_opens_nothing_here(school: School, senco: User, pupil: Pupil) -> None:
    make_note(pupil, by=senco, only_for=LEADS)
    other = make_school()
    both = make_staff(Role.SENCO, other)
    give_role(both, Role.HEADTEACHER, school)
    with acting_for(school, other):
        assert not Note.objects.visible_to(member_of(both)).exists()


def test_a_role_held_through_a_group_counts(school: School, senco: User, pupil: Pupil) -> None:
    note = make_note(pupil, by=senco, only_for=LEADS)
    assert seen_by(make_staff(Role.SENCO, make_group(school, make_school())), school) == [note]


def test_a_note_is_confined_only_where_two_people_could_read_it(
    school: School, senco: User, pupil: Pupil, today: dt.date
) -> None:
    note = make_note(pupil, by=senco)
    with acting_for(school):
        with pytest.raises(CannotConfine, match="only Person"):
            confine(note, [Role.SENCO], by=member_of(senco), today=today)
        make_staff(Role.SENCO, school)
        confine(note, [Role.SENCO], by=member_of(senco), today=today)
        note.refresh_from_db()
        assert note.confined_to == ["senco"]
        assert note.holder_roles == "SENCO"


def test_one_person_with_two_roles_is_one_holder(school: School, senco: User, pupil: Pupil, today: dt.date) -> None:
    give_role(senco, Role.SAFEGUARDING_LEAD, school)
    with acting_for(school), pytest.raises(CannotConfine):
        confine(make_note(pupil, by=senco), LEADS, by=member_of(senco), today=today)


def test_nobody_confines_a_thing_away_from_themselves(
    school: School, senco: User, pupil: Pupil, today: dt.date
) -> None:
    for _ in range(2):
        make_staff(Role.SAFEGUARDING_LEAD, school)
    with acting_for(school), pytest.raises(CannotConfine, match="yourself"):
        confine(make_note(pupil, by=senco), [Role.SAFEGUARDING_LEAD], by=member_of(senco), today=today)


def test_who_has_left_or_whose_account_is_closed_holds_nothing(school: School, senco: User, today: dt.date) -> None:
    give_role(make_user(), Role.SENCO, school, ends_on=today - dt.timedelta(days=1))
    closed = make_staff(Role.SENCO, school)
    closed.is_active = False
    closed.save()
    assert holders(school, [Role.SENCO], today) == [senco]


def test_a_role_does_not_end_where_that_would_leave_one_holder(
    school: School, senco: User, pupil: Pupil, today: dt.date
) -> None:
    make_note(pupil, by=senco, only_for=LEADS)
    lead = make_staff(Role.SAFEGUARDING_LEAD, school)
    head = member_of(make_staff(Role.HEADTEACHER, school))
    membership = Membership.objects.get(user=lead)
    with acting_for(school):
        with pytest.raises(Refused, match="second person"):
            end_role(membership, on=today, by=head, today=today)
        make_staff(Role.SAFEGUARDING_LEAD, school)
        end_role(membership, on=today, by=head, today=today)


def test_ending_a_role_that_confines_nothing_is_left_alone(school: School, senco: User, today: dt.date) -> None:
    head = member_of(make_staff(Role.HEADTEACHER, school))
    with acting_for(school):
        end_role(Membership.objects.get(user=senco), on=today, by=head, today=today)


def test_the_access_log_of_a_confined_note_is_for_its_holders(school: School, senco: User, pupil: Pupil) -> None:
    note = make_note(pupil, by=senco, only_for=LEADS)
    open_note = make_note(pupil, by=senco)
    head = make_staff(Role.HEADTEACHER, school)
    with acting_for(school):
        for one in (note, open_note):
            AccessLog.objects.create(
                school=school, user=senco, subject_kind="note", subject_id=one.pk, pupil_id=pupil.pk
            )
        assert [row.subject_id for row in AccessLog.objects.visible_to(member_of(head))] == [open_note.pk]
        seen = AccessLog.objects.visible_to(member_of(senco)).order_by("subject_id")
        assert [row.subject_id for row in seen] == [note.pk, open_note.pk]


def test_every_confidential_model_ends_its_visible_to_in_the_same_wall(school: School, senco: User) -> None:
    member = member_of(senco)
    for model in confidential_models():
        sql = str(model._default_manager.visible_to(member).query)  # type: ignore[attr-defined]
        assert "confined_to" in sql.split(" WHERE ", 1)[1], f"{model._meta.label} can be seen past its confinement"
