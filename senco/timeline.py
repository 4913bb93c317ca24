"""A pupil's timeline: the rows of every registered kind, joined by the database and never written twice.

Each kind's query is compiled once (`senco.prepared`) and the texts are joined by UNION ALL, so a page is one statement
however many kinds there are. A second statement counts what there is by kind, person and term.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from senco.models import Term
from senco.permissions import Member
from senco.prepared import Prepared
from senco.stream import COLUMNS, KINDS, Line, Said
from senco.templatetags.look import icon

PAGE = 50
OLDEST_YEARS = 16
"""So many school years before the first term entered are told apart; what is older stands in one lot."""
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A term with the holiday after it, a school year from before the terms that were entered, or all before that."""

    starts_on: dt.date | None
    ends_on: dt.date
    name: str

    @property
    def key(self) -> str:
        return f"{self.starts_on:%Y-%m-%d}" if self.starts_on else "before"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the timeline is shown. `term` is the key of the period to begin at."""

    kinds: tuple[str, ...] = ()
    who: str = ""
    text: str = ""
    term: str = ""
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in words, ready to be shown."""

    line: Line
    said: Said
    label: str
    drawing: str
    """The kind's icon, drawn once a page."""
    period: str
    is_first: bool
    """The first of its period here: the period's name stands over it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries there are, whatever is asked; `matching` counts those that are asked for."""

    kinds: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    periods: dict[str, int] = field(default_factory=dict)
    total: int = 0
    matching: int = 0


class Timeline:
    """One pupil's, as one member may see it on one day."""

    def __init__(self, pupil: Any, member: Member, today: dt.date) -> None:
        self.pupil_pk: int = pupil.pk
        self.member = member.at(pupil)
        self.today = today
        self.periods = periods_of(_terms(self.member, pupil.school_id), today)
        self._starts = [period.starts_on for period in self.periods if period.starts_on]

    def period_of(self, day: dt.date) -> Period:
        return self.periods[bisect_right(self._starts, day)]

    def page(self, asked: Asked, after: str = "") -> tuple[list[Entry], str]:
        """Fifty entries, and the place after them for the next page ("" at the end). One query."""
        return self._paged(self._lines(asked, after, PAGE + 1), after)

    def opened(self, asked: Asked, after: str = "") -> tuple[list[Entry], str, Tally]:
        """A page and the tally in one query: joining the kinds costs more than reading them."""
        stream, params = self._stream(KINDS)
        if not stream:
            return [], "", Tally()
        lines, line_params = self._select("stream", asked, after, PAGE + 1)
        counts, count_params = self._counts("stream", asked)
        nothing = ", ".join("null" for _ in COLUMNS)
        sql = (
            f"with stream as materialized (select * from {stream})"
            f" select lines.*, null from ({lines}) as lines"
            f" union all select {nothing}, null, json_agg(counts) from ({counts}) as counts"
        )
        rows = _rows(sql, [*params, *line_params, *count_params])
        found = sorted((row for row in rows if row[0] is not None), key=lambda row: row[-2])
        told = next(row[-1] for row in rows if row[0] is None)
        entries, place = self._paged([Line(*row[: len(COLUMNS)]) for row in found], after)
        return entries, place, self._told((one["kind"], one["who"], one["period"], one["n"], one["m"]) for one in told)

    def whole(self, asked: Asked) -> list[Entry]:
        """Everything that is asked for, for paper and files. One query."""
        return list(self._entries(self._lines(asked, "", None), ""))

    def _paged(self, lines: list[Line], after: str) -> tuple[list[Entry], str]:
        place = _place(lines[PAGE - 1]) if len(lines) > PAGE else ""
        return list(self._entries(lines[:PAGE], after)), place

    def _counts(self, stream: str, asked: Asked) -> tuple[str, list[Any]]:
        """By kind, person and period whatever is asked; `m` counts those of them that are asked for."""
        rules = [*_matches(asked), *self._begins(asked)]
        matching = " and ".join(rule for rule, _ in rules) or "true"
        sql = (
            f"select kind, who, period, count(*) as n, count(*) filter (where {matching}) as m from"
            f" (select *, width_bucket(day, %s::date[]) as period from {stream} where day <= %s) as known"
            " group by grouping sets ((kind), (who), (period), ())"
        )
        return sql, [*(value for _, values in rules for value in values), self._starts, self.today]

    def _told(self, rows: Iterable[Any]) -> Tally:
        kinds: dict[str, int] = {}
        people: dict[str, int] = {}
        periods: dict[str, int] = {}
        total = matching = 0
        for kind, who, period, count, right in rows:
            if kind is not None:
                kinds[kind] = count
            elif period is not None:
                periods[self.periods[period].key] = count
            elif who is None:
                total, matching = count, right
            else:
                for name in filter(None, who.split(", ")):
                    people[name] = people.get(name, 0) + count
        return Tally(kinds, dict(sorted(people.items())), periods, total, matching)

    def _lines(self, asked: Asked, after: str, most: int | None) -> list[Line]:
        stream, params = self._stream(key for key in KINDS if not asked.kinds or key in asked.kinds)
        if not stream:
            return []
        sql, given = self._select(stream, asked, after, most)
        return [Line(*row[: len(COLUMNS)]) for row in _rows(sql, [*params, *given])]

    def _select(self, stream: str, asked: Asked, after: str, most: int | None) -> tuple[str, list[Any]]:
        """The lines in order, numbered: a line's columns and its place."""
        way = "" if asked.oldest_first else " desc"
        order = f"order by day{way}, {_AT}{way}, kind{way}, code{way}, pk{way}"
        rules = [("day <= %s", [self.today]), *_matches(asked), *self._begins(asked), *_follows(after, asked)]
        where = " and ".join(rule for rule, _ in rules)
        sql = (
            f"select {', '.join(COLUMNS)}, row_number() over ({order}) as place from {stream} where {where}"
            f" {order} limit %s"
        )
        return sql, [*(value for _, values in rules for value in values), most]

    def _stream(self, kinds: Iterable[str]) -> tuple[str, list[Any]]:
        """The union in brackets with its columns named, and its parameters; no text where no kind can have a row."""
        texts, params = [], []
        for key in kinds:
            text, values = _query(key).sql(self.member, self.pupil_pk)
            if text:
                texts.append(f"({text})")
                params += values
        union = " union all ".join(texts)
        whole = [f"coalesce({name}, '') as {name}" if name in _WORDS else name for name in COLUMNS]
        named = f"(select {', '.join(whole)} from ({union}) as lines ({', '.join(COLUMNS)})) as stream"
        return (named if texts else ""), params

    def _begins(self, asked: Asked) -> Iterator[tuple[str, list[Any]]]:
        """A jump to a term: the stream begins there and goes on past it."""
        period = next((one for one in self.periods if one.key == asked.term), None)
        if period is None:
            return
        if not asked.oldest_first:
            yield "day <= %s", [period.ends_on]
        elif period.starts_on:
            yield "day >= %s", [period.starts_on]

    def _entries(self, lines: Iterable[Line], after: str) -> Iterator[Entry]:
        before = self.period_of(dt.date.fromisoformat(after[:10])).name if _is_place(after) else ""
        drawings: dict[str, str] = {}
        for line in lines:
            kind = KINDS[line.kind]
            drawing = drawings.get(line.kind) or drawings.setdefault(line.kind, icon(kind.icon, kind.label))
            period = self.period_of(line.day).name
            yield Entry(line, kind.say(line, self.member), kind.label, drawing, period, period != before)
            before = period


_AT = "coalesce(at, '-infinity'::timestamptz)"
_WORDS = ("code", "text", "more", "who")
_QUERIES: dict[str, Prepared] = {}


def _query(key: str) -> Prepared:
    if key not in _QUERIES:
        rows = KINDS[key].rows
        _QUERIES[key] = Prepared(lambda member, pupil: rows(pupil, member))
    return _QUERIES[key]


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _matches(asked: Asked) -> Iterator[tuple[str, list[Any]]]:
    """What kind, person and free text leave. Text is looked for as it is typed, in the words and the names of codes."""
    if asked.kinds:
        yield "kind = any(%s)", [list(asked.kinds)]
    if asked.who:
        yield "(who = %s or %s = any(string_to_array(who, ', ')))", [asked.who, asked.who]
    for word in asked.text.casefold().split():
        called = [
            f"{kind.key} {code}"
            for kind in KINDS.values()
            for code, name in kind.words().items()
            if word in name.casefold()
        ]
        labelled = [kind.key for kind in KINDS.values() if word in kind.label.casefold()]
        yield (
            "(strpos(lower(concat_ws(' ', text, more, who)), %s) > 0"
            " or kind || ' ' || code = any(%s) or kind = any(%s))",
            [word, called, labelled],
        )


def _place(line: Line) -> str:
    at = line.at.isoformat() if line.at else "-infinity"
    return "~".join((f"{line.day:%Y-%m-%d}", at, line.kind, str(line.pk), line.code))


def _is_place(after: str) -> bool:
    parts = after.split("~", 4)
    try:
        dt.date.fromisoformat(parts[0])
        is_moment = parts[1] == "-infinity" or bool(dt.datetime.fromisoformat(parts[1]))
        return is_moment and len(parts) == 5 and 0 < int(parts[3]) < 2**63
    except (ValueError, IndexError):
        return False


def _follows(after: str, asked: Asked) -> Iterator[tuple[str, list[Any]]]:
    """What stands after a place of the order; an address that somebody has changed begins at the beginning."""
    if _is_place(after):
        day, at, kind, pk, code = after.split("~", 4)
        sign = ">" if asked.oldest_first else "<"
        yield f"(day, {_AT}, kind, code, pk) {sign} (%s::date, %s::timestamptz, %s, %s, %s)", [day, at, kind, code, pk]


def _terms(member: Member, school: int) -> list[Term]:
    return list(Term.objects.visible_to(member).of_school(school).select_related("year").order_by("starts_on"))


def periods_of(terms: Iterable[Term], today: dt.date) -> list[Period]:
    """From the earliest to the present: what is older than all terms entered, school years, then the terms.

    A holiday goes with the term before it, the days before a year's first term with that one.
    """
    firsts: dict[int, Term] = {}
    for term in (known := list(terms)):
        firsts.setdefault(term.year_id, term)
    began = {term.pk: min(term.starts_on, term.year.starts_on) for term in firsts.values()}
    begun = [(began.get(term.pk, term.starts_on), _term_name(term)) for term in known if term.starts_on <= today]
    first = begun[0][0] if begun else today + DAY
    last_year = first.year - (first.month < 9)
    years = [(dt.date(year, 9, 1), f"School year {year}/{(year + 1) % 100:02d}") for year in _years(last_year)]
    starts = [one for one in years if one[0] < first] + begun
    ends = [start - DAY for start, _ in starts[1:]] + [today]
    told = [Period(start, end, name) for (start, name), end in zip(starts, ends, strict=True)]
    return [Period(None, starts[0][0] - DAY, f"Before September {starts[0][0].year}"), *told]


def _years(last: int) -> range:
    return range(last - OLDEST_YEARS + 1, last + 1)


def _term_name(term: Term) -> str:
    """ "Autumn term 2026": the school's own words, with the year where they do not hold it."""
    year = str(term.starts_on.year)
    return term.name if year in term.name or year[2:] in term.name else f"{term.name} {year}"
