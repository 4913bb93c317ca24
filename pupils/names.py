"""How names are folded for search and sorting: accents and case gone, so that "Łukaszewski" is found by "luk"."""

import re
import unicodedata

from django.db.models import Func, TextField, Value
from django.db.models.functions import Concat, Lower

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


# Great letters too: what `lower` of a database makes of them depends on its locale. The common ones: each costs time.
_SMALL = "àáâãäåāăąçćčèéêëēęěğìíîïīłñńňòóôõöøōőřśšşťùúûüūůýÿźżž"
_LETTERS = _SMALL + _SMALL.upper()
_SIGNS = ' .,-–/()&:;"“”!?+*_%#@\\'
_GONE = "'’"


def folded(name: str) -> Func:
    """A field as `fold` has it, worked out by the database, with a space before each word. For short tables only."""
    letters = "".join(fold(char) for char in _LETTERS)
    plain = Func(
        Lower(name),
        Value(_LETTERS + _SIGNS + _GONE),
        Value(letters + " " * len(_SIGNS)),
        function="translate",
        output_field=TextField(),
    )
    return Concat(Value(" "), plain, output_field=TextField())
