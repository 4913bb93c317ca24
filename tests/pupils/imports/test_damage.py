"""Whatever happens to a file on its way, the reader answers or refuses: it never breaks."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.imports import FileRefused, Kind, Limits, ParsedFile, read_file
from tests.pupils.imports.making import HILLSIDE, OAKFIELD, REAL_FILES, REGISTER, UPNS, csv_of, ctf_of, rezipped

SMALL = Limits(rows=2_000, problems=200)


def answer(content: bytes, **options: object) -> ParsedFile | None:
    """The file, or None when it was refused; any other exception is the failure that these tests look for."""
    try:
        return read_file(content, "x", limits=SMALL, **options)  # type: ignore[arg-type]
    except FileRefused as refused:
        assert refused.message.endswith(".")
        return None


@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.stem)
def test_a_real_file_cut_off_anywhere_is_refused_or_read(path: Path) -> None:
    content = path.read_bytes()
    chance = random.Random(1)
    ends = [*range(0, 200, 9), *(chance.randrange(len(content)) for _ in range(15)), len(content) - 1]
    for end in ends:
        answer(content[:end])


@pytest.mark.parametrize("path", [OAKFIELD, HILLSIDE], ids=lambda path: path.stem)
def test_a_csv_cut_off_in_a_line_is_refused_or_stops(path: Path) -> None:
    content = path.read_bytes()
    chance = random.Random(2)
    for _ in range(15):
        end = chance.randrange(2_000, len(content))
        last = content[:end].rpartition(b"\n")[2]
        whole = last.count(b",") in (0, content.partition(b"\n")[0].count(b",")) and b'"' not in last
        found = answer(content[:end])
        assert found is None or found.stops or whole or not last


@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.stem)
def test_a_real_file_with_bytes_changed_is_refused_or_read(path: Path) -> None:
    chance = random.Random(3)
    for _ in range(12):
        content = bytearray(path.read_bytes())
        for _ in range(chance.randrange(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        answer(bytes(content))


def test_a_workbook_whose_parts_are_damaged_is_refused_or_read() -> None:
    """Damage beneath the zip's own checksums, where the workbook library meets it."""
    content = REGISTER.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(4)
    for _ in range(120):
        name = chance.choice(sorted(parts))
        part = bytearray(parts[name])
        match chance.randrange(4):
            case 0:
                del part[chance.randrange(len(part)) :]
            case 1:
                for _ in range(5):
                    part[chance.randrange(len(part))] = chance.randrange(32, 127)
            case 2:
                start = chance.randrange(len(part))
                del part[start : start + 40]
            case _:
                start = chance.randrange(len(part))
                part[start:start] = part[start : start + 300]
        answer(rezipped(content, {name: bytes(part)}))


@pytest.mark.parametrize(
    "missing", ["xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"]
)
def test_a_workbook_without_one_of_its_parts_is_refused_or_read(missing: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(REGISTER) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != missing:
                new.writestr(name, old.read(name))
    answer(out.getvalue())


@settings(deadline=None)
@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"PK\x03\x04", b"<?xml", b"<CTfile>", b"\xff\xfe", b"UPN,Surname\n", b"sep=;\n"]),
)
def test_random_bytes_are_refused_or_read(content: bytes, start: bytes) -> None:
    answer(start + content)


CELLS = st.text(max_size=20) | st.sampled_from(
    ["", *UPNS, "05/03/2017", "K", "104%", "?", "=1+1", "#REF!", "Yes", '"', "\n", "1E+09"]
)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(list(Kind)))
def test_any_cells_under_any_known_headings_are_refused_or_read(data: st.DataObject, kind: Kind) -> None:
    from pupils.imports.headings import FIELDS

    headings = data.draw(
        st.lists(
            st.sampled_from([heading for field in FIELDS[kind] for heading in field.headings]), min_size=2, max_size=8
        )
    )
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), min_size=1, max_size=4))
    content = csv_of(headings, *rows, encoding="utf-16") if data.draw(st.booleans()) else csv_of(headings, *rows)
    found = answer(content)
    answer(content, kind=kind, mapping={headings[0]: FIELDS[kind][0].name})
    if found is not None:
        assert all(problem.message for problem in found.problems)
        assert all(row.line >= 2 for row in found.rows)


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<&>\ufffe\uffff"), max_size=15)
TAGS = st.sampled_from(
    [
        "UPN",
        "Surname",
        "DOB",
        "Sex",
        "BasicDetails",
        "NCyearActual",
        "SENhistory",
        "SEN",
        "StartDate",
        "SENprovision",
        "SENneeds",
    ]
    + [
        "SENneed",
        "SENtype",
        "SENtypeRank",
        "Contacts",
        "Contact",
        "Order",
        "Phones",
        "Phone",
        "PhoneNo",
        "Email",
        "Address",
        "PostCode",
    ]
    + [
        "FSMhistory",
        "FSMinstance",
        "FSMstartDate",
        "Attendance",
        "YearData",
        "SessionsPossible",
        "SessionsAttended",
        "Pupil",
        "Header",
    ]
)
TREES = st.recursive(
    st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", TAGS, TEXT),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=3))
def test_any_tree_of_known_elements_is_refused_or_read(trees: list[str]) -> None:
    answer(ctf_of(*(f"<Pupil>{tree}</Pupil>" for tree in trees)))


@settings(deadline=None)
@given(
    st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(",;\t|"),
)
def test_names_come_through_every_encoding_and_separator_as_they_were(names, encoding, delimiter) -> None:
    rows = [(f"A{number}", surname, forename) for number, (surname, forename) in enumerate(names)]
    found = answer(csv_of(("Adno", "Surname", "Forename"), *rows, encoding=encoding, delimiter=delimiter))
    if found is None or found.delimiter != delimiter:
        return
    from pupils.imports.tables import tidy

    for row, (_, surname, _) in zip(found.pupils(), rows, strict=False):
        assert (row.surname or row.raw.get("surname", "")) == tidy(surname) or found.problems
