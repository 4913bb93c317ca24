"""One pupil of a Common Transfer File into a row. What an element does not say is absent, not empty.

A pupil without an SEN history is not thereby one without SEN: the file leaves the element out when there
is nothing to pass on. `enrolment_status` is that of the school which made the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar
from xml.etree.ElementTree import Element

from pupils.imports.codes import HISTORICAL, HISTORICAL_NEEDS, need_codes, provision_code, tidy_upn
from pupils.imports.dates import BadDate, read_date
from pupils.imports.elements import child, children, text_at
from pupils.imports.names import name_fault
from pupils.imports.problems import Problems
from pupils.imports.rows import Address, ContactRow, DatedNeed, PupilRow, SenSpell
from pupils.imports.values import (
    BadValue,
    birth_fault,
    read_emails,
    read_enrolment_status,
    read_ethnicity,
    read_flag,
    read_percent,
    read_phones,
    read_postcode,
    read_sex,
    read_year_group,
)
from senco.law import upn_is_valid

T = TypeVar("T")

# Attribute of the row: where in the pupil's element it stands.
PLACES: dict[str, tuple[str, ...]] = {
    "upn": ("UPN",),
    "surname": ("Surname",),
    "forename": ("Forename",),
    "date_of_birth": ("DOB",),
    "sex": ("Sex",),
    "former_upn": ("BasicDetails", "FormerUPN"),
    "preferred_forename": ("BasicDetails", "PreferredForename"),
    "middle_names": ("BasicDetails", "MiddleNames"),
    "former_surname": ("BasicDetails", "FormerSurname"),
    "year_group": ("BasicDetails", "NCyearActual"),
    "ethnicity": ("BasicDetails", "Ethnicity"),
    "enrolment_status": ("BasicDetails", "EnrolStatus"),
    "eal": ("BasicDetails", "Languages"),
    "looked_after": ("LookedAfter", "InCare"),
    "care_authority": ("LookedAfter", "CareAuthority"),
    "fsm": ("FSMhistory",),
    "sen_provision": ("SENhistory", "SEN"),
    "sen_started_on": ("SENhistory", "SEN"),
    "sen_history": ("SENhistory", "SEN"),
    "needs": ("SENhistory", "SENneeds"),
    "dated_needs": ("SENhistory", "SENneeds"),
    "address": ("Address",),
    "contacts": ("Contacts",),
    "attendance_percent": ("Attendance", "YearData"),
    "attendance_period": ("Attendance", "YearData"),
}
HEADINGS = {name: place[-1] for name, place in PLACES.items()}
ATTRIBUTES = tuple(name for name in PupilRow.__dataclass_fields__ if name not in ("line", "absent", "left_out", "raw"))


# The codes of the common basic data set that are met every day; any other is kept as the file has it.
RELATIONSHIPS = {
    "PAM": "Mother",
    "PAF": "Father",
    "STM": "Stepmother",
    "STF": "Stepfather",
    "FOM": "Foster mother",
    "FOF": "Foster father",
    "CAR": "Carer",
}
ENGLISH = {"ENG", "ENB"}  # English; believed to be English
LANGUAGE_NOT_SAID = {"", "REF", "NOT"}  # refused; not obtained
LONGEST = 120


class PupilElement:
    def __init__(self, element: Element, number: int, as_at: date | None, problems: Problems, day: date | None) -> None:
        self.element = element
        self.number = number
        self.as_at = as_at  # the day on which the file was made
        self.problems = problems
        self.day = day  # on which the file is read
        self.left_out: set[str] = set()
        self.raw: dict[str, str] = {}

    def row(self) -> PupilRow:
        row = self.with_circumstances(self.with_sen(self.identity()))
        absent = frozenset(name for name in ATTRIBUTES if not self.has(name))
        return replace(row, absent=absent, left_out=frozenset(self.left_out), raw=self.raw)

    def identity(self) -> PupilRow:
        year_group = self.value("year_group", read_year_group)
        return PupilRow(
            line=self.number,
            upn=self.value("upn", checked_upn),
            former_upn=self.value("former_upn", checked_upn),
            surname=self.value("surname", whole_name),
            forename=self.value("forename", whole_name),
            preferred_forename=self.value("preferred_forename", whole_name),
            middle_names=self.value("middle_names", whole_name),
            former_surname=self.value("former_surname", whole_name),
            date_of_birth=self.birthday(year_group),
            sex=self.value("sex", read_sex),
            year_group=year_group,
            enrolment_status=self.value("enrolment_status", read_enrolment_status),
            address=address_in(child(self.element, "Address")),
            contacts=self.contacts(),
        )

    def birthday(self, year_group: str | None) -> date | None:
        """The pupil's date of birth, unless nobody in this year group can have been born then."""

        def possible(written: str) -> date | None:
            born = read_date(written)
            if born and self.day and (fault := birth_fault(born, self.day, year_group)):
                raise BadValue(f"{fault} It was left out.")
            return born

        return self.value("date_of_birth", possible)

    def with_sen(self, row: PupilRow) -> PupilRow:
        spells, needs = self.spells(), self.dated_needs()
        latest = spells[-1] if spells else None
        return replace(
            row,
            sen_provision=latest.provision if latest else None,
            sen_started_on=latest.started_on if latest else None,
            needs=self.current(needs),
            sen_history=spells,
            dated_needs=needs,
        )

    def with_circumstances(self, row: PupilRow) -> PupilRow:
        year = self.latest_year()
        return replace(
            row,
            looked_after=self.value("looked_after", read_flag),
            care_authority=self.value("care_authority", short_text),
            fsm=self.fsm(),
            eal=self.eal(),
            ethnicity=self.value("ethnicity", read_ethnicity),
            attendance_percent=self.attendance(year),
            attendance_period=text_at(year, "Year") or None,
        )

    def has(self, name: str) -> bool:
        if name == "sex":
            return any(child(self.element, tag) is not None for tag in ("Sex", "Gender"))
        return name in PLACES and child(self.element, *PLACES[name]) is not None

    def value(self, name: str, read: Callable[[str], T]) -> T | None:
        written = text_at(self.element, *PLACES[name])
        if name == "sex":
            written = written or text_at(self.element, "Gender")  # its name before 2023
        return self.read(name, PLACES[name][-1], written, read)

    def read(self, name: str, tag: str, written: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the text; None when it is empty, or was left out with a sentence."""
        if not written:
            return None
        try:
            return read(written)
        except (BadValue, BadDate) as error:
            self.left_out.add(name)
            self.raw.setdefault(name, written)
            self.problems.add(self.number, tag, written, str(error), field=name)
            return None

    def say(self, tag: str, written: str, message: str, name: str) -> None:
        self.problems.add(self.number, tag, written, message, field=name)

    def spells(self) -> tuple[SenSpell, ...]:
        """Every SEN provision with its first day, oldest first. One without a day cannot be placed."""
        found = []
        for element in children(child(self.element, "SENhistory"), "SEN"):
            written = text_at(element, "SENprovision")
            code = self.read("sen_provision", "SENprovision", written, checked_provision)
            started_on = self.read("sen_history", "StartDate", text_at(element, "StartDate"), read_date)
            if code is None:
                continue
            if started_on is None:
                self.left_out |= {"sen_history", "sen_provision"}
                self.say("SEN", written, "This SEN status has no first day, so it was left out.", "sen_history")
                continue
            found.append(SenSpell(started_on, HISTORICAL.get(code, (code, ""))[0], code))
        found.sort(key=lambda spell: spell.started_on)
        if found and found[-1].as_written in HISTORICAL:
            last = found[-1]
            why = HISTORICAL[last.as_written][1]
            message = f"This is an old status ({why}), so it was read as {last.provision}. Please check it."
            self.say("SENprovision", last.as_written, message, "sen_provision")
        return tuple(found)

    def dated_needs(self) -> tuple[DatedNeed, ...]:
        found = []
        for element in children(child(self.element, "SENhistory", "SENneeds"), "SENneed"):
            code = self.read("needs", "SENtype", text_at(element, "SENtype"), checked_need)
            if code is None:
                continue
            if code in HISTORICAL_NEEDS:
                now = HISTORICAL_NEEDS[code]
                message = f"{code} was replaced by {now} in 2014, so it was read as {now}. Please check it."
                self.say("SENtype", code, message, "needs")
            rank = text_at(element, "SENtypeRank")
            found.append(
                DatedNeed(
                    code=HISTORICAL_NEEDS.get(code, code),
                    rank=int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 4 else None,
                    started_on=self.read("needs", "NeedStartDate", text_at(element, "NeedStartDate"), read_date),
                    ended_on=self.read("needs", "NeedEndDate", text_at(element, "NeedEndDate"), read_date),
                )
            )
        return tuple(sorted(found, key=lambda need: (need.rank is None, need.rank or 0)))

    def current(self, needs: tuple[DatedNeed, ...]) -> tuple[str, ...]:
        """The codes that had not ended on the day of the file, in order of rank."""
        return tuple(dict.fromkeys(need.code for need in needs if not self.is_past(need.ended_on)))

    def is_past(self, day: date | None) -> bool:
        return day is not None and (self.as_at is None or day < self.as_at)

    def fsm(self) -> bool | None:
        """Eligible now: a period of free school meals that has no end, or not yet."""
        history = child(self.element, "FSMhistory")
        if history is None:
            return None
        for element in children(history, "FSMinstance"):
            started_on = self.read("fsm", "FSMstartDate", text_at(element, "FSMstartDate"), read_date)
            ended_on = self.read("fsm", "FSMendDate", text_at(element, "FSMendDate"), read_date)
            if started_on and "fsm" not in self.left_out and not self.is_past(ended_on):
                return True
        return None if "fsm" in self.left_out else False

    def eal(self) -> bool | None:
        """Whether the first language is another than English; None when it was refused or not asked."""
        for element in children(child(self.element, "BasicDetails", "Languages"), "Type"):
            language = text_at(element, "Language").upper()
            if text_at(element, "LanguageType").upper() == "F" and language not in LANGUAGE_NOT_SAID:
                return language not in ENGLISH
        return None

    def latest_year(self) -> Element | None:
        years = children(child(self.element, "Attendance"), "YearData")
        return max(years, key=lambda year: text_at(year, "Year"), default=None)

    def attendance(self, year: Element | None) -> Decimal | None:
        possible, attended = text_at(year, "SessionsPossible"), text_at(year, "SessionsAttended")
        if not (possible.isascii() and possible.isdigit() and attended.isascii() and attended.isdigit()):
            return None
        if int(possible[:6]) == 0:
            return None
        percent = f"{Decimal(attended[:6]) * 100 / Decimal(possible[:6]):.4f}%"
        return self.read(
            "attendance_percent", "SessionsAttended", percent, lambda text: read_percent(text, fractions=False)
        )

    def contacts(self) -> tuple[ContactRow, ...]:
        elements = children(child(self.element, "Contacts"), "Contact")
        return tuple(self.contact(element, place) for place, element in enumerate(elements, start=1))

    def contact(self, element: Element, place: int) -> ContactRow:
        order = text_at(element, "Order")
        names: dict[str, str | None] = {}
        raw: dict[str, str] = {}
        for part, tag in (("forename", "Forename"), ("surname", "Surname")):
            written = text_at(element, tag)
            names[part] = self.read("contacts", tag, written, whole_name)
            if written and names[part] is None:
                raw[part] = written
        phones = [
            self.read("contacts", "PhoneNo", text_at(phone, "PhoneNo"), read_phones) or ()
            for phone in children(child(element, "Phones"), "Phone")
        ]
        emails = self.read("contacts", "Email", text_at(element, "Email"), read_emails)
        relationship = text_at(element, "Relationship")[:LONGEST]
        return ContactRow(
            order=int(order) if order.isascii() and order.isdigit() and len(order) < 4 else place,
            title=text_at(element, "Title")[:LONGEST] or None,
            forename=names["forename"],
            surname=names["surname"],
            relationship=RELATIONSHIPS.get(relationship, relationship) or None,
            responsibility=self.read("contacts", "Responsibility", text_at(element, "Responsibility"), read_flag),
            phones=tuple(dict.fromkeys(number for numbers in phones for number in numbers)),
            email=emails[0] if emails else None,
            address=address_in(child(element, "Address")),
            left_out=frozenset(raw),
            raw=raw,
        )


def address_in(element: Element | None) -> Address | None:
    """BS 7666 address or plain lines; None when every part is empty."""
    if element is None:
        return None
    if (inner := child(element, "BS7666Address")) is not None:
        element = inner
    house = " ".join(part for part in (text_at(element, "SAON"), text_at(element, "PAON")) if part)
    street = text_at(element, "Street")
    first = f"{house} {street}".strip() if house[-1:].isdigit() else None
    lines = [first] if first else [house, street]
    lines += [
        text_at(element, tag) for tag in ("Locality", "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4")
    ]
    kept = tuple(line[:LONGEST] for line in lines if line)
    town = (text_at(element, "Town") or text_at(element, "PostTown"))[:LONGEST]
    postcode = read_postcode(text_at(element, "PostCode"))[:12]
    return Address(kept, town, postcode) if kept or town or postcode else None


def checked_upn(written: str) -> str:
    upn = tidy_upn(written)
    if not upn_is_valid(upn):
        raise BadValue("This is not a UPN: its check letter or its length is wrong. It was left out.")
    return upn


def whole_name(written: str) -> str:
    if fault := name_fault(written):
        raise BadValue(fault)
    return written


def short_text(written: str) -> str:
    if len(written) > LONGEST:
        raise BadValue(f"This is longer than {LONGEST} characters, so it was left out.")
    return written


def checked_provision(written: str) -> str:
    code = provision_code(written)
    if code is None:
        raise BadValue("This is not an SEN status that is known (N, K or E), so it was left out.")
    return code


def checked_need(written: str) -> str:
    codes, _ = need_codes(written)
    if len(codes) != 1:
        raise BadValue("This is not a type of need that the DfE lists, so it was left out.")
    return codes[0]
