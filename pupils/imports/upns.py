"""The unique pupil number: thirteen characters, the first a check letter (DfE UPN guide)."""

from __future__ import annotations

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
SHAPE = re.compile(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]", re.ASCII)


def upn_is_valid(upn: str) -> bool:
    """Characters 2 to 13 times their place, summed, modulo 23, give the letter. A temporary UPN ends
    in a letter, which counts as its place in the same alphabet."""
    if not SHAPE.fullmatch(upn):
        return False
    values = [int(c) if c.isdigit() else LETTERS.index(c) for c in upn[1:]]
    return LETTERS[sum(place * value for place, value in enumerate(values, start=2)) % 23] == upn[0]


def tidy_upn(written: str) -> str:
    return re.sub(r"[\s\-]", "", written).upper()
