"""Staff, teaching groups, attendance and suspensions, line by line."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import partial

from pupils.imports.kinds import period_in
from pupils.imports.names import guesses, titled
from pupils.imports.records import Record, Table
from pupils.imports.rows import AttendanceRow, GroupRow, PupilKey, Row, StaffRow, SuspensionRow
from pupils.imports.tables import Cell, as_text, is_blank
from pupils.imports.values import BadValue, read_count, read_days, read_emails, read_percent, read_year_group

MOST_SESSIONS = 450  # a school year has 380 or so
# Words of a job title to the site's roles, the telling ones first; the whole words decide.
ROLES: tuple[tuple[str, str], ...] = (
    (
        r"(assistant|deputy|asst\.?)\s+(senco|sendco|inclusion lead)|sen(d)? teacher|specialist teacher",
        "assistant_senco",
    ),
    (r"sen(d)?co|sen(d)? co-?ordinator|inclusion (lead|manager|leader)|head of inclusion", "senco"),
    (r"designated (safeguarding lead|person)|safeguarding|\bdsl\b|\bddsl\b", "safeguarding_lead"),
    (r"designated teacher|looked.after", "designated_teacher"),
    (r"(executive |assistant |deputy )?head\s?(teacher|master|mistress)|principal|head of school", "headteacher"),
    (r"clerk", "clerk"),
    (r"governor|trustee|chair of governors", "governor"),
    (r"data protection|\bdpo\b", "data_protection_officer"),
    (r"exam(s|ination|inations)? (officer|manager|s officer)|exams", "exams_officer"),
    (r"business manager|bursar|finance|\bsbm\b", "business_manager"),
    (r"pastoral|head of (year|house)|learning mentor|family support", "pastoral_lead"),
    (
        r"teaching assistant|\b(hl)?ta\b|\blsa\b|learning support|(classroom|support) assistant|1:1|nursery nurse",
        "teaching_assistant",
    ),
    (r"office|admin|receptionist|secretary|data manager", "office"),
    (r"teacher|lecturer|tutor|instructor|ect\b|nqt\b|head of (department|maths|english|science)", "teacher"),
)
ATTENDANCE_FED_BY = {"percent": ("percent", "possible"), "period": ("period", "academic_year", "percent")}
STAFF_FED_BY = {"name_as_written": ("full_name", "surname"), "role": ("role_words",)}
NOT_THE_HEAD = re.compile(r"\b(assistant|deputy)\b.*\bhead", re.IGNORECASE)


def absent_from(row: type[Row], table: Table, fed_by: dict[str, tuple[str, ...]]) -> frozenset[str]:
    carried = set(table.columns)
    names = (one.name for one in fields(row) if one.name not in ("line", "pupil", "absent", "left_out", "raw"))
    return frozenset(name for name in names if not carried.intersection(fed_by.get(name, (name,))))


def role_in(words: str) -> str | None:
    """The role that a job title speaks of, or None. A deputy head is a teacher until somebody says more."""
    lower = words.lower()
    if NOT_THE_HEAD.search(lower):
        return "teacher"
    return next((role for pattern, role in ROLES if re.search(pattern, lower)), None)


def staff_row(record: Record) -> StaffRow:
    written = record.name("full_name", about="name_as_written")
    title, forename, surname = titled(written or "")
    if written and "," in written and (found := guesses(written)):
        forename, surname = found[0].forename, found[0].surname
    forename, surname = record.name("forename") or forename, record.name("surname") or surname
    emails = record.value("email", read_emails)
    words = record.text("role_words")
    if not (written or surname or emails or record.raw):
        record.say("full_name", "This line names nobody: it has neither a name nor an e-mail address.", stops=True)
    return StaffRow(
        line=record.number,
        name_as_written=written or " ".join(part for part in (forename, surname) if part) or None,
        title=record.text("title") or title,
        forename=forename,
        surname=surname,
        email=emails[0].lower() if emails else None,
        staff_code=record.text("staff_code"),
        role_words=words,
        role=role_in(words) if words else None,
        registration_group=record.text("registration_group"),
        absent=absent_from(StaffRow, record.table, STAFF_FED_BY),
        left_out=frozenset(record.left_out),
        raw=record.raw,
    )


def group_row(record: Record) -> GroupRow:
    subject = record.text("subject")
    group = record.text("group") or subject
    if not group:
        record.say("group", "This line does not say which teaching group it is about.", stops=True)
    emails = record.value("teacher_email", read_emails)
    return GroupRow(
        line=record.number,
        pupil=whose(record),
        group=group or "",
        subject=subject,
        year_group=record.value("year_group", read_year_group),
        teacher=record.text("teacher"),
        teacher_email=emails[0].lower() if emails else None,
        teacher_code=record.text("teacher_code"),
        absent=absent_from(GroupRow, record.table, {"group": ("group", "subject")}),
        left_out=frozenset(record.left_out),
        raw=record.raw,
    )


def attendance_rows(record: Record) -> tuple[AttendanceRow, ...]:
    """One row for the line, or one for each column of a term (“Autumn 2025 %”) that is filled in."""
    pupil = whose(record)
    terms = [name for name in record.table.columns if name.startswith("percent@")]
    if not terms:
        return (attendance_row(record, pupil, "percent", ""),)
    filled = [name for name in terms if not is_blank(record.cell(name))]
    return tuple(attendance_row(record.again(), pupil, name, name.partition("@")[2]) for name in filled)


def attendance_row(record: Record, pupil: PupilKey, percent_field: str, term: str) -> AttendanceRow:
    possible, attended = sessions_of(record)
    fractions = percent_field in record.table.fractions
    percent = record.value(percent_field, partial(read_percent, fractions=fractions), about="percent")
    if percent is None and "percent" not in record.left_out and possible and attended is not None:
        percent = (Decimal(attended) * 100 / possible).quantize(Decimal("0.01"))
    period = " ".join(part for part in (term or record.text("period"), record.text("academic_year")) if part)
    starts_on, ends_on = span(record)
    return AttendanceRow(
        line=record.number,
        pupil=pupil,
        period=period or period_in(record.heading(percent_field)),
        starts_on=starts_on,
        ends_on=ends_on,
        percent=percent,
        possible=possible,
        attended=attended,
        absent=absent_from(AttendanceRow, record.table, ATTENDANCE_FED_BY),
        left_out=frozenset(record.left_out),
        raw=record.raw,
    )


def sessions_of(record: Record) -> tuple[int | None, int | None]:
    possible = record.value("possible", partial(read_count, most=MOST_SESSIONS))
    attended = record.value("attended", partial(read_count, most=MOST_SESSIONS))
    if possible is not None and attended is not None and attended > possible:
        record.leave_out("attended", f"Attended {attended} of {possible} sessions cannot be right, so it was left out.")
        return possible, None
    return possible, attended


def suspension_row(record: Record) -> SuspensionRow:
    starts_on, ends_on = span(record)
    if starts_on is None and "starts_on" not in record.left_out:
        record.say("starts_on", "This line does not say on which day it began.", stops=True)
    return SuspensionRow(
        line=record.number,
        pupil=whose(record),
        kind=record.value("kind", read_kind),
        starts_on=starts_on,
        ends_on=ends_on,
        sessions=record.value("sessions", partial(read_count, most=MOST_SESSIONS)),
        days=record.value("days", read_days),
        reason_code=record.text("reason_code"),
        reason=record.text("reason"),
        absent=absent_from(SuspensionRow, record.table, {}),
        left_out=frozenset(record.left_out),
        raw=record.raw,
    )


def span(record: Record) -> tuple[date | None, date | None]:
    """First and last day. A last day before the first is left out."""
    starts_on, ends_on = record.date("starts_on"), record.date("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        record.leave_out("ends_on", "The last day lies before the first, so it was left out.")
        ends_on = None
    return starts_on, ends_on


def read_kind(cell: Cell) -> str:
    words = as_text(cell).lower()
    if re.search(r"\bperm|^p$|^pex$", words):
        return "permanent_exclusion"
    if re.search(r"susp|fixed|^s$|^f$|^fte?$|temporar|lunch", words):
        return "suspension"
    raise BadValue("This is neither a suspension nor a permanent exclusion, so it was left out.")


def whose(record: Record) -> PupilKey:
    """The pupil of this line; a line about nobody stops the file."""
    key = record.pupil_key()
    if not (key.upn or key.admission_number or key.local_ref or key.names or key.name_as_written):
        record.say("upn", "It is not clear whose line this is: it has no UPN, admission number or name.", stops=True)
    return key
