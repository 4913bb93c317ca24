"""Code sets, the UPN check letter, census days, and the lists that reports are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from senco.law.book import as_date, law_file
from senco.law.entries import in_force

THURSDAY = 3
CENSUS_MONTHS = {"spring": (1, 3), "summer": (5, 3), "autumn": (10, 1)}


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a code set: what is stored, and the name that is shown.

    `replaced_by` is what an old code becomes on import; `only_with` the SEN provisions it is allowed with.
    """

    code: str
    name: str
    status: str
    valid_from: date | None
    valid_to: date | None
    broad_area: str | None
    default_broad_area: str | None
    replaced_by: str | None
    only_with: tuple[str, ...]
    details: Mapping[str, Any]


@cache
def code_set(name: str) -> tuple[Code, ...]:
    """Every value of a set, past and future ones too, in the book's order. KeyError for no such set."""
    return tuple(_code(row) for row in law_file()["code_sets"][name])


def _code(row: Mapping[str, Any]) -> Code:
    return Code(
        code=row["code"],
        name=row["name"],
        status=row["status"],
        valid_from=as_date(row["valid_from"]),
        valid_to=as_date(row["valid_to"]),
        broad_area=row.get("broad_area"),
        default_broad_area=row.get("broad_area") or row.get("default_broad_area_setting"),
        replaced_by=row.get("replaced_by") or row.get("map_to"),
        only_with=tuple(row.get("only_with_provision", ())),
        details=row,
    )


def _now(name: str, on: date | None) -> tuple[Code, ...]:
    return tuple(one for one in code_set(name) if on is None or in_force(one, on))


def sen_types(on: date | None = None) -> tuple[Code, ...]:
    """The types of need that may be recorded on the day; with no day, all current and future ones."""
    return _now("sen_type", on)


def sen_provisions(on: date | None = None) -> tuple[Code, ...]:
    """N, K and E."""
    return _now("sen_provision", on)


def historical_sen_provisions() -> tuple[Code, ...]:
    """A, P, S and Q: met in old files only, never to be recorded anew."""
    return code_set("sen_provision_historical")


def historical_sen_types() -> tuple[Code, ...]:
    """BESD: met in old files only."""
    return code_set("sen_type_historical")


def broad_areas(on: date | None = None) -> tuple[Code, ...]:
    return _now("broad_area", on)


def nc_years(on: date | None = None) -> tuple[Code, ...]:
    """National curriculum years, youngest first; then X and M."""
    return _now("nc_year_actual", on)


def ehcp_sections(on: date | None = None) -> tuple[Code, ...]:
    """Sections A to K; `details["appeal"]` is yes, no or recommendation."""
    return _now("ehcp_sections", on)


def phase_transfers(on: date | None = None) -> tuple[Code, ...]:
    """The changes of phase; `details["deadline"]` is the rule that governs each."""
    return _now("phase_transfers", on)


def plan_types(on: date | None = None) -> tuple[Code, ...]:
    return _now("plan_type", on)


def code_name(set_name: str, code: str) -> str:
    """The name of a code; the code itself where the set does not know it, so that nothing is hidden."""
    return _names(set_name).get(code, code)


@cache
def _names(set_name: str) -> dict[str, str]:
    """Of a code that stands twice, the first."""
    return {one.code: one.name for one in reversed(code_set(set_name))}


def broad_area_of(sen_type: str) -> str | None:
    """The broad area of a type of need, by default where the Department assigns none; None if uncategorised."""
    return next((one.default_broad_area for one in code_set("sen_type") if one.code == sen_type), None)


@cache
def _upn() -> tuple[str, tuple[int, ...], int, re.Pattern[str]]:
    raw = law_file()["upn"]
    either = re.compile(f"(?:{raw['permanent_regex']})|(?:{raw['temporary_regex']})")
    return raw["check_alphabet"], tuple(raw["weights_chars_2_to_13"]), raw["modulus"], either


def upn_check_letter(upn: str) -> str:
    """The letter that should stand first, from characters 2 to 13. ValueError if they are no UPN.

    Source: the Department's UPN guide, as its own code applies it: weights 2 to 13, remainder by 23.
    """
    alphabet, weights, modulus, shape = _upn()
    body = upn.strip().upper()[1:]
    if not shape.match(alphabet[0] + body):
        raise ValueError("A UPN is a letter and twelve digits; a temporary one ends in a letter.")
    values = (alphabet.index(char) if char.isalpha() else int(char) for char in body)
    return alphabet[sum(weight * value for weight, value in zip(weights, values, strict=True)) % modulus]


def upn_is_valid(upn: str) -> bool:
    """Shape and check letter; the authority number inside is not verified. Case and outer spaces do not matter."""
    tidy = upn.strip().upper()
    if not tidy.isascii() or not _upn()[3].fullmatch(tidy):
        return False
    return upn_check_letter(tidy) == tidy[0]


def upn_is_temporary(upn: str) -> bool:
    """Whether a valid UPN is a temporary one, which ends in a letter."""
    return upn_is_valid(upn) and upn.strip()[-1].isalpha()


def census_days(year: int) -> dict[str, date]:
    """The three school census days of a calendar year, by rule: spring, summer, autumn.

    Third Thursday of January and of May, first Thursday of October.
    """
    return {term: _thursday(year, month, nth) for term, (month, nth) in CENSUS_MONTHS.items()}


def _thursday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 7 * (nth - 1))


def census_collects(item: str) -> tuple[str, ...]:
    """The terms in which the census collects an item: sen_provision, sen_type, sen_type_rank, sen_unit …"""
    return tuple(law_file()["census"]["collected"][item])


def national_statistics(academic_year: str) -> Mapping[str, Any] | None:
    """The Department's national figures for a year such as 2025/26; None where the book has none."""
    found: Mapping[str, Any] | None = law_file()["national_statistics"].get(academic_year)
    return found
