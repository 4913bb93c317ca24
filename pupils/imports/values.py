"""One value of one cell: what it means, or a sentence that says why it was left out."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from pupils.imports.tables import Cell, Percentage, as_text
from senco.law import nc_years

YES = {"y", "yes", "t", "true", "1", "on", "✓", "✔", "☑"}
NO = {"n", "no", "f", "false", "0", "off", "✗", "✘", "☐", "none"}
YES_FIRST = re.compile(r"(y|yes|t|true)\b\s*[-–—:(,].*")
NO_FIRST = re.compile(r"(n|no|f|false)\b\s*[-–—:(,].*")
SEXES = {"f": "F", "female": "F", "girl": "F", "m": "M", "male": "M", "boy": "M"}
STATUSES = {
    "c": "C",
    "current": "C",
    "current single registration": "C",
    "single registration": "C",
    "on roll": "C",
    "main": "M",
    "m": "M",
    "current main": "M",
    "main dual registration": "M",
    "current main dual registration": "M",
    "s": "S",
    "subsidiary": "S",
    "current subsidiary": "S",
    "subsidiary dual registration": "S",
    "current subsidiary dual registration": "S",
    "g": "G",
    "guest": "G",
    "guest pupil": "G",
    "o": "O",
    "other provider": "O",
    "f": "F",
    "fe college": "F",
    "p": "P",
    "previous": "P",
    "leaver": "P",
    "left": "P",
    "off roll": "P",
    "former": "P",
}
YEAR = re.compile(r"(?:year|yr|y|nc year|ncy)?\s*0?(\d{1,2})", re.I | re.A)
RECEPTION = {
    "r",
    "reception",
    "year r",
    "yr r",
    "yr",
    "yearr",
    "year reception",
    "rec",
    "fs2",
    "f2",
    "foundation 2",
    "year 0",
    "0",
}
NURSERY_1 = {"n1", "nursery 1", "nursery first year", "fs0", "nursery year 1"}
NURSERY_2 = {"n2", "nursery 2", "nursery second year", "fs1", "f1", "foundation 1", "nursery year 2"}
EMAIL = re.compile(r"[^@\s,;<>()\"]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}", re.A)
MOST_AS_A_FRACTION = Decimal("1.5")
POSTCODE_JUNK = re.compile(r"\s+")
TENTH_OF_A_PERCENT = Decimal("0.01")
OLDEST = 26
"""Years: an EHC plan ends at 25, and nobody older is on a school's roll."""
MOST_YEARS_OFF = 5
"""Years by which a pupil may be younger or older than those of their year group usually are."""
AGES = {"E1": 0, "E2": 1, "N1": 2, "N2": 3, "R": 4} | {str(year): year + 4 for year in range(1, 15)}
"""The usual age of a year group when its school year begins."""


class BadValue(ValueError):
    """The message is the sentence that the person reads."""


def read_flag(cell: Cell) -> bool:
    text = as_text(cell).lower()
    if text in YES or YES_FIRST.fullmatch(text):
        return True
    if text in NO or NO_FIRST.fullmatch(text):
        return False
    raise BadValue("This is neither yes nor no, so it was left out.")


def read_looked_after(cell: Cell) -> bool:
    """“Previously looked after” is not looked after now: other duties attach to it."""
    text = as_text(cell).lower()
    if text in {"lac", "cla", "looked after", "currently looked after", "in care", "looked after child"}:
        return True
    if text in {"not looked after", "never looked after", "not in care"}:
        return False
    return read_flag(cell)


def read_fsm(cell: Cell) -> bool:
    text = as_text(cell).lower()
    if text in {"eligible", "fsm", "free"}:
        return True
    return False if text in {"not eligible", "not fsm", "paid"} else read_flag(cell)


def read_sex(cell: Cell) -> str:
    try:
        return SEXES[as_text(cell).lower()]
    except KeyError:
        raise BadValue("Sex must be F or M for the DfE, so this was left out.") from None


def read_year_group(cell: Cell) -> str:
    """The National Curriculum year: N1, N2, R, 1 to 14, or X (not followed)."""
    text = " ".join(as_text(cell).lower().replace("-", " ").split())
    for words, code in ((RECEPTION, "R"), (NURSERY_1, "N1"), (NURSERY_2, "N2"), ({"x"}, "X")):
        if text in words:
            return code
    if (found := YEAR.fullmatch(text)) and 1 <= int(found[1]) <= 14:
        return str(int(found[1]))
    if text.startswith("nurs"):
        raise BadValue("This may be the first or the second nursery year. Write N1 or N2.")
    raise BadValue("This is not a year group (N1, N2, R, 1 to 14), so it was left out.")


def read_enrolment_status(cell: Cell) -> str:
    text = " ".join(re.sub(r"[^a-z ]+", " ", as_text(cell).lower()).split())
    if text in STATUSES:
        return STATUSES[text]
    head, _, rest = text.partition(" ")
    if len(head) == 1 and rest in STATUSES and STATUSES[rest] == STATUSES.get(head, STATUSES[rest]):
        return STATUSES[rest]
    raise BadValue("This enrolment status is not known, so it was left out.")


def number_in(text: str) -> Decimal | None:
    """A plain number, with a comma or a point for its decimals. None when it is no such thing."""
    if not re.fullmatch(r"-?\d{1,9}(?:[.,]\d{1,12})?", text, re.A):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern admits numbers only
        return None


def read_percent(cell: Cell, *, fractions: bool) -> Decimal:
    """Attendance out of 100. `fractions`: the whole column lies between 0 and 1, so 0.927 is 92.7%."""
    text = as_text(cell)
    signed = isinstance(cell, Percentage) or text.endswith("%")
    number = cell.value if isinstance(cell, Percentage) else number_in(text.rstrip("% "))
    if number is None:
        raise BadValue("This is not a percentage, so it was left out.")
    if fractions and not signed:
        number *= 100
    elif not signed and 0 < number < 1:
        percent = f"{(number * 100).normalize():f}%"
        raise BadValue(f"It is not clear whether this is {percent} or {number.normalize():f}%, so it was left out.")
    if number > 100:
        raise BadValue("Attendance cannot be more than 100%, so this was left out.")
    if number < 0:
        raise BadValue("Attendance cannot be less than 0%, so this was left out.")
    return number.quantize(TENTH_OF_A_PERCENT, ROUND_HALF_UP)


def birth_fault(born: date, day: date, year_group: str | None = None) -> str | None:
    """Why no pupil of this year group on `day` can have been born then, in a sentence; None if one can."""
    if born > day:
        return "That day is still to come."
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if age >= OLDEST:
        return "That is too long ago for a pupil. Check the year."
    usual = AGES.get(year_group or "")
    began = day.year - (day.month < 9) - born.year - ((born.month, born.day) > (9, 1))
    if usual is None or abs(began - usual) <= MOST_YEARS_OFF:
        return None
    name = next(year.name for year in nc_years() if year.code == year_group)
    return f"Born then, the pupil would be {age} in {name}. Check the year."


def are_fractions(cells: list[Cell]) -> bool:
    """Whether a column of attendance is written 0 to 1 (a little over for those marked twice). One stray 0.927
    among percentages is not enough."""
    numbers = [number_in(as_text(cell)) for cell in cells if not isinstance(cell, Percentage)]
    known = [number for number in numbers if number is not None]
    return (
        bool(known)
        and all(0 <= number <= MOST_AS_A_FRACTION for number in known)
        and any(0 < number < 1 for number in known)
    )


def read_hours(cell: Cell) -> Decimal:
    text = re.sub(r"\s*(h|hr|hrs|hour|hours)?\s*((a|per)\s*week|/?\s*(wk|week)|pw|p/w)?$", "", as_text(cell).lower())
    number = number_in(text)
    if number is None:
        raise BadValue("This is not a number of hours, so it was left out.")
    if not 0 <= number <= 60:
        raise BadValue("No week has this many hours of support, so it was left out.")
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def read_count(cell: Cell, most: int) -> int:
    number = number_in(as_text(cell))
    if number is None or number != int(number) or not 0 <= number <= most:
        raise BadValue(f"This is not a whole number from 0 to {most}, so it was left out.")
    return int(number)


def read_days(cell: Cell) -> Decimal:
    number = number_in(re.sub(r"\s*days?$", "", as_text(cell).lower()))
    if number is None or not 0 < number <= 400 or number * 2 != int(number * 2):
        raise BadValue("This is not a number of days or half days, so it was left out.")
    return number.quantize(Decimal("0.1"))


def read_phones(cell: Cell) -> tuple[str, ...]:
    """Every number in the cell, as written. A number cell has lost its first nought, which is put back:
    every number in the country starts with one."""
    text = as_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and re.fullmatch(r"[1-9]\d{9}", text):
        return ("0" + text,)
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", text, re.I | re.A):
        raise BadValue("The spreadsheet has turned this telephone number into a sum, and its figures are lost.")
    numbers = [part.strip() for part in re.split(r"[;/,]|\bor\b", text) if part.strip()]
    for number in numbers:
        if not 6 <= len(re.sub(r"\D", "", number)) <= 15 or len(number) > 40:
            raise BadValue("This is not a telephone number, so it was left out.")
    return tuple(numbers)


def read_emails(cell: Cell) -> list[str]:
    parts = [part.strip().strip("<>") for part in re.split(r"[;,\s]+", as_text(cell)) if part.strip()]
    if not parts or not all(len(part) <= 254 and EMAIL.fullmatch(part) for part in parts):
        raise BadValue("This is not an e-mail address, so it was left out.")
    return parts


def read_ethnicity(cell: Cell) -> str:
    """The DfE's four letters when the file has them (WBRI, or “WBRI - White British”), else its words."""
    text = as_text(cell)
    if found := re.fullmatch(r"([A-Z]{4})(?:\s*[-–—:].*)?", text, re.A):
        return found[1]
    if len(text) > 80:
        raise BadValue("This is too long for an ethnicity, so it was left out.")
    return text


def read_responsibility(cell: Cell) -> bool:
    return read_flag(cell)


def read_postcode(cell: Cell) -> str:
    return POSTCODE_JUNK.sub(" ", as_text(cell)).upper()
