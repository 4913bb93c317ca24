"""Queries whose text is kept: each caller gets what the query written anew would give, and nobody else's rows."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.db import DatabaseError, connection, transaction

from pupils.models import Pupil
from senco.permissions import Member, Role
from senco.prepared import prepared
from senco.rows import acting_for
from tests.factories import give_role, make_pupil, make_school, make_staff, member_of

pytestmark = pytest.mark.django_db


@prepared
def pupils_seen(member: Member) -> Any:
    return Pupil.objects.visible_to(member).in_order()


@prepared
def one_pupil(member: Member, pk: int) -> Any:
    return Pupil.objects.visible_to(member).among([pk])


@prepared
def pupils_called(member: Member, name: str) -> Any:
    return Pupil.objects.visible_to(member).matching(name)


def seen_by(member: Member) -> list[Pupil]:
    with acting_for(*member.schools):
        found = pupils_seen(member)
        assert found == list(pupils_seen.build(member))
    return found


def test_two_schools_with_the_same_roles_share_a_text_and_no_row() -> None:
    ash, beech = make_school(), make_school()
    mine, theirs = make_pupil(ash), make_pupil(beech)
    first, second = (member_of(make_staff(Role.SENCO, school)) for school in (ash, beech))
    assert seen_by(first) == [mine]
    before = pupils_seen._text.cache_info().misses
    assert seen_by(second) == [theirs]
    assert pupils_seen._text.cache_info().misses == before


def test_another_role_never_gets_the_text_of_the_first() -> None:
    school = make_school()
    pupil = make_pupil(school)
    assert seen_by(member_of(make_staff(Role.SENCO, school))) == [pupil]
    assert seen_by(member_of(make_staff(Role.TEACHER, school))) == []
    assert seen_by(member_of(make_staff(Role.GOVERNOR, school))) == []


def test_a_role_counts_in_its_own_school_whichever_comes_first() -> None:
    schools = make_school(), make_school()
    pupils = [make_pupil(school) for school in schools]
    for here, there in (schools, schools[::-1]):
        person = make_staff(Role.SENCO, here)
        give_role(person, Role.GOVERNOR, there)
        assert seen_by(member_of(person)) == [pupil for pupil in pupils if pupil.school == here]


def test_an_id_is_put_in_at_each_call() -> None:
    school = make_school()
    first, second = make_pupil(school), make_pupil(school)
    member = member_of(make_staff(Role.SENCO, school))
    with acting_for(school):
        assert one_pupil(member, first.pk) == [first]
        assert one_pupil(member, second.pk) == [second]
        assert one_pupil(member, make_pupil(make_school()).pk) == []


def test_words_are_part_of_the_text() -> None:
    school = make_school()
    make_pupil(school, forename="Maisie", surname="Turner")
    make_pupil(school, forename="Owen", surname="Lark")
    member = member_of(make_staff(Role.SENCO, school))
    with acting_for(school):
        assert pupils_called(member, "mai") == list(pupils_called.build(member, "mai"))
        assert pupils_called(member, "nobody") == []


def test_rows_are_asked_for_anew_each_time() -> None:
    school = make_school()
    member = member_of(make_staff(Role.SENCO, school))
    assert seen_by(member) == []
    pupil = make_pupil(school)
    assert seen_by(member) == [pupil]


def test_without_a_context_a_kept_text_finds_nothing() -> None:
    school = make_school()
    make_pupil(school)
    member = member_of(make_staff(Role.SENCO, school))
    assert len(seen_by(member)) == 1
    with acting_for():
        assert pupils_seen(member) == []


def test_a_page_costs_one_count_and_one_list(django_assert_num_queries: Any) -> None:
    school = make_school()
    pupils = [make_pupil(school, forename=f"A{number}", surname="Ash") for number in range(7)]
    member = member_of(make_staff(Role.SENCO, school))
    with acting_for(school):
        expected = list(pupils_seen.build(member))
        with django_assert_num_queries(2):
            rows_of: Any = pupils_seen.paged(member)
            page = Paginator(rows_of, 3).get_page(2)
            rows = list(page)
    assert rows == expected[3:6]
    assert page.paginator.count == len(pupils)


def test_a_query_that_hides_an_id_in_its_text_is_refused() -> None:
    school = make_school()
    member = member_of(make_staff(Role.SENCO, school))

    @prepared
    def hidden(member: Member, pk: int) -> Any:
        return Pupil.objects.visible_to(member).extra(where=[f"id = {pk}"])

    with acting_for(school), pytest.raises(TypeError, match="cannot be prepared"):
        hidden(member, 1)


def statements(member: Member) -> list[str]:
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with acting_for(*member.schools), connection.execute_wrapper(note):
        pupils_half_called(member)
    return sent


@prepared
def pupils_half_called(member: Member) -> Any:
    """With a percent sign in its text and one in what is asked."""
    return Pupil.objects.visible_to(member).filter(surname__contains="50%").in_order()


def test_a_text_is_told_to_the_server_once_and_then_called_by_its_name() -> None:
    school = make_school()
    member = member_of(make_staff(Role.SENCO, school))
    make_pupil(school, surname="Plain")
    half = make_pupil(school, surname="Half 50%")
    first, second = statements(member), statements(member)
    assert "prepare kept_" in first[0] and "select" in first[0].lower()
    assert second[0].startswith("execute kept_") and "select" not in second[0].lower()
    with acting_for(school):
        assert pupils_half_called(member) == [half]


def test_what_the_server_keeps_is_planned_once_a_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute("show plan_cache_mode")
        assert cursor.fetchone() == ("force_generic_plan",)


def test_behind_a_pooler_the_text_is_sent_in_full_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    school = make_school()
    half = make_pupil(school, surname="Half 50%")
    member = member_of(make_staff(Role.SENCO, school))
    assert [sent.split()[0].lower() for sent in (*statements(member), *statements(member))] == ["select", "select"]
    with acting_for(school):
        assert pupils_half_called(member) == [half]


def test_after_the_server_forgot_its_statements_one_call_fails_and_every_other_is_answered() -> None:
    school = make_school()
    half = make_pupil(school, surname="Half 50%")
    member = member_of(make_staff(Role.SENCO, school))
    with acting_for(school), connection.cursor() as cursor:
        assert pupils_half_called(member) == [half]
        assert pupils_seen(member) == [half]
        cursor.execute("deallocate all")  # as a server does that was started again
        with pytest.raises(DatabaseError), transaction.atomic():
            pupils_half_called(member)
        assert pupils_seen(member) == [half]
        assert pupils_half_called(member) == [half]


def test_a_connection_holds_no_more_than_so_many_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("senco.prepared.MOST_ON_SERVER", 3)
    school = make_school()
    pupil = make_pupil(school, surname="Ash")
    member = member_of(make_staff(Role.SENCO, school))
    with acting_for(school), connection.cursor() as cursor:
        for name in ("A", "As", "Ash", "Ashe", "B", "C", "As"):
            assert pupils_called(member, name) == ([pupil] if "Ash".startswith(name) else [])
            cursor.execute("select count(*) from pg_prepared_statements")
            assert cursor.fetchone()[0] <= 3
