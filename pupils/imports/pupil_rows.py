"""A table of pupils, line by line, into pupil rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pupils.imports.kinds import period_in
from pupils.imports.names import name_fault, titled
from pupils.imports.records import NEEDS, Record, Table
from pupils.imports.rows import Address, ContactRow, PupilRow
from pupils.imports.tables import as_text, is_blank
from pupils.imports.values import (
    BadValue,
    read_emails,
    read_enrolment_status,
    read_ethnicity,
    read_flag,
    read_fsm,
    read_looked_after,
    read_percent,
    read_phones,
    read_postcode,
    read_responsibility,
    read_sex,
    read_year_group,
)

ADDRESS = ("address", "address_1", "address_2", "address_3", "town", "postcode")
CONTACT = tuple(
    f"contact_{part}"
    for part in (
        "salutation",
        "name",
        "title",
        "forename",
        "surname",
        "relationship",
        "responsibility",
        "phone",
        "mobile",
        "email",
    )
)
# Attribute of the row: the fields that may feed it, where the names differ.
FED_BY = {
    "surname": ("surname", "full_name"),
    "forename": ("forename", "full_name"),
    "needs": NEEDS,
    "address": ADDRESS,
    "attendance_period": ("attendance_percent",),
    "sen_history": (),
    "dated_needs": (),
}
ATTRIBUTES = tuple(name for name in PupilRow.__dataclass_fields__ if name not in ("line", "absent", "left_out", "raw"))


def absent_from(table: Table) -> frozenset[str]:
    """Attributes that no column of this file carries."""
    carried = set(table.columns)
    has_contacts = any(name.startswith("contact_") for name in carried)
    return frozenset(
        name
        for name in ATTRIBUTES
        if not (has_contacts if name == "contacts" else carried.intersection(FED_BY.get(name, (name,))))
    )


def pupil_row(record: Record, absent: frozenset[str]) -> PupilRow:
    row = with_circumstances(record, with_sen(record, identity(record)))
    return replace(row, absent=absent, left_out=frozenset(record.left_out), raw=record.raw)


def identity(record: Record) -> PupilRow:
    surname, forename = names_of(record)
    year_group = record.value("year_group", read_year_group)
    return PupilRow(
        line=record.number,
        upn=record.upn(),
        former_upn=record.upn("former_upn"),
        local_ref=record.reference("local_ref"),
        admission_number=record.reference("admission_number"),
        surname=surname,
        forename=forename,
        preferred_forename=record.name("preferred_forename"),
        middle_names=record.name("middle_names"),
        former_surname=record.name("former_surname"),
        date_of_birth=record.birthday(year_group),
        sex=record.value("sex", read_sex),
        year_group=year_group,
        registration_group=record.text("registration_group"),
        entered_on=record.date("entered_on"),
        left_on=record.date("left_on"),
        enrolment_status=status_of(record),
        address=address_of(record),
        contacts=contacts_of(record),
    )


def with_sen(record: Record, row: PupilRow) -> PupilRow:
    return replace(
        row,
        sen_provision=record.provision(),
        sen_started_on=record.date("sen_started_on"),
        needs=record.needs(),
    )


def with_circumstances(record: Record, row: PupilRow) -> PupilRow:
    fractions = "attendance_percent" in record.table.fractions
    return replace(
        row,
        looked_after=record.flag("looked_after", read_looked_after),
        care_authority=record.text("care_authority"),
        pupil_premium=record.flag("pupil_premium", read_flag),
        fsm=record.flag("fsm", read_fsm),
        eal=record.flag("eal", read_flag),
        ethnicity=record.value("ethnicity", read_ethnicity),
        attendance_percent=record.value("attendance_percent", partial(read_percent, fractions=fractions)),
        attendance_period=period_in(record.heading("attendance_percent")),
    )


def names_of(record: Record) -> tuple[str | None, str | None]:
    """(surname, forename), from their own columns or from one column of full names."""
    if "surname" in record.table.columns or "full_name" not in record.table.columns:
        return record.name("surname"), record.name("forename")
    written, found = record.named()
    if "name" in record.left_out:
        return misread(record, found[0].surname if found else "", found[0].forename if found else "")
    if not written or not found:
        if written:
            record.leave_out("full_name", "This name has one part only, so it was left out.", about="surname")
        return None, None
    if "," not in written and len(found) > 2:
        record.say(
            "full_name",
            f"This was read as forename “{found[0].forename}” and surname “{found[0].surname}”. Please check it.",
        )
    return found[0].surname, found[0].forename


def misread(record: Record, surname: str, forename: str) -> tuple[str | None, str | None]:
    """A full name with a lost letter: the half that is whole is kept."""
    record.left_out.discard("name")
    record.raw.pop("name", None)
    kept: list[str | None] = []
    for attribute, text in (("surname", surname), ("forename", forename)):
        if name_fault(text):
            record.left_out.add(attribute)
            record.raw[attribute] = text
        kept.append(None if name_fault(text) else text)
    return kept[0], kept[1]


def status_of(record: Record) -> str | None:
    """A column “Leaver” or “On roll” says yes or no; others say the DfE's word or letter."""
    heading = record.heading("enrolment_status").lower()
    cell = record.cell("enrolment_status")
    try:
        flag = None if is_blank(cell) else read_flag(cell)
    except BadValue:
        flag = None
    if flag is not None and "leaver" in heading:
        return "P" if flag else "C"
    if flag is not None and "roll" in heading:
        return "C" if flag else "P"
    return record.value("enrolment_status", read_enrolment_status)


def address_of(record: Record) -> Address | None:
    lines = [record.text(name, about="address") for name in ADDRESS[:4]]
    town = record.text("town", about="address") or ""
    postcode = record.value("postcode", read_postcode, about="address") or ""
    kept = tuple(line for line in lines if line)
    return Address(kept, town, postcode) if kept or town or postcode else None


def contacts_of(record: Record) -> tuple[ContactRow, ...]:
    numbers = {1} if any(name in record.table.columns for name in CONTACT) else set()
    numbers |= {int(name.partition("#")[2]) for name in record.table.columns if "#" in name}
    found = (contact_of(record, number) for number in sorted(numbers))
    return tuple(contact for contact in found if contact is not None)


def contact_of(record: Record, number: int) -> ContactRow | None:
    """The contact of one place. A name with a lost letter is left out; the rest of the contact is kept."""
    mark = "" if number == 1 else f"#{number}"
    fields = {part.removeprefix("contact_"): f"{part}{mark}" for part in CONTACT}
    if all(is_blank(record.cell(name)) for name in fields.values()):
        return None
    left_out: set[str] = set()
    raw: dict[str, str] = {}

    def name(part: str) -> str | None:
        text = record.name(fields[part], about="contacts")
        written = as_text(record.cell(fields[part]))
        if written and text is None:
            left_out.add(part)
            raw[part] = written
        return text

    salutation, whole = name("salutation"), name("name")
    title, forename, surname = titled(whole or salutation or "")
    phones = [record.value(fields[part], read_phones, about="contacts") or () for part in ("phone", "mobile")]
    return ContactRow(
        order=number,
        title=record.text(fields["title"], about="contacts") or title,
        forename=name("forename") or forename,
        surname=name("surname") or surname,
        relationship=record.text(fields["relationship"], about="contacts"),
        responsibility=record.value(fields["responsibility"], read_responsibility, about="contacts"),
        phones=tuple(dict.fromkeys(phone for found in phones for phone in found)),
        email=email_of(record, fields["email"]),
        salutation=salutation,
        left_out=frozenset(left_out),
        raw=raw,
    )


def email_of(record: Record, name: str) -> str | None:
    found = record.value(name, read_emails, about="contacts")
    if found and len(found) > 1:
        record.say(name, f"There are {len(found)} e-mail addresses here; only the first was taken.", about="contacts")
    return found[0] if found else None
