"""How names are folded for search and sorting: accents and case gone, so that "Łukaszewski" is found by "luk"."""

import re
import unicodedata

# Letters that NFKD does not take apart.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
LAST = "\U0010ffff"
"""Sorts after every letter in collation C: the upper bound of a prefix search."""


def fold(text: str) -> str:
    """Lower case without accents; anything but letters and digits becomes one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^0-9a-z]+", " ", kept.replace("'", "").replace("’", "")).strip()


def words(*names: str) -> list[str]:
    """Every folded word of these names once, in order."""
    return list(dict.fromkeys(word for name in names for word in fold(name).split()))
