"""A SENCO's own register, line by line. It has no UPN as a rule: a name, a class and a birthday."""

from __future__ import annotations

import re

from pupils.imports.provision_words import entries
from pupils.imports.records import NEEDS, Record, Table
from pupils.imports.rows import ProvisionEntry, RegisterRow
from pupils.imports.tables import as_text, is_blank
from pupils.imports.values import read_hours, read_year_group

BETWEEN_AGENCIES = re.compile(r"[,;/&\n|]|\s\+\s|\band\b", re.IGNORECASE)
NO_AGENCY = {"none", "n/a", "na", "-", "no", "nil"}
FED_BY = {"main_need": ("need_1", "needs"), "other_needs": NEEDS}
ATTRIBUTES = tuple(
    name for name in RegisterRow.__dataclass_fields__ if name not in ("line", "pupil", "absent", "left_out", "raw")
)


def absent_from(table: Table) -> frozenset[str]:
    carried = set(table.columns)
    return frozenset(name for name in ATTRIBUTES if not carried.intersection(FED_BY.get(name, (name,))))


def names_nobody(record: Record) -> bool:
    """A line between the pupils (“Year 1”, “Total”): said, and passed over."""
    filled = [cell for cell in record.line.cells if not is_blank(cell)]
    key_fields = ("upn", "admission_number", "local_ref", "full_name", "surname", "forename")
    nobody = all(is_blank(record.cell(name)) for name in key_fields)
    if not nobody and not (len(filled) == 1 and record.table.width > 3):
        return False
    first = as_text(filled[0])
    record.problems.add(record.number, "", first, "This line names no pupil, so it was passed over.")
    return True


def register_row(record: Record, absent: frozenset[str]) -> RegisterRow:
    first = record.needs(("need_1", "needs"), about="main_need")
    others = record.needs(("need_2", "need_3", "need_4"), about="other_needs")
    return RegisterRow(
        line=record.number,
        pupil=record.pupil_key(),
        registration_group=record.text("registration_group"),
        year_group=record.value("year_group", read_year_group),
        sen_provision=record.provision(),
        main_need=first[0] if first else None,
        other_needs=tuple(dict.fromkeys(need for need in first[1:] + others if need not in first[:1])),
        ehcp_issued_on=record.date("ehcp_issued_on"),
        last_review_on=record.date("last_review_on"),
        next_review_on=record.date("next_review_on"),
        ta_hours=record.value("ta_hours", read_hours),
        agencies=agencies_of(record),
        provision=provision_of(record),
        notes=record.text("notes"),
        absent=absent,
        left_out=frozenset(record.left_out),
        raw=record.raw,
    )


def agencies_of(record: Record) -> tuple[str, ...]:
    written = record.text("agencies") or ""
    parts = (part.strip(" .-") for part in BETWEEN_AGENCIES.split(written))
    return tuple(dict.fromkeys(part for part in parts if part and part.lower() not in NO_AGENCY))


def provision_of(record: Record) -> tuple[ProvisionEntry, ...]:
    """The cell's own line breaks part its entries, so it is read before they are tidied away."""
    if record.text("provision") is None:
        return ()
    cell = record.cell("provision")
    written = cell if isinstance(cell, str) else as_text(cell)
    return entries(written)
