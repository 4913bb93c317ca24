"""Pupils for the search: by the start of any word of any name, by part of one, by number and by class.

Under row security only leakproof comparisons use an index: names are ranges over `PupilWord`, numbers are ranges and
equals over columns in collation C. Each way gives a set of ids, joined before any pupil is read.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex

from pupils.models import GroupPupil, Pupil, PupilWord, TeachingGroup
from pupils.models.pupils import written_so
from pupils.names import LAST, folded
from senco.finding import REACH, Asking, Row, Source, as_finds, register_source
from senco.links import link_for
from senco.permissions import Member, Permission, today
from senco.prepared import Prepared, Typed, prepared

MOST = 20
NEAR, FAR = 2_000, 400
"""So many are ranked, in up to 20 schools and in more: a letter or two find more, and then the first by the word."""
PART = 3
"""Letters from which a part of a name is looked for too."""


def find_pupils(member: Member, text: str, words: Sequence[str]) -> list[Any]:
    """At most one more than `MOST`, the best first: a whole word, one's own classes, those on roll, then by name.

    `words` are those of `text`, folded. One query; a second where too few begin so and the member's schools are few
    enough to look inside words too. The SQL of both is kept: what is typed is put in.
    """
    by_length = sorted(words, key=len, reverse=True)
    typed = [Typed(word) for word in by_length]
    is_short = len(by_length[0]) == 1
    has_figure = any(char.isdigit() for char in text)
    meant = written_so(text)
    found = _ask(_begun, meant, member, is_short, has_figure, Typed(text), Typed(text.upper().replace(" ", "")), *typed)
    if len(found) <= MOST and len(member.schools) <= REACH and len(by_length[0]) >= PART:
        known = {pupil.pk for pupil in found}
        found += [pupil for pupil in _ask(_inside, meant, member, *typed) if pupil.pk not in known]
    return found[: MOST + 1]


def _ask(query: Prepared, meant: Q, *args: Any) -> list[Any]:
    """An apostrophe that is meant asks more than words do, so seldom that such a query is written each time."""
    most = 2 * MOST + 1
    return query.paged(*args)[0:most] if not meant else list(query.build(*args).filter(meant)[:most])


@prepared
def _begun(member: Member, is_short: bool, has_figure: bool, text: str, upn: str, *words: str) -> Any:
    ways = [_by_name(member, is_short, *words), *_by_class(member, has_figure, text)]
    if has_figure:
        ways += _by_number(text, upn)
    ids = ways[0].union(*ways[1:], all=True) if len(ways) > 1 else ways[0]
    return _ranked(member, ids, words)


@prepared
def _inside(member: Member, first: str, *others: str) -> Any:
    """Each word typed stands somewhere in a word of theirs: a scan of the schools' own part of the index."""
    rows = _words(member).alias(at=StrIndex("word", Value(first))).filter(at__gt=0)
    for word in others:
        same = PupilWord.objects.filter(pupil=OuterRef("pupil")).alias(at=StrIndex("word", Value(word)))
        rows = rows.filter(Exists(same.filter(at__gt=0)))
    return _ranked(member, rows.order_by().values_list("pupil_id"), (first, *others))


def _is_among(ids: Any) -> Func:
    """As an array, so that each pupil is fetched by the id: of a set the server would rather read every pupil."""
    return Func(
        F("pk"),
        ArraySubquery(ids),
        template="(%(expressions)s))",
        arg_joiner=" = any(",
        output_field=BooleanField(),
    )


def _ranked(member: Member, ids: Any, words: Sequence[str]) -> Any:
    whole = (Exists(PupilWord.objects.filter(pupil=OuterRef("pk"), word=word)) for word in words)
    pupils = Pupil.objects.visible_to(member).filter(_is_among(ids))
    ranked = pupils.where_they_are(today()).annotate(is_whole=Q(*whole))
    order = ["-is_whole", "-is_here", "sort_name", "pk"]
    if member.holds_class_role:
        ranked = ranked.marking_taught_by(member.user)
        order.insert(1, "-is_mine")
    return ranked.order_by(*order)


def _words(member: Member) -> QuerySet[Any, Any]:
    """Words of the schools whose pupils the member sees, where that is not every school in context."""
    may = member.schools_with(Permission.VIEW_PUPILS)
    rows = PupilWord.objects.all()
    return rows if len(may) == len(member.schools) else rows.filter(school__in=may)


def _most(member: Member) -> int:
    return NEAR if len(member.schools) <= REACH else FAR


def _sees_all(member: Member) -> bool:
    return member.schools_with(Permission.VIEW_PUPILS) <= member.schools_with(Permission.VIEW_ALL_PUPILS)


def _by_name(member: Member, is_short: bool, first: str, *others: str) -> QuerySet[Any, Any]:
    """The longest word leads, for it finds the fewest. Far and wide a single letter stands for a whole word."""
    if is_short and len(member.schools) > REACH:
        rows = _words(member).filter(word=first)
    else:
        rows = _words(member).filter(word__gte=first, word__lt=first + LAST)
    for word in others:
        same = PupilWord.objects.filter(pupil=OuterRef("pupil"), word__gte=word, word__lt=word + LAST)
        rows = rows.filter(Exists(same))
    ids = rows.values_list("pupil_id")
    return ids.order_by("word")[: _most(member)] if _sees_all(member) else ids.order_by()


def _by_number(text: str, upn: str) -> Iterator[QuerySet[Any, Any]]:
    numbers = (
        Q(upn__gte=upn, upn__lt=upn + LAST) & ~Q(upn=""),
        Q(former_upn=upn) & ~Q(former_upn=""),
        Q(admission_number=text) & ~Q(admission_number=""),
        Q(local_ref=text) & ~Q(local_ref=""),
    )
    for number in numbers:
        yield Pupil.objects.filter(number).order_by().values_list("pk")[:FAR]


def _by_class(member: Member, has_figure: bool, text: str) -> Iterator[QuerySet[Any, Any]]:
    """A class is named in full. Far and wide only names with a figure are taken for one."""
    if has_figure or len(member.schools) <= REACH:
        groups = TeachingGroup.objects.filter(name__iexact=text).open(today())
        rows = GroupPupil.objects.on(today()).filter(group__in=groups)
        yield rows.order_by().values_list("pupil_id")[: _most(member)]


def _classes(asking: Asking) -> Any:
    if not asking.member.may(Permission.VIEW_PUPILS):
        return None
    groups = TeachingGroup.objects.visible_to(asking.member).open(today())
    return as_finds(groups, "class", asking, folded=folded("name"), note="subject")


def _class_address(row: Row, member: Member) -> str:
    return link_for(member, "pupils:class", row.pk, at=row.school)


def register_sources() -> None:
    register_source(Source("class", "Classes and groups", "mortarboard", _classes, _class_address))
