"""Pupils' files compared with what stands: dated, never overwritten, never guessed, never undoing a hand."""

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from pupils.actions.attendance import correct_row
from pupils.actions.corrections import keep_correction
from pupils.actions.pupils import edit_pupil
from pupils.models import (
    Attendance,
    Characteristic,
    Contact,
    Correction,
    Enrolment,
    GroupPupil,
    Pupil,
    PupilWord,
    SenNeed,
    SenStatus,
    YearGroup,
)
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.factories import make_school, make_staff, member_of
from tests.senco.imports.test_cli import DATA, run
from tests.senco.imports.test_register import _history

pytestmark = pytest.mark.django_db
HEAD = (
    "UPN,Admission number,Surname,Forename,DOB,Year group,Reg group,SEN status,SEN start date,SEN need 1,"
    "Pupil premium,Primary email,Parental salutation,% Attendance,Date of leaving\n"
)
UPN = "F886210127001"
OTHER = "J886210126002"
AMIRA = f"{UPN},1001,Khan,Amira,14/03/2016,5,5A,K,01/09/2025,SLCN,Yes,mum@example.org,Ms Sara Khan,95.1,\n"
BEN = f"{OTHER},1002,Ng,Ben,15/04/2016,5,5A,N,,,No,dad@example.org,Mr Li Ng,90.0,\n"


@pytest.fixture
def school() -> School:
    return make_school(laestab="8862101")


@pytest.fixture
def take(school: School, capsys: Any, tmp_path: Path) -> Any:
    def take(text: str | bytes, *options: str, name: str = "pupils.csv") -> tuple[dict[str, Any], int]:
        file = tmp_path / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return run(file, school, *options, capsys=capsys)

    return take


@pytest.mark.parametrize(
    "name", ["oakfield_sims_export.csv", "hillside_arbor_export.csv", "8862101_CTF_XXXXXXX_001.xml"]
)
def test_the_same_file_again_writes_not_one_row_of_history(school: School, capsys: Any, name: str) -> None:
    first, status = run(name, school, "--other-school", capsys=capsys)
    assert (first["unchanged"], status) == (0, 0)
    with acting_for(school):
        before = _history()
    again, _ = run(name, school, "--other-school", capsys=capsys)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, first["new"])
    with acting_for(school):
        assert _history() == before


def test_what_changes_is_closed_and_opened_and_the_past_stays(school: School, take: Any) -> None:
    take(HEAD + AMIRA + BEN)
    said, _ = take(HEAD + AMIRA.replace(",5,5A,K,01/09/2025,SLCN,Yes", ",6,6B,E,10/11/2026,ASD,No") + BEN)
    assert (said["changed"], said["unchanged"]) == (1, 1)
    with acting_for(school):
        of = {"pupil__surname": "Khan"}
        was, now = SenStatus.objects.filter(**of).order_by("starts_on")
        assert (was.provision, was.starts_on, was.ends_on) == ("K", dt.date(2025, 9, 1), dt.date(2026, 11, 9))
        assert (now.provision, now.starts_on, now.ends_on) == ("E", dt.date(2026, 11, 10), None)
        assert list(YearGroup.objects.filter(**of).order_by("pk").values_list("code", "ends_on")) == [
            ("5", dt.date(2026, 11, 19)),
            ("6", None),
        ]
        assert GroupPupil.objects.get(ends_on=None, **of).group.name == "6B"
        assert list(SenNeed.objects.filter(ends_on=None, **of).values_list("code", flat=True)) == ["ASD"]
        assert SenNeed.objects.get(code="SLCN").ends_on == dt.date(2026, 11, 19)
        pupil = Pupil.objects.get(surname="Khan")
        assert not pupil.characteristic_rows.on(dt.date(2026, 11, 20)).exists()
        assert pupil.characteristic_rows.on(dt.date(2026, 11, 19)).exists()


def test_a_correction_made_by_hand_is_never_undone_and_both_are_shown(school: School, take: Any) -> None:
    take(HEAD + AMIRA)
    member = member_of(make_staff(Role.SENCO, school))
    with acting_for(school):
        amira = Pupil.objects.get()
        amira.surname = "Khān"
        amira.save(update_fields=["surname"])
        keep_correction(amira, "surname", by=member, value="Khān", was="Khan")
    said, _ = take(HEAD + AMIRA.replace("Khan,Amira", "Kahn,Amira"))
    assert (said["kept_by_hand"], said["changed"], said["unchanged"]) == (1, 0, 1)
    with acting_for(school):
        assert Pupil.objects.get().surname == "Khān"
        assert Correction.objects.get().file_value == "Kahn"


def test_a_bad_value_is_left_out_and_leaves_what_stands(school: School, take: Any) -> None:
    take(HEAD + AMIRA)
    said, status = take(HEAD + AMIRA.replace("95.1", "104").replace("Khan,Amira", "Kh?n,Amira"))
    assert (said["unchanged"], len(said["problems"]), status) == (1, 2, 0)
    with acting_for(school):
        assert Pupil.objects.get().surname == "Khan"
        assert str(Attendance.objects.get().percent) == "95.1"


def test_a_lost_letter_comes_in_as_written_and_a_better_file_mends_it(school: School, take: Any) -> None:
    said, _ = take(HEAD + AMIRA.replace("Khan", "?ukaszewski"))
    assert (said["new"], len(said["problems"])) == (1, 2)
    take(HEAD + AMIRA.replace("Khan", "Łukaszewski"))
    with acting_for(school):
        assert Pupil.objects.get().surname == "Łukaszewski"
        assert PupilWord.objects.filter(word="lukaszewski").exists()
        assert not PupilWord.objects.filter(word="ukaszewski").exists()
        assert Contact.objects.get().surname == "Łukaszewski"
    again, _ = take(HEAD + AMIRA.replace("Khan", "?ukaszewski"))
    assert (again["changed"], again["unchanged"]) == (0, 1)


def test_a_lost_letter_says_what_becomes_of_the_name_and_marks_it_until_somebody_corrects_it(
    school: School, take: Any, client: Client
) -> None:
    office = make_staff(Role.OFFICE, school)
    client.force_login(office)

    def about_the_name(said: dict[str, Any]) -> str:
        return next(one["message"] for one in said["problems"] if one["column"] == "Surname")

    damaged = HEAD + AMIRA.replace("Khan", "?ukaszewski")
    new, _ = take(damaged)
    assert "a new pupil needs a name, so it comes in as the file has it" in about_the_name(new)
    with acting_for(school):
        pupil = Pupil.objects.get()
    page, register = reverse("pupils:pupil", args=[pupil.pk]), reverse("pupils:register")
    assert "This name needs checking." in client.get(page).content.decode()
    assert "check the name" in client.get(register, {"show": "roll"}).content.decode()
    with acting_for(school):
        edit_pupil(pupil, by=member_of(office), values={"surname": "Łukaszewski"})
    assert "needs checking" not in client.get(page).content.decode()
    assert "check the name" not in client.get(register, {"show": "roll"}).content.decode()
    again, _ = take(damaged)
    assert "so the name on file here was left as it was" in about_the_name(again)
    with acting_for(school):
        assert Pupil.objects.get().surname == "Łukaszewski"


def test_a_blank_wipes_nothing(school: School, take: Any) -> None:
    take(HEAD + AMIRA)
    said, _ = take(HEAD + f"{UPN},,Khan,Amira,14/03/2016,,,,,,,,,,\n")
    assert (said["changed"], said["unchanged"]) == (0, 1)


@pytest.mark.parametrize(
    ("born", "why"),
    [
        ("14/03/2031", "still to come"),
        ("14/03/1998", "too long ago for a pupil"),
        ("14/03/2006", "would be 20 in Year 5"),
        ("14/03/2025", "would be 1 in Year 5"),
    ],
)
def test_a_birth_date_that_cannot_be_is_left_out_and_said(school: School, take: Any, born: str, why: str) -> None:
    take(HEAD + AMIRA)
    said, status = take(HEAD + AMIRA.replace("14/03/2016", born).replace(",K,", ",E,") + BEN)
    assert (said["changed"], said["new"], status) == (1, 1, 0)
    (problem,) = said["problems"]
    assert (problem["line"], problem["column"], problem["value"]) == (2, "DOB", born)
    assert why in problem["message"] and "left out" in problem["message"]
    with acting_for(school):
        amira = Pupil.objects.get(upn=UPN)
        assert amira.date_of_birth == dt.date(2016, 3, 14)
        assert SenStatus.objects.get(pupil=amira, ends_on=None).provision == "E"


def test_a_new_pupil_whose_birth_date_cannot_be_waits_until_it_is_put_right(school: School, take: Any) -> None:
    said, _ = take(HEAD + AMIRA.replace("14/03/2016", "14/03/2031") + BEN)
    assert said["new"] == 1
    assert any("A new pupil needs a date of birth" in problem["message"] for problem in said["problems"])


def test_what_one_file_set_and_the_next_took_back_on_the_same_day_never_held(school: School, take: Any) -> None:
    take(HEAD + BEN)
    take(HEAD + BEN.replace(",No,", ",Yes,"))
    with acting_for(school):
        set_that_day = Characteristic.objects.get()
    said, _ = take(HEAD + BEN)
    assert said["changed"] == 1
    with acting_for(school):
        assert not Characteristic.objects.exists()
        told = Characteristic.pgh_event_model.objects.filter(pgh_obj_id=set_that_day.pk).order_by("pgh_id")
        assert list(told.values_list("pgh_label", flat=True)) == ["insert", "delete"]
    again, _ = take(HEAD + BEN)
    assert again["unchanged"] == 1


def test_what_held_until_yesterday_keeps_its_days(school: School, take: Any) -> None:
    take(HEAD + AMIRA)
    with acting_for(school):
        Characteristic.objects.update(starts_on=dt.date(2026, 9, 1))
    take(HEAD + AMIRA.replace(",Yes,", ",No,"))
    with acting_for(school):
        row = Characteristic.objects.get()
        assert row.ends_on is not None and row.ends_on >= row.starts_on


def attendance_of(school: School, **which: Any) -> str:
    with acting_for(school):
        return str(Attendance.objects.get(**which).percent)


def test_a_figure_of_attendance_that_a_hand_put_right_stays(school: School, take: Any) -> None:
    take(HEAD + AMIRA)
    office = member_of(make_staff(Role.OFFICE, school))
    with acting_for(school):
        row = Attendance.objects.get()
        correct_row(row, by=office, values={"percent": Decimal("88.8")})
    said, _ = take(HEAD + AMIRA.replace("95.1", "96.2"))
    assert (said["changed"], said["kept_by_hand"]) == (0, 1)
    assert attendance_of(school) == "88.8"
    with acting_for(school):
        assert Correction.objects.get().file_value == "96.2"


def test_a_terms_figure_that_a_hand_put_right_stays(school: School, take: Any) -> None:
    take(HEAD + AMIRA)
    terms = "UPN,Start date,End date,% Attendance\n"
    take(terms + f"{UPN},01/09/2025,19/12/2025,91.0\n", name="attendance.csv")
    office = member_of(make_staff(Role.OFFICE, school))
    autumn = {"starts_on": dt.date(2025, 9, 1), "is_running": False}
    with acting_for(school):
        correct_row(Attendance.objects.get(**autumn), by=office, values={"percent": Decimal("93.5")})
    said, _ = take(terms + f"{UPN},01/09/2025,19/12/2025,90.0\n", name="attendance.csv")
    assert (said["changed"], said["kept_by_hand"]) == (0, 1)
    assert attendance_of(school, **autumn) == "93.5"
    with acting_for(school):
        assert Correction.objects.get().file_value == "90.0"


def test_a_contact_set_by_hand_stays(school: School, take: Any) -> None:
    take(HEAD + AMIRA)
    with acting_for(school):
        Contact.objects.update(set_by_hand=True, forename="Sarah")
    said, _ = take(HEAD + AMIRA.replace("Ms Sara Khan", "Ms Sarah Khan-Ali"))
    assert (said["changed"], said["kept_by_hand"]) == (0, 1)
    with acting_for(school):
        assert Contact.objects.get().surname == "Khan"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (AMIRA.replace(",1001,", ",1002,"), "the UPN is one pupil's and the admission number another's"),
        (BEN.replace(OTHER, UPN).replace(",1002,", ",,"), "the UPN has somebody else's name and birthday beside it"),
        (AMIRA.replace(UPN, "D886210227002").replace("Khan,Amira", "New,Child"), "the number is another UPN's"),
    ],
)
def test_whose_pupil_is_this_stops_the_file(school: School, take: Any, line: str, why: str) -> None:
    take(HEAD + AMIRA + BEN)
    said, status = take(HEAD + line)
    assert status == 1, why
    assert "Whose pupil is this?" in said["refused"]
    assert (said["new"], said["changed"]) == (0, 0)


def test_a_marked_leaver_leaves_and_comes_back(school: School, take: Any) -> None:
    many = "".join(f",{2000 + n},Other,Child{n},01/01/2016,5,5A,N,,,No,,,90,\n" for n in range(30))
    take(HEAD + AMIRA + many)
    gone = AMIRA.replace("95.1,\n", "95.1,13/11/2026\n")
    said, status = take(HEAD + gone + many)
    assert (said["leavers"], said["changed"], status) == (1, 0, 0)
    with acting_for(school):
        assert Enrolment.objects.get(pupil__surname="Khan").ends_on == dt.date(2026, 11, 13)
        assert not GroupPupil.objects.filter(pupil__surname="Khan", ends_on=None).exists()
    again, _ = take(HEAD + gone + many)
    assert (again["leavers"], again["unchanged"]) == (0, 31)
    back, _ = take(HEAD + AMIRA + many)
    assert back["changed"] == 1
    with acting_for(school):
        assert Enrolment.objects.filter(pupil__surname="Khan").count() == 2


def test_above_five_percent_the_number_has_to_be_said(school: School, take: Any) -> None:
    take(HEAD + AMIRA + BEN)
    said, status = take(HEAD + AMIRA, "--whole-roll")
    assert (status, said["must_confirm_leavers"]) == (1, 1)
    said, status = take(HEAD + AMIRA, "--whole-roll", "--confirm-leavers", "1")
    assert (said["leavers"], status) == (1, 0)


def test_a_partial_transfer_file_never_makes_leavers(capsys: Any) -> None:
    oakfield = make_school("Oakfield Primary School", laestab="8862101")
    run("oakfield_sims_export.csv", oakfield, capsys=capsys)
    said, status = run("8862101_CTF_XXXXXXX_001.xml", oakfield, "--whole-roll", capsys=capsys)
    assert (said["leavers"], said["changed"], status) == (0, 60, 0)


def test_a_file_of_another_school_is_never_silent(capsys: Any) -> None:
    hillside = make_school("Hillside Infant School", laestab="8862102")
    for name in ("8862101_CTF_XXXXXXX_001.xml", "oakfield_sims_export.csv"):
        said, status = run(name, hillside, "--dry-run", capsys=capsys)
        assert (len(said["warnings"]), status) == (1, 1)
        assert "8862101" in said["warnings"][0] and "8862101" in said["must_confirm_other_school"]
        assert said["new"] > 0, "it is shown what the file would do"
        said, status = run(name, hillside, capsys=capsys)
        assert status == 1 and "names another school: LAESTAB 8862101" in said["refused"]
        with acting_for(hillside):
            assert not Pupil.objects.exists()
        said, status = run(name, hillside, "--dry-run", "--other-school", capsys=capsys)
        assert (len(said["warnings"]), status) == (1, 0)


def test_a_transfer_file_that_is_sent_to_this_school_is_warned_of_and_goes_in(capsys: Any, tmp_path: Path) -> None:
    hillside = make_school("Hillside Infant School", laestab="8862102")
    sent = tmp_path / "8862101_CTF_8862102_001.xml"
    text = (DATA / "8862101_CTF_XXXXXXX_001.xml").read_text()
    start, end = text.index("<DestSchool>"), text.index("</DestSchool>")
    sent.write_text(text[:start] + "<DestSchool><LEA>886</LEA><Estab>2102</Estab>" + text[end:])
    said, status = run(sent, hillside, capsys=capsys)
    assert (len(said["warnings"]), status) == (1, 0)


def test_the_words_of_a_refusal_name_the_option(capsys: Any) -> None:
    hillside = make_school("Hillside Infant School", laestab="8862102")
    with pytest.raises(SystemExit):
        call_command("import_pupils", str(DATA / "oakfield_sims_export.csv"), "--school", hillside.laestab)
    said = capsys.readouterr().err
    assert "Refused: nothing was taken in. The file names another school" in said and "--other-school" in said
    with pytest.raises(SystemExit):
        call_command("import_pupils", str(DATA / "oakfield_sims_export.csv"), "--school", "8862102", "--dry-run")
    assert "It will be refused: the file names another school" in capsys.readouterr().err


def test_a_transfer_file_counts_pupils_for_it_has_no_lines_to_find(take: Any) -> None:
    text = (DATA / "8862101_CTF_XXXXXXX_001.xml").read_text()
    twice = text.replace("</Pupil>", f"</Pupil><Pupil>{text.split('<Pupil>')[1].split('</Pupil>')[0]}</Pupil>", 1)
    said, status = take(twice, name="8862101_CTF_XXXXXXX_002.xml")
    assert status == 1 and said["refused"].startswith("Pupil 2: The same UPN is with pupil 1 too")


def bad_files() -> dict[str, bytes]:
    sims = (DATA / "oakfield_sims_export.csv").read_bytes()
    workbook = (DATA / "oakfield_senco_register.xlsx").read_bytes()
    ctf = (DATA / "8862101_CTF_XXXXXXX_001.xml").read_bytes()
    entity = b'<!DOCTYPE CTfile [<!ENTITY boom "boom">]>'
    return {
        "wrong.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "cut.csv": sims[:20_000],
        "cut.xlsx": workbook[:4000],
        "cut.xml": ctf[:30_000],
        "nothing.csv": b"",
        "entities.xml": ctf.replace(b"?>", b"?>" + entity, 1),
        "nul.csv": sims[:3000] + b"\x00\x00" + sims[3000:],
        "formula.csv": (HEAD + AMIRA.replace("Khan", '"=HYPERLINK(""http://x"")"')).encode(),
        "twice.csv": (HEAD + AMIRA + AMIRA.replace(",1001,", ",1003,")).encode(),
    }


@pytest.mark.parametrize("name", list(bad_files()))
def test_a_bad_file_is_refused_and_the_database_is_as_it_was(school: School, take: Any, name: str) -> None:
    take(HEAD + BEN)
    with acting_for(school):
        before = _history()
    said, status = take(bad_files()[name], name=name)
    assert status == 1
    assert said["refused"] and said["problems"], name
    with acting_for(school):
        assert _history() == before


def test_a_file_of_200_mb_and_a_zip_bomb_are_refused(school: School, capsys: Any, tmp_path: Path) -> None:
    big, bomb = tmp_path / "big.csv", tmp_path / "bomb.xlsx"
    with big.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (300 * 1024 * 1024))
    for file in (big, bomb):
        said, status = run(file, school, capsys=capsys)
        assert (said["new"], status) == (0, 1)
        assert said["refused"]


def test_a_school_that_is_not_here_is_refused(capsys: Any) -> None:
    said, status = run("oakfield_sims_export.csv", "9999999", capsys=capsys)
    assert (status, said["refused"]) == (1, "No school here has the number 9999999.")
