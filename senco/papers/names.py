"""The name of a file as its sender had it, made fit to be shown and saved."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
NAMELESS = "Paper"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Characters that are not seen, among them those that turn the direction of writing and so hide an ending."""


def clean_name(sent: str) -> str:
    """The last part alone, without what cannot be seen or saved; cut so that its ending stays."""
    last = re.split(r"[/\\]", sent.replace("\0", ""))[-1]
    seen = "".join(char for char in unicodedata.normalize("NFC", last) if unicodedata.category(char) not in _UNSEEN)
    name = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', " ", seen)).strip(" .")
    ending = PurePosixPath(name).suffix
    if len(ending) > 10:
        ending = ""
    stem = name[: len(name) - len(ending)] if ending else name
    return f"{stem[: LONGEST - len(ending)].strip() or NAMELESS}{ending}"


def ending_of(name: str) -> str:
    """ "pdf"; empty where there is none."""
    return PurePosixPath(name).suffix[1:].lower()


def title_of(name: str) -> str:
    """What a paper is called that nobody gave a title: its name without the ending."""
    ending = PurePosixPath(name).suffix
    stem = name[: -len(ending)] if ending else name
    return re.sub(r"[_\s]+", " ", stem).strip() or NAMELESS
