"""What goes on paper: the data of passports and of a class's cards, and the PDFs made of them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify

from pupils.models import Pupil
from pupils.templatetags.pupils import class_and_year
from records.digests import Digest
from records.models import PassportPicture, PassportVersion, SafetyLine
from records.passport_texts import Texts, texts, with_safety
from senco.law import day_name
from senco.pdf import render
from senco.permissions import Member, Permission

SIZES = (14, 13, 12, 11, 10, 9, 8.5)
"""In points: the first tries of the template, all of a page's text kept."""
ROOM, WIDE, HALF = 762.0, 500.0, 235.0
"""Points of an A4 page inside its margins: its height, a line over the page, and a line of one column."""
SURELY, HARDLY = 0.9, 0.62
"""Of the room: below the first a page surely fits by the estimate, and it cannot where less than this part of the
estimate would."""


def passports_pdf(pages: Sequence[Mapping[str, Any]], *, title: str, foot: str, pictures: Mapping[str, bytes]) -> bytes:
    return render("passports", {"title": title, "foot": foot, "pages": list(pages)}, pictures=pictures)


def printable(member: Member, day: dt.date) -> Any:
    """Pupils on the roll with something to print, whom the member may see."""
    has = PassportVersion.objects.visible_to(member).current().values_list("pupil", flat=True)
    seen = Pupil.objects.visible_to(member, Permission.VIEW_PROVISION).on_roll(day)
    return seen.as_it_was(day, member).among(has).in_order()


def pages_of(pupils: Sequence[Any]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """A page's data for each pupil that has a passport, and the pictures by the names that the pages use.

    Three queries, and a file for each picture. The pupils were fetched by `printable`.
    """
    ids = [one.pk for one in pupils]
    versions = {one.pupil_id: one for one in PassportVersion.objects.current().of_pupils(ids).with_picture()}
    safety: dict[int, list[SafetyLine]] = {}
    for line in SafetyLine.objects.current().of_pupils(ids).in_order():
        safety.setdefault(line.pupil_id, []).append(line)
    pages: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    for pupil in pupils:
        if version := versions.get(pupil.pk):
            name = _add_picture(version.picture, pictures)
            pages.append(page(pupil, version, safety.get(pupil.pk, []), name))
    return pages, pictures


def _add_picture(picture: PassportPicture | None, pictures: dict[str, bytes]) -> str:
    """Its name in the PDF; "" where there is none, or its file is lost: the page is made all the same."""
    if picture is None:
        return ""
    try:
        with picture.file.open("rb") as file:
            pictures[f"{picture.pk}.svg"] = file.read()
    except FileNotFoundError:
        return ""
    return f"{picture.pk}.svg"


def page(pupil: Any, version: PassportVersion, safety: Iterable[SafetyLine], picture: str) -> dict[str, Any]:
    said = texts(with_safety(version.content, safety))
    known = class_and_year(pupil)
    made = {
        "name": pupil.name,
        "about": ", ".join(part for part in (known, f"born {day_name(pupil.date_of_birth)}") if part),
        "agreed": _agreed(version),
        "picture": picture,
        "alt": version.picture.alt if version.picture and picture else "",
        "safety": [dict(line) for line in said.safety],
        "always": list(said.always),
        "avoid": list(said.avoid),
        "helps": list(said.helps),
        "words": [list(pair) for pair in said.words],
        "words_by": said.words_by,
        "facts": said.facts,
    }
    return {**made, **_size(said, with_picture=bool(picture))}


def _agreed(version: PassportVersion) -> str:
    if version.agreed_on is None:
        return "The passport itself is not agreed yet: this is what keeps the pupil safe."
    words = f"Agreed on {day_name(version.agreed_on)} with {version.get_agreed_with_display()}."
    return f"{words} To be looked at again on {day_name(version.review_on)}." if version.review_on else words


def _size(said: Texts, *, with_picture: bool) -> dict[str, Any]:
    """The largest size that surely fits, so that nothing need be measured; else the first that could."""
    guesses = [_height(said, size, with_picture) for size in SIZES]
    surely = next((size for size, guess in zip(SIZES, guesses, strict=True) if guess <= SURELY * ROOM), None)
    could = next((at for at, guess in enumerate(guesses) if guess * HARDLY <= ROOM), len(SIZES))
    return {"size": surely, "from": could}


def _height(said: Texts, size: float, with_picture: bool) -> float:
    """How high the page will be at most, in points: a guess on the safe side, where wide letters count for more."""
    top = max(size * 7.5, 95 if with_picture else 0)
    top += _box([f"{one['label']} {one['text']} {one['about']} {one['source']}" for one in said.safety], size, WIDE)
    top += _box(said.always, size, WIDE)
    own = sum(_box(words.split("\n"), size, HALF) for _, words in said.words) + 2 * size
    rest = _box(said.avoid, size, HALF) + _box(said.helps, size, HALF)
    rest += _box(said.facts.split("\n"), size, HALF) if said.facts else 0
    return top + max(own, rest) + 2 * size


def _box(lines: Sequence[str], size: float, wide: float) -> float:
    if not lines:
        return 0
    return size * 4.2 + sum(_rows(line, size, wide) * size * 1.45 + size * 0.5 for line in lines)


def _rows(line: str, size: float, wide: float) -> float:
    """Rows of a line of words; a word that is longer than a row, or may be, makes every guess too low."""
    if any(len(word) > 22 for word in line.split()):
        return 1000
    width = sum(_width(char) for char in line) * size
    return int(width / (wide - 3 * size)) + 1


def _width(char: str) -> float:
    """In parts of the size of the letters; what is in no Latin alphabet is taken to be as wide as it is high."""
    if char in "mwMW@%…—" or ord(char) > 0x24F:
        return 1.1
    return 0.72 if char.isupper() or char.isdigit() else 0.56


def digest_pdf(found: Digest, day: dt.date) -> bytes:
    """The class on A4 on its side: first what holds for several, then a card for each pupil."""
    people = [
        {
            "name": one.short,
            "safety": [{"label": line["label"], "text": line["text"]} for line in one.texts.safety],
            "always": list(one.texts.always),
            "avoid": list(one.texts.avoid),
            "helps": list(one.texts.helps)[:3],
        }
        for one in found.with_passport
        if one.texts is not None and not one.texts.is_empty
    ]
    shared = [{"text": one.text, "names": ", ".join(one.names)} for one in found.always]
    data = {
        "title": f"{found.group} in five minutes",
        "foot": f"{found.group.school.name} · printed {day_name(day)} · confidential: keep it out of sight of pupils",
        "size": f"{len(found.people)} pupils",
        "shared": shared,
        "people": people,
    }
    return render("digest", data)


def pdf_response(made: bytes, name: str, *, attached: bool = False) -> HttpResponse:
    """Shown in the browser under that name, or with `attached` kept as a file."""
    how = "attachment" if attached else "inline"
    headers = {"Content-Disposition": f'{how}; filename="{slugify(name)}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
