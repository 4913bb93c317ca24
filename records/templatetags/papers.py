"""How a paper's file is put into words."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from records.models.documents import MARK, UNMARK

register = template.Library()


@register.filter
def file_words(version: Any) -> str:
    """ "PDF, 24 pages, 1.2 MB"."""
    pages = f"{version.pages:,} page{'' if version.pages == 1 else 's'}" if version.pages else ""
    return ", ".join(filter(None, (version.holds.label, pages, _size(version.size))))


def _size(count: int) -> str:
    return f"{max(1, round(count / 1000)):,} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


@register.filter
def version_words(version: Any) -> str:
    return f"Version {version.number}"


@register.filter
def reading_words(version: Any) -> str:
    """Whether the search finds it by its words, and why not."""
    said = f"{version.get_reading_display()}."
    if version.reading == version.Reading.READ and version.is_cut:
        return "The beginning can be searched: there is more in it than is read."
    return said


@register.filter
def marked(excerpt: str) -> SafeString:
    """An excerpt with the words that were found marked; everything else is escaped."""
    said = str(escape(excerpt.replace("\f", " ")))
    return mark_safe(said.replace(MARK, "<mark>").replace(UNMARK, "</mark>"))
