"""Finding the heading row, and telling the lines beneath it that are pupils from those that are not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pupils.imports.codes import tidy_upn
from pupils.imports.columns import distinct_headings, plain_heading
from pupils.imports.dates import shape_of
from pupils.imports.kinds import sure_fields
from pupils.imports.problems import Problems
from pupils.imports.rows import FileRefused, Kind
from pupils.imports.tables import Cell, Line, Sheet, as_text, is_blank
from senco.law import upn_is_valid

LOOKED_THROUGH = 40
FOOTER = re.compile(
    r"(grand\s+)?total\b|count\b|number of\b|report\b|printed\b|produced\b|page \d|end of\b|generated\b|"
    r"run (on|date)\b|©|\d+ (pupils|students|records|rows|children)\b",
    re.IGNORECASE,
)
MANY_SHORT_LINES = 0.2


def find_heading(lines: Sequence[Line], kind: Kind | None, mapping: Mapping[str, str] | None) -> int:
    """The place in `lines` of the heading row: the line among the first with most known headings. When none
    has any, the first line that could be one, so that a person can be asked. Raises FileRefused."""
    best, score = best_line(lines, kind, mapping)
    if score >= 2 or (score == 1 and could_be_heading(lines[best])):
        return best
    for place, line in enumerate(lines[:LOOKED_THROUGH]):
        if could_be_heading(line):
            return place
    raise FileRefused(
        "No heading row was found: a line such as “UPN, Surname, Forename, Date of birth” above the pupils. "
        "Add one, or export the list again with its headings."
    )


def best_line(lines: Sequence[Line], kind: Kind | None, mapping: Mapping[str, str] | None) -> tuple[int, int]:
    """(place, how many known headings) of the first of the best lines."""
    kinds = [kind] if kind else list(Kind)
    known = {plain_heading(heading) for heading in mapping or {}}
    best, score = -1, 0
    for place, line in enumerate(lines[:LOOKED_THROUGH]):
        texts = [as_text(cell) for cell in line.cells]
        found = max(len(sure_fields(texts, one)) for one in kinds)
        found += len(known & {plain_heading(text) for text in texts if text})
        if found > score:
            best, score = place, found
    return best, score


def heading_score(lines: Sequence[Line], kind: Kind | None, mapping: Mapping[str, str] | None) -> int:
    return best_line(lines, kind, mapping)[1]


def could_be_heading(line: Line) -> bool:
    """At least two cells, all words: no dates, numbers, UPNs or addresses, and none twice."""
    texts = [as_text(cell) for cell in line.cells if not is_blank(cell)]
    if len(texts) < 2 or len(set(texts)) < len(texts):
        return False
    return all(is_words(cell) for cell in line.cells if not is_blank(cell))


def is_words(cell: Cell) -> bool:
    text = as_text(cell)
    if not isinstance(cell, str) or len(text) > 80:
        return False
    return any(c.isalpha() for c in text) and not (shape_of(cell) or "@" in text or upn_is_valid(tidy_upn(text)))


def headings_of(line: Line, body: Sequence[Line]) -> list[str]:
    """The headings as written, distinct and never empty; blank columns at the end are dropped."""
    texts = [as_text(cell) for cell in line.cells]
    last = max((last_filled(one) for one in body), default=-1)
    while texts and not texts[-1] and len(texts) - 1 > last:
        texts.pop()
    return distinct_headings(texts)


def last_filled(line: Line) -> int:
    return max((index for index, cell in enumerate(line.cells) if not is_blank(cell)), default=-1)


def title_of(lines: Sequence[Line]) -> str | None:
    words = [as_text(cell) for line in lines for cell in line.cells if not is_blank(cell)]
    return " · ".join(words)[:500] or None


def pupil_lines(sheet: Sheet, heading: Line, body: Sequence[Line], width: int, problems: Problems) -> list[Line]:
    """The lines beneath the heading that hold data: headings repeated on each page and the report's own last
    words are passed over, and a line whose cells do not fit under the headings stops the file."""
    kept = [line for line in body if line.cells != heading.cells]
    last = len(kept) - 1
    kept = [line for place, line in enumerate(kept) if not is_footer(line, width, last - place)]
    short = [line for line in kept if len(line.cells) < width] if not sheet.trims_rows else []
    if short and len(short) <= max(1, MANY_SHORT_LINES * len(kept)):
        for line in short:
            problems.add(
                line.number,
                "",
                as_text(line.cells[0]),
                f"This line has {len(line.cells)} cells and the heading row has {width}: the file may have been cut "
                "off here. Export it again and send the new copy.",
                stops=True,
            )
    for line in kept:
        if last_filled(line) >= width:
            problems.add(
                line.number,
                "",
                as_text(line.cells[last_filled(line)]),
                f"This line has {last_filled(line) + 1} cells and the heading row has {width}, so its values may stand "
                "under the wrong headings. Perhaps a value with a comma lacks its quotation marks.",
                stops=True,
            )
    return kept


def is_footer(line: Line, width: int, from_last: int) -> bool:
    """One of the last five lines, nearly empty, that begins like a report's own words."""
    filled = [as_text(cell) for cell in line.cells if not is_blank(cell)]
    return from_last < 5 and width > 3 and len(filled) <= 2 and bool(FOOTER.match(filled[0]))
