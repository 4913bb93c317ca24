"""Files that cannot be read get one plain sentence, and files that would be read wrongly are stopped."""

import io
import os
import tracemalloc
import zipfile

import openpyxl
import pytest

from pupils.imports import FileRefused, Limits, read_file
from tests.pupils.imports.making import (
    CTF,
    OAKFIELD,
    REGISTER,
    UPNS,
    about,
    csv_of,
    ctf_of,
    read_csv_of,
    rezipped,
    the_problem,
    xlsx_of,
)

PUPIL = (UPNS[0], "Ng", "Amy")
HEAD = ("UPN", "Surname", "Forename")
MB = 1024 * 1024


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty \\(0 bytes\\)"),
        (b"  \r\n \t\n", "empty"),
        (b"\x00" * 500, "empty"),
        (b"%PDF-1.7\n...", "This is a PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "photograph"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "old Excel file"),
        (b"{\\rtf1\\ansi", "word processor"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"7z\xbc\xaf\x27\x1c", "compressed"),
        (zip_of(word__document_dot_xml=b"<w/>"), "Word document"),
        (zip_of(ppt__presentation_dot_xml=b"<p/>"), "PowerPoint"),
        (zip_of(content_dot_xml=b"<o/>", mimetype=b"x"), "OpenDocument"),
        (zip_of(xl__workbook_dot_bin=b"x"), "binary Excel"),
        (zip_of(pupils_dot_csv=b"UPN\n"), "zip archive, not a workbook"),
        (b"PK\x05\x06" + b"\x00" * 18, "zip archive"),
        (b"PK\x03\x04garbage", "damaged or was cut off"),
        (b"<!DOCTYPE html><html><table><tr><td>UPN</td></tr></table></html>", "web page"),
        (b"<html><body>", "web page"),
        (b"<?xml version='1.0'?><report><row/></report>", "no Common Transfer File"),
        (b"Name\x00,DOB\n", "NUL"),
        (b"Name,DOB\nAmy,\x01\x02\x03\n", "characters that no text has"),
        (b"MZ\x90\x00\x03\x00\x00", "program"),
        (b"SQLite format 3\x00", "database"),
        (b"hello", "No heading row"),
        (b"one,two\n", "no lines beneath"),
        (b'UPN,Surname\n"H801200001001,Ng\n', "never closed"),
        (b'UPN,Surname\n"H801"200001001,Ng\n', "out of place"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(content, sentence) -> None:
    with pytest.raises(FileRefused, match=sentence) as caught:
        read_file(content, "pupils.csv")
    assert caught.value.message.endswith(".")
    assert "Traceback" not in caught.value.message


def test_a_path_that_is_no_file_is_refused(tmp_path) -> None:
    for path in (tmp_path, tmp_path / "gone.csv", "a\x00b"):
        with pytest.raises(FileRefused):
            read_file(path, "x.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_file_too_big_is_refused_before_it_is_read(tmp_path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200 * MB)
    tracemalloc.start()
    with pytest.raises(FileRefused, match="too big: 200 MB, and the most that is read is 20 MB"):
        read_file(path, path.name)
    assert tracemalloc.get_traced_memory()[1] < MB
    tracemalloc.stop()


def test_the_limit_of_size_is_a_parameter() -> None:
    with pytest.raises(FileRefused, match="too big"):
        read_file(OAKFIELD, "x.csv", limits=Limits(file_bytes=1000))


def test_too_many_lines_or_columns_are_refused() -> None:
    rows = [(f"00{n}", "Ng") for n in range(30)]
    with pytest.raises(FileRefused, match="more than 20 lines"):
        read_csv_of(("Adno", "Surname"), *rows, limits=Limits(rows=20))
    with pytest.raises(FileRefused, match="columns"):
        read_csv_of([f"h{n}" for n in range(400)], ["x"] * 400)
    with pytest.raises(FileRefused, match="more than 20 rows"):
        read_file(xlsx_of(("Adno", "Surname"), *rows), "x.xlsx", limits=Limits(rows=20))
    with pytest.raises(FileRefused, match="columns"):
        read_file(xlsx_of([f"h{n}" for n in range(400)]), "x.xlsx")
    with pytest.raises(FileRefused, match="more than 20 pupils"):
        read_file(CTF, "x.xml", limits=Limits(rows=20))


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(FileRefused, match="quotation mark is missing"):
        read_csv_of(("UPN", "Surname"), (UPNS[0], "x" * 6000))
    with pytest.raises(FileRefused, match="quotation mark is missing"):
        read_csv_of(("UPN", "Surname"), (UPNS[0], "x" * 200_000))
    with pytest.raises(FileRefused, match="characters"):
        read_file(xlsx_of(("UPN", "Surname"), (UPNS[0], "x" * 6000)), "x.xlsx")


# Workbooks that would take the machine's memory


def bomb(part: str, content: bytes) -> bytes:
    return rezipped(xlsx_of(HEAD, PUPIL), {part: content})


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/media/image1.png", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_a_zip_bomb_is_refused_by_the_sizes_it_admits_to(part) -> None:
    content = bomb(part, b"\x00" * (130 * MB))
    assert len(content) < MB
    with pytest.raises(FileRefused, match="unpacks to far more"):
        read_file(content, "x.xlsx")


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(bomb("xl/media/image1.png", b"\x00" * (30 * MB)))
    size = (30 * MB).to_bytes(4, "little")
    assert content.count(size) == 2
    lying = bytes(content).replace(size, (1000).to_bytes(4, "little"))
    with pytest.raises(FileRefused, match="damaged"):
        read_file(lying, "x.xlsx")


def test_a_part_that_only_grows_while_unpacking_is_refused() -> None:
    noise = os.urandom(3 * MB)
    with pytest.raises(FileRefused, match="unpacks to far more"):
        read_file(bomb("xl/media/a.bin", noise), "x.xlsx", limits=Limits(unpacked_bytes=2 * MB))


ENDLESS = {
    "cells of one row": ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>" + b"<c/>" * MB + b"</row>"),
    "rows": ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + b"<row/>" * (2 * MB)),
    "strings": ("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * (2 * MB)),
    "styles": ("xl/styles.xml", b"<styleSheet>" + b"<x/>" * (3 * MB)),
    "what follows the rows": ("xl/worksheets/sheet1.xml", b"<sheetData><row/></sheetData>" + b"<mergeCell/>" * MB),
}


@pytest.mark.parametrize("thing", ENDLESS)
def test_a_workbook_of_endless_small_things_is_refused_before_it_is_opened(thing, monkeypatch) -> None:
    part, content = ENDLESS[thing]
    noise = os.urandom(len(content) // 90)  # so that its size is not what gives it away
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    with pytest.raises(FileRefused, match="unpacks to far more"):
        read_file(rezipped(bomb(part, content), {"xl/media/noise.bin": noise}), "x.xlsx")


def test_a_row_number_beyond_excel_is_refused_and_does_not_run_for_ever() -> None:
    sheet = b"<worksheet %s><sheetData><row r='99999999'><c r='A99999999'><v>1</v></c></row></sheetData></worksheet>"
    sheet %= b"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    with pytest.raises(FileRefused, match="more rows than Excel allows"):
        read_file(bomb("xl/worksheets/sheet1.xml", sheet), "x.xlsx")


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_in_a_workbook_are_refused(part, encoding) -> None:
    content = (ENTITY + b"<worksheet>&b;</worksheet>").decode().encode(encoding)
    with pytest.raises(FileRefused, match="XML entities"):
        read_file(bomb(part, content), "x.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        ENTITY + b"<CTfile><CTFpupilData><Pupil><Surname>&b;</Surname></Pupil></CTFpupilData></CTfile>",
        b'<!DOCTYPE CTfile SYSTEM "http://127.0.0.1:9/x.dtd"><CTfile/>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><CTfile><Header><DocumentName>&e;</DocumentName></Header></CTfile>',
    ],
)
def test_xml_entities_in_a_transfer_file_are_refused(content) -> None:
    with pytest.raises(FileRefused, match="XML entities"):
        read_file(content, "x.xml")


def test_a_transfer_file_of_endless_small_things_is_refused_in_little_memory() -> None:
    nested = b"<CTfile>" + b"<a>" * 300_000
    wide = b"<CTfile><CTFpupilData>" + b"<a/>" * 300_000 + b"</CTFpupilData></CTfile>"
    pupil = b"<CTfile><CTFpupilData><Pupil>" + b"<a/>" * 300_000 + b"</Pupil></CTFpupilData></CTfile>"
    for content in (nested, wide, pupil):
        tracemalloc.start()
        with pytest.raises(FileRefused):
            read_file(content, "x.xml")
        assert tracemalloc.get_traced_memory()[1] < 10 * MB
        tracemalloc.stop()


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    for name in ("utf-99", "base64", "utf-7"):
        with pytest.raises(FileRefused):
            read_file(f"<?xml version='1.0' encoding='{name}'?><CTfile/>".encode(), "x.xml")


# Formulas


def test_a_formula_in_a_workbook_stops_the_file_with_its_row_and_column() -> None:
    rows = (("UPN", "Surname", "Forename", "Age"), (*PUPIL, "=2026-2017"), (UPNS[1], "Bo", "Cy", "=B3&C3"))
    problem = the_problem(read_file(xlsx_of(*rows), "x.xlsx"))
    assert problem.stops
    assert (problem.line, problem.column, problem.value) == (2, "Age", "=2026-2017")
    assert "2 cells of this column" in problem.message
    assert "values only" in problem.message


def test_a_formula_in_a_column_that_is_read_leaves_nothing_of_it_behind() -> None:
    parsed = read_file(xlsx_of(("UPN", "Surname", "Forename"), (UPNS[0], '="N"&"g"', "Amy")), "x.xlsx")
    assert parsed.stops
    assert parsed.rows[0].surname is None
    assert parsed.rows[0].raw == {}


@pytest.mark.parametrize(
    "formula",
    [
        '=HYPERLINK("http://example.org","x")',
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "-SUM(A1)",
        "+A1+B2",
        " =1+1",
    ],
)
def test_a_formula_in_a_csv_stops_the_file(formula) -> None:
    problem = the_problem(read_csv_of(HEAD, (UPNS[0], formula, "Amy")))
    assert problem.stops
    assert (problem.line, problem.column) == (2, "Surname")
    assert "formula" in problem.message


def test_a_formula_in_the_title_or_the_headings_stops_the_file_too() -> None:
    assert read_csv_of(("=1+1", "", ""), HEAD, PUPIL).stops
    assert read_csv_of((*HEAD, "=A1"), (*PUPIL, "")).stops


@pytest.mark.parametrize(
    "text", ["+44 7700 900250", "-", "- likes football", "@amy", "-5", "- sees Mrs Smith (TA)", "+ EAL", "--"]
)
def test_telephone_numbers_dashes_and_handles_are_no_formulas(text) -> None:
    assert not read_csv_of((*HEAD, "Comments"), (*PUPIL, text)).problems


# Whose pupil is this?


def test_a_line_without_any_key_stops_the_file() -> None:
    parsed = read_csv_of(
        ("UPN", "Adno", "Surname", "Forename", "DOB"), (*("", ""), "Ng", "Amy", ""), (UPNS[0], "1", "Bo", "Cy", "")
    )
    problem = the_problem(parsed)
    assert problem.stops
    assert (problem.line, problem.column, problem.value) == (2, "UPN", "Amy Ng")
    assert "not clear whose line this is" in problem.message


@pytest.mark.parametrize(
    "row",
    [(UPNS[0], "", "", "", ""), ("", "0041", "", "", ""), ("", "", "Ng", "Amy", "05/03/2017")],
    ids=["UPN", "admission number", "name and birthday"],
)
def test_any_one_key_is_enough(row) -> None:
    assert read_csv_of(("UPN", "Adno", "Surname", "Forename", "DOB"), row).problems == ()


def test_a_wrong_check_letter_without_another_key_stops_the_file() -> None:
    parsed = read_csv_of(HEAD, ("Z801200001001", "Ng", "Amy"))
    assert parsed.stops
    assert "add the admission number" in next(problem for problem in parsed.problems if problem.stops).message


@pytest.mark.parametrize("upn", ["Z801200001001", "H80120000100", "H8012000010011", "I801200001001", "banana"])
def test_a_wrong_upn_beside_an_admission_number_is_left_out_and_said(upn) -> None:
    parsed = read_csv_of(("Adno", *HEAD), ("0041", upn, "Ng", "Amy"))
    problem = the_problem(parsed)
    assert not problem.stops
    assert (problem.line, problem.column, problem.value) == (2, "UPN", upn)
    row = parsed.pupils()[0]
    assert (row.upn, row.raw["upn"], row.admission_number) == (None, upn, "0041")
    assert row.left_out == {"upn"}


def test_a_upn_in_small_letters_and_with_spaces_is_the_same_upn() -> None:
    assert read_csv_of(HEAD, ("h801 2000 01001", "Ng", "Amy")).pupils()[0].upn == UPNS[0]


def test_the_same_upn_twice_stops_the_file_and_names_both_lines() -> None:
    problem = the_problem(read_csv_of(HEAD, PUPIL, (UPNS[1], "Bo", "Cy"), (UPNS[0], "Ng", "Ann")))
    assert problem.stops
    assert (problem.line, problem.value) == (4, UPNS[0])
    assert "on line 2 too" in problem.message


def test_the_same_admission_number_twice_stops_the_file() -> None:
    problem = the_problem(read_csv_of(("Adno", *HEAD), ("1", *PUPIL), ("1", UPNS[1], "Bo", "Cy")))
    assert problem.stops
    assert problem.column == "Adno"


def test_two_lines_that_only_share_a_name_and_a_birthday_stop_the_file() -> None:
    head = ("Surname", "Forename", "DOB")
    problem = the_problem(read_csv_of(head, ("Ng", "Amy", "05/03/2017"), ("Ng", "Amy", "05/03/2017")))
    assert problem.stops
    twins = read_csv_of(head, ("Ng", "Amy", "05/03/2017"), ("Ng", "Ann", "05/03/2017"))
    assert twins.problems == ()


def test_twins_with_numbers_of_their_own_may_share_a_name() -> None:
    head = ("Adno", "Surname", "Forename", "DOB")
    assert read_csv_of(head, ("1", "Ng", "Amy", "05/03/2017"), ("2", "Ng", "Amy", "05/03/2017")).problems == ()


# Lines that do not fit


def test_a_line_with_too_many_cells_stops_the_file() -> None:
    parsed = read_file(b"UPN,Surname,Forename\nH801200001001,Ng,Amy\nB801200005001,Smith, Jr,Bo\n", "x.csv")
    problem = the_problem(parsed)
    assert problem.stops
    assert problem.line == 3
    assert "wrong headings" in problem.message


def test_a_line_cut_off_in_the_middle_stops_the_file() -> None:
    content = csv_of(HEAD, *((upn, "Ng", f"Amy{n}") for n, upn in enumerate(UPNS)))
    parsed = read_file(content[:-9], "x.csv")
    assert parsed.stops
    assert any("cut off" in problem.message for problem in parsed.problems)


def test_a_value_over_two_lines_does_not_shift_the_line_numbers() -> None:
    parsed = read_csv_of((*HEAD, "Home address"), (*PUPIL, "1 High St\nTown"), (UPNS[1], "Nguy?n", "Cy", ""))
    assert [row.line for row in parsed.rows] == [2, 4]
    assert the_problem(parsed).line == 4


# Encodings and separators


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same_names(encoding, delimiter) -> None:
    content = csv_of(HEAD, (UPNS[0], "D’Arcy-Müller", "Zoë, Ann"), delimiter=delimiter, encoding=encoding)
    parsed = read_file(content, "x.csv")
    assert (parsed.rows[0].surname, parsed.rows[0].forename) == ("D’Arcy-Müller", "Zoë, Ann")
    assert parsed.delimiter == delimiter
    assert parsed.problems == ()


def test_a_first_line_that_says_the_separator_is_believed() -> None:
    parsed = read_file(b"sep=;\r\nUPN;Surname;Forename\r\nH801200001001;Ng;Amy\r\n", "x.csv")
    assert (parsed.header_line, parsed.rows[0].line, parsed.rows[0].surname) == (2, 3, "Ng")


def test_a_csv_may_begin_with_the_letters_of_a_zip_and_end_as_in_dos() -> None:
    parsed = read_file(b"PKID,UPN,Surname,Forename\r\n1,H801200001001,Ng,Amy\r\n\x1a", "x.csv")
    assert parsed.rows[0].surname == "Ng"
    assert parsed.problems == ()


def test_marks_that_nobody_can_see_are_taken_out_of_values() -> None:
    parsed = read_csv_of(HEAD, (UPNS[0], "\u202eN\u200bg\ufeff", "A\u00admy\u00a0 Ann "))
    assert (parsed.rows[0].surname, parsed.rows[0].forename) == ("Ng", "Amy Ann")


def test_letters_that_no_encoding_has_are_lost_letters() -> None:
    parsed = read_file(b"UPN,Surname,Forename\nH801200001001,\x81ukasz\xe9,Amy\n", "x.csv")
    assert parsed.rows[0].left_out == {"surname"}
    assert about(parsed, "Surname")


def test_scrambled_letters_are_left_out() -> None:
    content = csv_of(HEAD, (UPNS[0], "Müller".encode().decode("cp1252"), "Amy"))
    assert read_file(content, "x.csv").rows[0].raw["surname"] == "MÃ¼ller"


# Many problems, several sheets


def test_a_file_that_is_wrong_everywhere_lists_some_and_counts_the_rest() -> None:
    rows = [(f"00{n}", "200") for n in range(50)]
    parsed = read_csv_of(("Adno", "Attendance"), *rows, limits=Limits(problems=10))
    assert (len(parsed.problems), parsed.problems_not_listed) == (10, 40)


def test_what_stops_a_file_is_said_however_much_else_is_wrong() -> None:
    rows = [(f"00{n}", "200") for n in range(50)] + [("000", "90")]
    assert read_csv_of(("Adno", "Attendance"), *rows, limits=Limits(problems=10)).stops


def test_the_sheet_with_the_list_is_found_and_the_others_are_named() -> None:
    content = xlsx_of(
        ("Notes for governors",), title="Cover", others={"Pupils": [HEAD, PUPIL], "Old": [("x", "y"), (1, 2)]}
    )
    parsed = read_file(content, "x.xlsx")
    assert parsed.sheet == "Pupils"
    assert "Only the sheet “Pupils” was read" in the_problem(parsed).message
    assert the_problem(parsed).value == "Cover, Old"


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(FileRefused, match="none of its sheets"):
        read_file(xlsx_of(), "x.xlsx")


def test_a_problem_is_printed_with_the_four_things_that_a_person_needs() -> None:
    problem = read_csv_of(HEAD, (UPNS[0], "Nguy?n", "Amy")).problems[0].as_dict()
    assert problem == {
        "line": 2,
        "column": "Surname",
        "value": "Nguy?n",
        "message": "A letter of this name was lost when the file was made (it shows as “?”), so it was left out. "
        "Export as UTF-8, or correct the name here by hand.",
    }


def test_the_register_workbook_cut_short_anywhere_is_refused() -> None:
    content = REGISTER.read_bytes()
    for end in range(1, len(content), 97):
        with pytest.raises(FileRefused):
            read_file(content[:end], "x.xlsx")


def test_a_transfer_file_cut_short_anywhere_is_refused() -> None:
    content = CTF.read_bytes()
    for end in range(1, len(content), 997):
        with pytest.raises(FileRefused):
            read_file(content[:end], "x.xml")


def test_a_transfer_file_is_no_staff_list() -> None:
    with pytest.raises(FileRefused, match="holds pupils and nothing else"):
        read_file(CTF, "x.xml", kind="staff")


def test_a_transfer_file_without_pupils_is_refused() -> None:
    with pytest.raises(FileRefused, match="no pupils in it"):
        read_file(ctf_of(), "x.xml")
