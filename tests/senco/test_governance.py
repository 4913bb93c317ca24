"""The governors' page: what the law asks is answered from the records, in numbers from which nobody can be read."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pupils.models import SenNeed, SenStatus
from senco.models import School
from senco.permissions import Role
from senco.reports.checks import steps_about
from senco.reports.compliance import compliance, england
from senco.reports.suppression import MARK
from senco.rows import acting_for
from tests.factories import (
    days_from_now,
    give_role,
    make_deadline,
    make_delivery,
    make_group,
    make_placement,
    make_pupil,
    make_school,
    make_staff,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/governance/"


def fill(school: School, none: int = 0, support: int = 0, plans: int = 0, year: str = "5") -> None:
    for provision, count in (("N", none), ("K", support), ("E", plans)):
        needs = () if provision == "N" else ("SLCN",)
        for n in range(count):
            make_pupil(school, surname=f"Findable{provision}{n}", provision=provision, needs=needs, year=year)


def signed_in(role: Role, school: School) -> Client:
    client = Client()
    client.force_login(make_staff(role, school))
    return client


def answers(school: School, today: dt.date) -> dict[str, str]:
    with acting_for(school):
        found = compliance([school.pk], today)[0]
    return {one.check.id: f"{one.answer.tag}: {one.answer.words}" for one in found.checks}


def test_counts_of_five_and_more_are_shown_and_smaller_ones_are_not(today: dt.date) -> None:
    school = make_school()
    fill(school, none=20, support=14, plans=3)
    with acting_for(school):
        counts = compliance([school.pk], today)[0].counts
    assert counts["on roll"] == 37 and counts["on the SEN register"] == 17
    assert counts["EHC plan"] is None and counts["SEN support"] is None


def test_no_name_of_a_pupil_stands_on_the_page_and_no_link_leads_to_one() -> None:
    school = make_school()
    fill(school, none=6, support=7, plans=6)
    for role in (Role.GOVERNOR, Role.CLERK, Role.DATA_PROTECTION_OFFICER, Role.BUSINESS_MANAGER):
        text = signed_in(role, school).get(PAGE).content.decode()
        assert "Findable" not in text
        assert not re.search(r'href="/(pupils|records|provision)/', text)


@pytest.mark.parametrize("path", ["/", PAGE, PAGE + "?format=csv", PAGE + "?format=print"])
def test_no_way_leads_a_governor_from_a_figure_to_a_list(path: str) -> None:
    school = make_school()
    fill(school, none=6, support=7, plans=6)
    make_deadline(school, owner=make_staff(Role.SENCO, school), due_on=days_from_now(-3))
    for role in (Role.GOVERNOR, Role.CLERK, Role.DATA_PROTECTION_OFFICER, Role.BUSINESS_MANAGER, Role.GROUP_LEAD):
        client = Client()
        client.force_login(make_staff(role, make_group(school) if role == Role.GROUP_LEAD else school))
        main = client.get(path).content.decode().split("<main")[1].split("</main>")[0]
        assert "Findable" not in main
        main = main.replace('href="/pupils/calendar/"', "")
        assert not re.search(r'href="/(pupils|records|provision|reports)/', main)


@pytest.mark.parametrize("role", [Role.SENCO, Role.HEADTEACHER])
def test_for_those_who_may_see_pupils_each_figure_opens_the_list_that_it_counts(role: Role) -> None:
    school = make_school()
    fill(school, none=6, support=7, plans=6)
    fill(school, none=5, support=5, plans=8, year="1")
    make_pupil(school, provision="K", needs=("SEMH",), year="X")
    make_pupil(school, provision="K", year="R")
    owner = make_staff(Role.SENCO, school)
    for side in ("school", "authority", "authority"):
        make_deadline(school, owner=owner, due_on=days_from_now(-3), side=side)
    client = signed_in(role, school)
    school_shown = client.get(PAGE).context["school"]
    lists = school_shown.counts.lists
    counts = {
        "on roll": 39,
        "on the SEN register": 28,
        "SEN support": 14,
        "EHC plan": 14,
        "no SEN provision": 11,
        "Early years": 1,
        "Key stage 1": 13,
        "Key stage 2": 13,
        "Key stage 3": 0,
        "No key stage": 1,
        "Communication and interaction": 26,
        "Cognition and learning": 0,
        "Other, or not yet known": 1,
        "late_own": 1,
        "late_authority": 2,
    }
    found = {name: client.get(lists[name]).context["page"].paginator.count for name in counts}
    assert found == counts
    lines = [*school_shown.counts.provision, *school_shown.counts.by_stage, *school_shown.counts.by_area]
    assert all(line.url for line in lines)
    for line in lines:
        assert line.count in (MARK, str(client.get(line.url).context["page"].paginator.count))


def test_with_two_schools_in_view_each_figure_opens_the_list_of_the_school_that_is_shown() -> None:
    first, second = make_school("Ash"), make_school("Birch")
    user = make_staff(Role.SENCO, first)
    give_role(user, Role.SENCO, second)
    fill(first, none=9, support=8, plans=7)
    fill(second, none=6, support=7, plans=9, year="1")
    for school, days in ((first, -3), (second, -3), (second, -4)):
        make_deadline(school, owner=user, due_on=days_from_now(days))
    client = Client()
    client.force_login(user)
    found = client.get(PAGE, {"school": second.pk}).context["school"]
    lines = [*found.counts.provision, *found.counts.by_stage, *found.counts.by_area]
    for line in lines:
        assert line.count in (MARK, str(listed(client, line.url))), line.label
    assert listed(client, found.roll_url) == 22
    assert listed(client, found.counts.lists["late_own"]) == 2


def test_a_figure_of_a_school_that_one_only_governs_opens_nothing() -> None:
    taught, governed = make_school("Ash"), make_school("Birch")
    user = make_staff(Role.SENCO, taught)
    give_role(user, Role.GOVERNOR, governed)
    fill(governed, none=9, support=8, plans=7)
    client = Client()
    client.force_login(user)
    page = client.get(PAGE, {"school": governed.pk})
    assert page.context["school"].counts.lists == {}
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert not re.search(r'href="/(pupils|records|provision|reports)/', main)


def test_each_number_in_the_sentences_of_the_checks_opens_what_it_counts() -> None:
    school = make_school(has_sen_unit=False, has_resourced=False)
    fill(school, none=12, support=14, plans=8)
    senco = make_staff(Role.SENCO, school)
    for _ in range(7):
        make_deadline(school, owner=senco, due_on=days_from_now(-3))
        make_deadline(school, owner=senco, due_on=days_from_now(-3), rule="review.decision", side="authority")
    make_deadline(school, owner=senco, due_on=days_from_now(-3), rule="placement.review")
    with acting_for(school):
        told = list(SenStatus.objects.filter(provision="K")[:5])
        SenStatus.objects.filter(pk__in=[one.pk for one in told]).update(parents_told_on=days_from_now(-9))
        with_plan = SenStatus.objects.filter(provision="E").values("pupil")[:6]
        SenNeed.objects.filter(pupil__in=with_plan).update(rank=2)
        pupil = told[0].pupil
    placement = make_placement(pupil)
    for n in range(11):
        given: dict[str, object] = {"minutes": 20} if n < 6 else {"minutes": 0, "why_not": "event"}
        make_delivery(placement, on=days_from_now(-n), by=senco, **given)
    make_delivery(placement, on=days_from_now(-28), by=senco)
    client = Client()
    client.force_login(senco)
    sentences = [pair for one in client.get(PAGE).context["school"].checks for pair in one.sentences]
    opened = {text: refused(client, url) if "record" in url else listed(client, url) for text, url in sentences if url}
    assert opened == {
        "Notices to parents not yet recorded: 9.": 9,
        "Late steps of the school's own: 7.": 7,
        "Late steps of the local authority's: 7.": 7,
        "Sessions given in the last four weeks: 6.": 6,
        "Not given, with the reason recorded: 5.": 5,
        "Entries that the census would refuse: 6.": 6,
    }


def refused(client: Client, url: str) -> int:
    count: int = client.get(url).context["refused"]
    return count


def listed(client: Client, url: str) -> int:
    count: int = client.get(url).context["page"].paginator.count
    return count


def test_zero_and_four_look_alike(today: dt.date) -> None:
    texts = []
    for plans in (0, 4):
        school = make_school("Same")
        fill(school, none=30 - plans, support=20, plans=plans)
        with acting_for(school):
            found = compliance([school.pk], today)[0]
        texts.append([(line.label, line.count) for line in found.counts.provision if line.label == "EHC plan"])
    assert texts[0] == texts[1] == [("EHC plan", MARK)]


def test_a_senco_and_a_designated_teacher_are_looked_for(today: dt.date) -> None:
    school = make_school()
    assert answers(school, today)["G01"].startswith("not in order")
    make_staff(Role.SENCO, school)
    make_staff(Role.DESIGNATED_TEACHER, make_group(school))
    found = answers(school, today)
    assert found["G01"].startswith("in order")
    assert found["G21"] == (
        "in order: Somebody is designated teacher today."
        " Reviews of personal education plans of a past term not held: none."
    )


def test_somebody_whose_role_has_ended_does_not_count_as_senco(today: dt.date) -> None:
    school = make_school()
    give_role(make_user(), Role.SENCO, school, ends_on=today - dt.timedelta(days=1))
    assert answers(school, today)["G01"].startswith("not in order")


def test_late_steps_of_the_school_and_of_the_authority_are_told_apart(today: dt.date) -> None:
    school = make_school()
    fill(school, none=5, support=5, plans=9)
    owner = make_staff(Role.SENCO, school)
    for n in range(6):
        make_deadline(school, owner=owner, due_on=days_from_now(-3), rule="review.decision", side="authority")
        if n < 2:
            make_deadline(school, owner=owner, due_on=days_from_now(-1), rule="review.report")
    make_deadline(school, owner=owner, due_on=days_from_now(0), rule="review.notice")
    assert answers(school, today)["G13"] == (
        "not in order: Late steps of the school's own: 1 to 4. Late steps of the local authority's: 6."
    )


def test_the_authoritys_lateness_alone_leaves_the_school_in_order(today: dt.date) -> None:
    school = make_school()
    make_deadline(
        school, owner=make_staff(Role.SENCO, school), due_on=days_from_now(-3), rule="review.decision", side="authority"
    )
    assert answers(school, today)["G13"].startswith("in order: Late steps of the school's own: none.")


def test_parents_who_were_not_told_are_counted_as_steps(today: dt.date) -> None:
    school = make_school()
    fill(school, none=5, support=8, plans=5)
    assert answers(school, today)["G10"] == "not in order: Notices to parents not yet recorded: 5 or more."
    with acting_for(school):
        SenStatus.objects.filter(provision="K").update(parents_told_on=today)
    assert answers(school, today)["G10"] == "in order: Notices to parents not yet recorded: none."


def test_where_fewer_than_five_parents_were_told_the_number_untold_does_not_give_them_away(today: dt.date) -> None:
    school = make_school()
    fill(school, none=5, support=12, plans=5)
    with acting_for(school):
        first = list(SenStatus.objects.filter(provision="K").values_list("pk", flat=True)[:5])
        SenStatus.objects.filter(pk__in=first[:4]).update(parents_told_on=today)
        assert "recorded: 5 or more." in answers(school, today)["G10"]
        SenStatus.objects.filter(pk__in=first).update(parents_told_on=today)
    assert "recorded: 7." in answers(school, today)["G10"]


def test_steps_about_hidden_pupils_do_not_say_how_many_pupils_there_must_be() -> None:
    assert steps_about(17, None) == "5 or more"
    assert steps_about(17, 20) == "17"
    assert steps_about(3, None) == "1 to 4" and steps_about(0, None) == "none"


def test_what_is_not_recorded_is_said_to_be_so_and_every_check_of_the_law_is_there(today: dt.date) -> None:
    found = answers(make_school(), today)
    assert list(found) == [f"G{n:02d}" for n in range(1, 26)]
    assert found["G09"] == "not recorded: Not recorded here yet."


def test_a_sen_governor_is_looked_for(today: dt.date) -> None:
    school = make_school()
    assert answers(school, today)["G06"].startswith("not in order")
    school.sen_governor = make_staff(Role.GOVERNOR, school)
    school.save()
    assert answers(school, today)["G06"].startswith("in order")


@pytest.mark.parametrize("unsaid", ["has_sen_unit", "has_resourced"])
def test_a_school_that_has_not_said_whether_it_has_a_unit_is_not_in_order_however_many_pupils_it_has(
    unsaid: str, today: dt.date
) -> None:
    school = make_school(**{"has_sen_unit": False, "has_resourced": False, unsaid: None})
    empty = answers(school, today)["G23"]
    assert empty == (
        "not in order: The school has not yet said whether it has a SEN unit or resourced provision, which the census "
        "asks. Other entries that the census would refuse: none."
    )
    fill(school, none=5, support=2, plans=1)
    assert answers(school, today)["G23"] == empty


def test_a_special_school_is_not_asked_whether_it_has_a_unit(today: dt.date) -> None:
    school = make_school(phase="special", has_sen_unit=None, has_resourced=None)
    assert answers(school, today)["G23"].startswith("in order: Entries that the census would refuse: none.")


def test_entries_that_the_census_would_refuse_stand_against_the_school(today: dt.date) -> None:
    school = make_school(has_sen_unit=False, has_resourced=False)
    fill(school, none=5, support=6, plans=5)
    assert answers(school, today)["G23"].startswith("in order")
    make_pupil(school, provision="K")
    assert answers(school, today)["G23"].startswith("not in order: Entries that the census would refuse: 1 to 4.")


def test_a_governor_of_two_schools_chooses_and_a_third_does_not_exist() -> None:
    first, second = make_school("Ash"), make_school("Birch")
    user = make_staff(Role.GOVERNOR, first)
    give_role(user, Role.GOVERNOR, second)
    client = Client()
    client.force_login(user)
    assert client.get(PAGE).context["school"].name == "Ash"
    assert client.get(PAGE, {"school": second.pk}).context["school"].name == "Birch"
    assert client.get(PAGE, {"school": make_school().pk}).status_code == 404


def test_a_group_lead_sees_schools_side_by_side_as_each_schools_own_governors_see_it() -> None:
    one, two = make_school("Ash"), make_school("Birch")
    fill(one, none=20, support=14, plans=8)
    fill(two, none=30, support=9, plans=2)
    client = Client()
    client.force_login(make_staff(Role.GROUP_LEAD, make_group(one, two)))
    page = client.get("/governance/schools/")
    rows = {row.name: row for row in page.context["rows"]}
    assert (rows["Ash"].support, rows["Ash"].plans) == ("14", "8")
    assert (rows["Birch"].support, rows["Birch"].plans) == (MARK, MARK)
    total = page.context["total"]
    assert total.roll == "83" and total.register == "33"
    assert total.support == MARK and total.plans == MARK, "8 and a total would tell the other school's number"
    own = client.get(PAGE, {"school": two.pk}).context["school"]
    assert own.counts["SEN support"] is None


def test_a_leader_of_another_group_learns_nothing_of_these_schools() -> None:
    mine, theirs = make_school("Mine"), make_school("Theirs")
    client = Client()
    client.force_login(make_staff(Role.GROUP_LEAD, make_group(mine)))
    make_group(theirs)
    assert [row.name for row in client.get("/governance/schools/").context["rows"]] == ["Mine"]


@pytest.mark.parametrize("path", [PAGE, "/governance/schools/"])
def test_the_pages_ask_the_same_few_questions_of_two_pupils_and_of_forty(path: str) -> None:
    school = make_school()
    client = Client()
    client.force_login(make_staff(Role.GROUP_LEAD, make_group(school, make_school())))
    fill(school, support=2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(path)
    fill(school, none=20, support=10, plans=10)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(few) == len(many) <= 14, "twelve, and the savepoint of a test round them"


def test_englands_figure_is_the_newest_that_is_known() -> None:
    found = england(dt.date(2026, 11, 20))
    assert found is not None and (found.year, found.plans) == ("2025/26", 6.0)
