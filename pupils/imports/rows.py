"""What the readers of school files hand on: plain, frozen rows that know nothing of the database.

A reader never guesses whose pupil a row is about and never repairs a value: what it cannot trust it
leaves out (`left_out`), keeps as it was written (`raw`) and says so in a `Problem`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class FileRefused(Exception):
    """The file cannot be read at all. The message is one plain sentence for the person who sent it."""

    @property
    def message(self) -> str:
        return str(self)


class Kind(StrEnum):
    PUPILS = "pupils"
    SENCO_REGISTER = "senco_register"
    STAFF = "staff"
    GROUPS = "groups"
    ATTENDANCE = "attendance"
    SUSPENSIONS = "suspensions"
    RESULTS = "results"


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    CTF = "ctf"


class Source(StrEnum):
    SIMS = "SIMS"
    ARBOR = "Arbor"
    BROMCOM = "Bromcom"
    SCHOLARPACK = "ScholarPack"
    HOME_MADE = "home-made"
    CTF = "CTF"


class Confidence(StrEnum):
    SURE = "sure"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


class Extent(StrEnum):
    """What the file says of itself. Only a CTF says anything, and a partial file never makes leavers."""

    FULL = "full"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused. Sizes in bytes."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 120 * 1024 * 1024
    unpacked_ratio: int = 100  # unpacked size over packed size; a real workbook stays under about 20
    rows: int = 60_000
    columns: int = 300
    cell_characters: int = 5_000
    problems: int = 2_000  # a file with more is wrong as a whole; the rest are counted, not listed


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` is the line of the file, the row of the sheet, or in a CTF the pupil's ordinal.

    `column` is the heading as written ("" when the row or the file is meant), `value` as written.
    When `stops` is true nothing of the file may be taken in; otherwise one value was left out.
    `field` names the attribute of the row that it concerns, if one does.
    """

    line: int
    column: str
    value: str
    message: str
    stops: bool = False
    field: str | None = None

    def as_dict(self) -> dict[str, str | int]:
        return {"line": self.line, "column": self.column, "value": self.value, "message": self.message}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file. It is read when `confidence` is sure (or a person mapped it)."""

    index: int
    header: str
    field: str | None
    confidence: Confidence
    candidates: tuple[str, ...] = ()  # fields it may be, likeliest first, when unsure
    samples: tuple[str, ...] = ()  # up to three values, for the mapping screen
    mapped: bool = False  # a person said so

    @property
    def used(self) -> bool:
        return self.field is not None and self.confidence is Confidence.SURE


@dataclass(frozen=True, slots=True)
class Question:
    """What the mapping screen must ask: which column holds `field`? `headers` are the likely ones."""

    field: str
    label: str
    headers: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class SchoolNamed:
    """The school that the file itself names: a CTF's source school, a LAESTAB column or a title row."""

    name: str
    laestab: str | None  # seven digits
    where: str  # "CTF source school", "title row", "column"


@dataclass(frozen=True, slots=True)
class NameGuess:
    forename: str
    surname: str


@dataclass(frozen=True, slots=True)
class PupilKey:
    """Everything a row says about whose row it is; the matcher takes the first that is there."""

    upn: str | None = None
    admission_number: str | None = None
    local_ref: str | None = None
    name_as_written: str | None = None
    names: tuple[NameGuess, ...] = ()
    date_of_birth: date | None = None
    registration_group: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    lines: tuple[str, ...]
    town: str
    postcode: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """`responsibility` is parental responsibility: None when the file does not say.

    A name with a lost letter is None here, and whole in `raw` under "forename", "surname" or "salutation".
    """

    order: int
    title: str | None = None
    forename: str | None = None
    surname: str | None = None
    relationship: str | None = None
    responsibility: bool | None = None
    phones: tuple[str, ...] = ()
    email: str | None = None
    salutation: str | None = None
    address: Address | None = None
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SenSpell:
    started_on: date
    provision: str  # N, K or E
    as_written: str  # the file's own code: may be a historical A, P, S or Q


@dataclass(frozen=True, slots=True)
class DatedNeed:
    code: str
    rank: int | None
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil as the file has them.

    `absent`: fields that this file does not carry at all: leave the database's value alone.
    A field that is None (or empty) and not absent was empty in the file.
    `left_out`: fields whose value was bad: leave the database's value alone; `raw` has what was written,
    so that a new pupil can still be made with the raw surname, flagged. A list (`needs`, `contacts`) may be
    left out in part: what could be read is there, for a new pupil.
    """

    line: int
    upn: str | None = None
    former_upn: str | None = None
    local_ref: str | None = None
    admission_number: str | None = None
    surname: str | None = None
    forename: str | None = None
    preferred_forename: str | None = None
    middle_names: str | None = None
    former_surname: str | None = None
    date_of_birth: date | None = None
    sex: str | None = None  # F or M
    year_group: str | None = None  # N1, N2, R, 1..14, X
    registration_group: str | None = None
    sen_provision: str | None = None  # N, K, E
    sen_started_on: date | None = None
    needs: tuple[str, ...] = ()  # DfE codes, primary need first
    looked_after: bool | None = None
    care_authority: str | None = None
    pupil_premium: bool | None = None
    fsm: bool | None = None
    eal: bool | None = None
    ethnicity: str | None = None
    attendance_percent: Decimal | None = None
    attendance_period: str | None = None
    entered_on: date | None = None
    left_on: date | None = None
    enrolment_status: str | None = None  # C current, M main, S subsidiary, G guest, O other, F FE, P previous
    address: Address | None = None
    contacts: tuple[ContactRow, ...] = ()
    sen_history: tuple[SenSpell, ...] = ()
    dated_needs: tuple[DatedNeed, ...] = ()
    absent: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)

    @property
    def marked_as_leaver(self) -> bool:
        """The file itself says that the pupil has left, or will: `left_on` may lie in the future."""
        return self.left_on is not None or self.enrolment_status == "P"

    @property
    def key(self) -> PupilKey:
        """Whose row this is. A name with a lost letter is given as written: it can still tell a pupil
        with the same birthday apart, but must not overwrite a name."""
        surname = self.surname or self.raw.get("surname", "")
        forename = self.forename or self.raw.get("forename", "")
        names = (NameGuess(forename, surname),) if forename and surname else ()
        return PupilKey(
            upn=self.upn,
            admission_number=self.admission_number,
            local_ref=self.local_ref,
            name_as_written=f"{forename} {surname}".strip() or None,
            names=names,
            date_of_birth=self.date_of_birth,
            registration_group=self.registration_group,
        )


@dataclass(frozen=True, slots=True)
class ProvisionEntry:
    """One thing done for a pupil, read out of free text; None where the text does not say."""

    as_written: str
    name: str
    times_a_week: Decimal | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of a SENCO's own register: it has no UPN as a rule, so `pupil` is a name to be matched."""

    line: int
    pupil: PupilKey
    registration_group: str | None = None
    year_group: str | None = None
    sen_provision: str | None = None
    main_need: str | None = None
    other_needs: tuple[str, ...] = ()
    ehcp_issued_on: date | None = None
    last_review_on: date | None = None
    next_review_on: date | None = None
    ta_hours: Decimal | None = None  # hours a week
    agencies: tuple[str, ...] = ()
    provision: tuple[ProvisionEntry, ...] = ()
    notes: str | None = None
    absent: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)

    @property
    def needs(self) -> tuple[str, ...]:
        """DfE codes in order of rank, the main need first."""
        main = (self.main_need,) if self.main_need else ()
        return main + tuple(need for need in self.other_needs if need != self.main_need)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """`role` is a guess from `role_words` in the site's own words (lower case, underscores), or None."""

    line: int
    name_as_written: str | None = None
    title: str | None = None
    forename: str | None = None
    surname: str | None = None
    email: str | None = None
    staff_code: str | None = None
    role_words: str | None = None
    role: str | None = None
    registration_group: str | None = None
    absent: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One pupil in one teaching group."""

    line: int
    pupil: PupilKey
    group: str
    subject: str | None = None
    year_group: str | None = None
    teacher: str | None = None  # as written
    teacher_email: str | None = None
    teacher_code: str | None = None
    absent: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One pupil's attendance in one period. `percent` is 0 to 100, computed from sessions if it must be."""

    line: int
    pupil: PupilKey
    period: str | None = None  # as written: "Autumn 2025"
    starts_on: date | None = None
    ends_on: date | None = None
    percent: Decimal | None = None
    possible: int | None = None
    attended: int | None = None
    absent: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """`kind` is "suspension" or "permanent_exclusion". Two sessions are one school day."""

    line: int
    pupil: PupilKey
    kind: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    sessions: int | None = None
    days: Decimal | None = None
    reason_code: str | None = None
    reason: str | None = None
    absent: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One pupil's result as written, in the measure that the file names, or None where it names none."""

    line: int
    pupil: PupilKey
    measure: str | None = None
    taken_on: date | None = None
    written: str | None = None
    note: str | None = None
    column: str = ""  # the heading that the result stood under
    absent: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    raw: Mapping[str, str] = field(default_factory=dict)


Row = PupilRow | RegisterRow | StaffRow | GroupRow | AttendanceRow | SuspensionRow | ResultRow


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file read to its end. With `needs_mapping` there are no rows yet: ask `questions`, read again."""

    kind: Kind
    format: Format
    source: Source
    filename: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    columns: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    header_line: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    date_shape: str | None = None  # "dd/mm/yyyy", "yyyy-mm-dd", "date cells", …, "mixed"
    title: str | None = None  # what stands above the heading row
    school: SchoolNamed | None = None
    destination: SchoolNamed | None = None  # a CTF also says which school it is for
    laestab_hint: str | None = None  # the LAESTAB in most of the UPNs: a hint, a pupil may have moved here
    extent: Extent | None = None
    as_at: date | None = None
    blank_means_no: bool = False  # the file marks only "yes" and leaves "no" blank, as Arbor does
    problems_not_listed: int = 0

    @property
    def place(self) -> str:
        """What the number of a row or a problem counts: a CTF has no lines that a person could find."""
        return "Pupil" if self.format is Format.CTF else "Line"

    @property
    def upns(self) -> frozenset[str]:
        """Every UPN that the file names somebody by."""
        found = (row.upn if isinstance(row, PupilRow) else getattr(row, "pupil", None) for row in self.rows)
        return frozenset(upn for one in found if (upn := one if isinstance(one, str) else getattr(one, "upn", None)))

    @property
    def needs_mapping(self) -> bool:
        return bool(self.questions)

    @property
    def stops(self) -> bool:
        """Something makes the whole file unsafe to take in."""
        return any(problem.stops for problem in self.problems)

    @property
    def unsure_columns(self) -> tuple[Column, ...]:
        """Columns that were not read because they may mean more than one thing: a person may map them."""
        return tuple(column for column in self.columns if column.confidence is Confidence.UNSURE)

    def pupils(self) -> tuple[PupilRow, ...]:
        return tuple(row for row in self.rows if isinstance(row, PupilRow))

    def register(self) -> tuple[RegisterRow, ...]:
        return tuple(row for row in self.rows if isinstance(row, RegisterRow))
