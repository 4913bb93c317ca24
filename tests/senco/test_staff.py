"""Staff: adding people, giving and ending roles, the invitation, and what a leaver owned."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from pupils.models import Deadline
from senco.actions.invitations import send_invitation
from senco.actions.staff import Refused, end_role, give_role
from senco.models import Membership, School, User
from senco.permissions import Role
from senco.rows import acting_for
from senco.tasks import sweep_invitations
from tests.factories import (
    days_from_now,
    make_deadline,
    make_group,
    make_school,
    make_staff,
    make_user,
    member_of,
)
from tests.factories import (
    give_role as hold,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _letters_stay_here(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]


@pytest.fixture
def school() -> School:
    return make_school("Oakfield")


@pytest.fixture
def admin(school: School) -> User:
    return make_staff(Role.ADMINISTRATOR, school, name="Ada Min")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def details(**fields: object) -> dict[str, object]:
    start = {"name": "Rosa Reid", "email": "Rosa@Example.org", "roles": ["teacher", "dsl"], "at": "school"}
    return {**start, "starts_on": "2026-09-01", **fields}


def test_a_person_is_added_with_several_roles_and_invited_to_set_a_password(admin: User) -> None:
    client = signed_in(admin)
    added = client.post("/staff/new/", details(), follow=True)
    assert "A link to set a password is being sent" in added.content.decode()
    rosa = User.objects.get(email="rosa@example.org")
    assert {row.role for row in rosa.memberships.all()} == {"teacher", "dsl"}
    assert not rosa.has_usable_password()
    sweep_invitations()
    (letter,) = mail.outbox
    assert letter.to == ["rosa@example.org"]
    link = re.search(r"http\S+(/password/key/\S+)", letter.body)
    assert link is not None
    visitor = Client()
    form = visitor.get(link[1], follow=True)
    chosen = {"password1": "corridor lantern 57", "password2": "corridor lantern 57"}
    visitor.post(form.redirect_chain[-1][0], chosen)
    visitor.logout()
    entry = {"login": "rosa@example.org", "password": "corridor lantern 57"}
    assert visitor.post("/sign-in/", entry, follow=True).redirect_chain == [("/", 302)]
    assert visitor.get(link[1]).context["token_fail"], "the link works once"


def test_an_invitation_goes_once_for_each_time_it_is_asked_for(admin: User, school: School) -> None:
    client = signed_in(admin)
    client.post("/staff/new/", details())
    rosa = User.objects.get(email="rosa@example.org")
    assert send_invitation(rosa.pk) and not send_invitation(rosa.pk)
    client.post(f"/staff/{rosa.pk}/invite/")
    assert send_invitation(rosa.pk)
    assert len(mail.outbox) == 2


def test_who_has_a_password_is_not_sent_a_link_by_others(admin: User, school: School) -> None:
    teacher = make_staff(Role.TEACHER, school)
    page = signed_in(admin).post(f"/staff/{teacher.pk}/invite/", follow=True).content.decode()
    assert "has set a password already" in page
    sweep_invitations()
    assert mail.outbox == []


def test_the_link_stands_in_no_log(admin: User, caplog: pytest.LogCaptureFixture) -> None:
    signed_in(admin).post("/staff/new/", details())
    caplog.set_level("DEBUG")
    sweep_invitations()
    token = re.search(r"/password/key/(\S+)/", mail.outbox[0].body)
    assert token is not None and token[1] not in caplog.text


def test_somebody_known_by_this_address_gets_the_roles_and_keeps_their_name(admin: User, school: School) -> None:
    known = make_staff(Role.TEACHER, make_school(), name="Known Already", email="rosa@example.org")
    signed_in(admin).post("/staff/new/", details())
    known.refresh_from_db()
    assert known.name == "Known Already"
    assert Membership.objects.filter(user=known, school=school).count() == 2


def test_what_is_wrong_is_said_and_nothing_is_kept(admin: User) -> None:
    client = signed_in(admin)
    for wrong in ({"roles": []}, {"email": "rosa"}, {"ends_on": "2026-08-01"}, {"name": ""}, {"starts_on": "soon"}):
        assert client.post("/staff/new/", details(**wrong)).status_code == 422
    assert not User.objects.filter(email="rosa@example.org").exists()


def test_the_same_role_is_not_given_twice_for_the_same_time(admin: User, school: School, today: dt.date) -> None:
    teacher = make_staff(Role.TEACHER, school)
    member = member_of(admin)
    with pytest.raises(Refused, match="already"):
        give_role(teacher, role=Role.TEACHER, at=school, starts_on=today, by=member, today=today)
    give_role(teacher, role=Role.SENCO, at=school, starts_on=today, by=member, today=today)


def test_a_leavers_open_dates_pass_on_and_the_page_says_so(admin: User, school: School) -> None:
    senco = make_staff(Role.SENCO, school)
    leaver = make_staff(Role.TEACHER, school)
    mine = [make_deadline(school, owner=leaver, due_on=days_from_now(days)) for days in (-3, 20)]
    role = leaver.memberships.get()
    page = signed_in(admin).post(
        f"/staff/role/{role.pk}/end/", {f"{role.pk}-on": days_from_now(-1).isoformat()}, follow=True
    )
    assert "2 open dates of theirs were passed on" in page.content.decode()
    with acting_for(school):
        assert set(Deadline.objects.filter(pk__in=[one.pk for one in mine]).values_list("owner", flat=True)) == {
            senco.pk
        }


def test_ending_one_of_two_roles_passes_nothing_on(admin: User, school: School, today: dt.date) -> None:
    teacher = make_staff(Role.TEACHER, school)
    hold(teacher, Role.PASTORAL_LEAD, school)
    deadline = make_deadline(school, owner=teacher, due_on=days_from_now(5))
    role = teacher.memberships.get(role=Role.TEACHER)
    with acting_for(school):
        ended = end_role(role, on=days_from_now(-1), by=member_of(admin), today=today)
        assert (ended.left, ended.passed_on) == ((), 0)
        assert Deadline.objects.get(pk=deadline.pk).owner == teacher


def test_who_has_left_can_no_longer_come_in(admin: User, school: School, today: dt.date) -> None:
    leaver = make_staff(Role.TEACHER, school)
    client = signed_in(leaver)
    assert client.get("/").status_code == 200
    with acting_for(school):
        end_role(leaver.memberships.get(), on=days_from_now(-1), by=member_of(admin), today=today)
    assert client.get("/").status_code in (302, 403)


def test_the_last_administrator_of_a_school_cannot_be_taken_away(admin: User, school: School, today: dt.date) -> None:
    own = admin.memberships.get()
    page = signed_in(admin).post(f"/staff/role/{own.pk}/end/", {f"{own.pk}-on": today.isoformat()})
    assert page.status_code == 409 and "last administrator" in page.content.decode()
    make_staff(Role.ADMINISTRATOR, make_group(school))
    assert signed_in(admin).post(f"/staff/role/{own.pk}/end/", {f"{own.pk}-on": today.isoformat()}).status_code == 302


def test_the_administrator_of_a_group_counts_for_each_of_its_schools(school: School, today: dt.date) -> None:
    other = make_school()
    trust = make_staff(Role.ADMINISTRATOR, make_group(school, other))
    make_staff(Role.ADMINISTRATOR, school)
    with pytest.raises(Refused, match=other.name), acting_for(school, other):
        end_role(trust.memberships.get(), on=today, by=member_of(trust), today=today)


def test_group_roles_are_given_and_ended_by_an_administrator_of_the_group_only(
    admin: User, school: School, today: dt.date
) -> None:
    group = make_group(school)
    lead = make_staff(Role.GROUP_LEAD, group)
    teacher = make_staff(Role.TEACHER, school)
    with pytest.raises(PermissionDenied):
        end_role(lead.memberships.get(), on=today, by=member_of(admin), today=today)
    with pytest.raises(PermissionDenied):
        give_role(teacher, role=Role.GROUP_LEAD, at=group, starts_on=today, by=member_of(admin), today=today)
    offered = signed_in(admin).get("/staff/new/").context["form"].fields["at"].places
    assert list(offered) == ["school"]
    hold(admin, Role.ADMINISTRATOR, group)
    give_role(teacher, role=Role.GROUP_LEAD, at=group, starts_on=today, by=member_of(admin), today=today)
    assert list(signed_in(admin).get("/staff/new/").context["form"].fields["at"].places) == [
        "school",
        f"group-{group.pk}",
    ]


def test_staff_of_another_school_are_neither_seen_nor_changed(admin: User) -> None:
    stranger = make_staff(Role.TEACHER, make_school())
    client = signed_in(admin)
    assert client.get(f"/staff/{stranger.pk}/").status_code == 404
    assert client.post(f"/staff/{stranger.pk}/name/", {"name": "X"}).status_code == 404
    assert client.post(f"/staff/role/{stranger.memberships.get().pk}/end/").status_code == 404
    assert stranger.name not in client.get("/staff/").content.decode()


def test_the_list_names_everybody_with_a_role_of_the_school_or_its_groups_once(admin: User, school: School) -> None:
    lead = make_staff(Role.GROUP_LEAD, make_group(school), name="Group Lead")
    make_group(school)
    hold(lead, Role.GOVERNOR, school)
    hold(make_user("Long Gone"), Role.TEACHER, school, ends_on=days_from_now(-1))
    page = signed_in(admin).get("/staff/")
    assert [user.name for user, _ in page.context["people"]] == ["Ada Min", "Group Lead"]
