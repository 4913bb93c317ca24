"""PDFs: a template of `templates/pdf/`, filled from plain data, as PDF/UA-1 with its title and language.

Nothing that anybody typed becomes part of the template: it reaches typst as JSON beside it, so that a `#` or a `*` in a
pupil's own words is a letter like any other. One call makes one document, of one page or of a thousand.
"""

import base64
import datetime as dt
import functools
import io
import json
import re
from collections.abc import Mapping
from typing import Any

import typst
from django.conf import settings
from PIL import Image

TEMPLATES = settings.BASE_DIR / "templates/pdf"
FONTS = settings.BASE_DIR / "static/vendor/atkinson"
UNKNOWN = "□"
"""Stands where a letter is in none of the fonts: an accessible PDF may not hold a letter that cannot be drawn."""
_NO_LETTER = re.compile(r'the text `"([^`]+)"` could not be displayed')
_CONTROLS = {code: None for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"}
TRIES = 12


class NoPdf(Exception):
    """The template could not be set: a fault of ours, never of what somebody typed."""


def render(template: str, data: Mapping[str, Any], *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of `templates/pdf/<template>.typ`, which reads `data.json` and the pictures by their names (`x.svg`).

    `data` holds what JSON can hold, and a `title` for the document. Pictures are JPEG.
    """
    said = json.dumps(_clean(data), ensure_ascii=False)
    for _ in range(TRIES):
        try:
            return _compiled(template, said, pictures or {})
        except typst.TypstError as error:
            missing = set(_NO_LETTER.findall(error.diagnostic))
            if not missing:
                raise NoPdf(error.diagnostic) from error
            said = _without(said, missing)
    raise NoPdf("There are too many letters that no font draws.")


def _compiled(template: str, said: str, pictures: Mapping[str, bytes]) -> bytes:
    files = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
    files |= {"main.typ": files[f"{template}.typ"], "data.json": said.encode()}
    files |= {name: _drawn(picture) for name, picture in pictures.items()}
    made: Any = typst.compile(files, font_paths=_fonts(), pdf_standards=["ua-1"])
    return bytes(made)


def _drawn(jpeg: bytes) -> bytes:
    """A JPEG inside an SVG of its size: files that are handed over in memory must be text."""
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        size = f'width="{picture.width}" height="{picture.height}"'
    inside = base64.b64encode(jpeg).decode()
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return f'{head}<image {size} href="data:image/jpeg;base64,{inside}"/></svg>'.encode()


@functools.cache
def _fonts() -> Any:
    """Ours, and typst's own for letters that ours lacks; never the machine's, so that every machine sets alike."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _without(said: str, missing: set[str]) -> str:
    """JSON with these letters put out. typst names them as it would write them, some as an escape."""
    for text in missing:
        for letter in _spelt(text):
            if letter not in '"\\{}[]:,' and not letter.isascii():
                said = said.replace(letter, UNKNOWN)
    return said


def _spelt(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def _clean(value: Any) -> Any:
    """The same without control letters, which no font draws; days as they are written everywhere here."""
    if isinstance(value, str):
        return value.translate(_CONTROLS)
    if isinstance(value, dt.date):
        return f"{value:%a} {value.day} {value:%b %Y}"
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value
