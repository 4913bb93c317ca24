"""How things are written on a page: dates, hours, money, icons, links that keep a list's state.

Charts are in `charts.py`. Filters give "" for None, so that a template need not ask first.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from senco.forms.choices import PlainSelect

register = template.Library()

SPRITE = "vendor/bootstrap-icons/icons.svg"
UNDO = "undo:"
DRAFT = "draft:"


def _local(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """Wed 25 Nov 2026. An instant is read in the site's time zone."""
    if value is None or value == "":
        return ""
    value = _local(value)
    return f"{value:%a} {value.day} {value:%b %Y}"


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """Wed 25 Nov: where the year stands beside it or is plainly this one."""
    if value is None or value == "":
        return ""
    value = _local(value)
    return f"{value:%a} {value.day} {value:%b}"


@register.filter
def clock(value: dt.datetime | None) -> str:
    """08:52, in the site's time zone."""
    return f"{_local(value):%H:%M}" if value else ""


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Wed 25 Nov 2026, 08:52."""
    return f"{day(value)}, {clock(value)}" if value else ""


@register.simple_tag
def due_words(due_on: dt.date | None, today: dt.date) -> str:
    """How far off a day is, in words: "6 days late", "today", "tomorrow", then the day itself."""
    if due_on is None:
        return "no date yet"
    days = (due_on - today).days
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} late"
    if days < 2:
        return ("today", "tomorrow")[days]
    return short_day(due_on) if due_on.year == today.year or days < 120 else day(due_on)


@register.simple_tag
def due_state(due_on: dt.date | None, today: dt.date, soon: int = 7) -> str:
    """The class of a due date's tag: late, soon (within `soon` days) or info."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    return "late" if days < 0 else "soon" if days <= soon else "info"


@register.filter
def hours(value: Decimal | float | dt.timedelta | None) -> str:
    """12.5 h. A number is hours; a timedelta is turned into them. At most two decimals."""
    if value is None or value == "":
        return ""
    if isinstance(value, dt.timedelta):
        value = Decimal(int(value.total_seconds())) / 3600
    return f"{_plain(Decimal(str(value)))} h"


@register.filter
def minutes_as_hours(value: int | None) -> str:
    """150 minutes as 2.5 h."""
    return "" if value is None else hours(Decimal(value) / 60)


def _plain(number: Decimal, places: str = "0.01") -> str:
    text = f"{number.quantize(Decimal(places)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def money(value: Decimal | float | None) -> str:
    """£9,840, or £12.50 when there are pence."""
    if value is None or value == "":
        return ""
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    whole = amount == amount.to_integral_value()
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.{0 if whole else 2}f}"


@register.filter
def percent(value: Decimal | float | None, places: int = 0) -> str:
    """86%: the value is already out of a hundred."""
    return "" if value is None or value == "" else f"{value:.{places}f}%"


@register.filter
def share(part: float | None, whole: float | None) -> str:
    """Part of a whole as 14%; a dash when there is no whole to be a part of."""
    return f"{100 * (part or 0) / whole:.0f}%" if whole else "–"


@register.filter
def initials(name: str | None) -> str:
    """MT for Maisie Turner; the first letters of the first and the last word."""
    words = [word for word in (name or "").replace(",", " ").split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One drawing of the sprite; silent for a screen reader unless a label says what it means."""
    return _drawn(_sprite(), name, label)


@cache
def _sprite() -> str:
    return static(SPRITE)


@lru_cache(maxsize=512)
def _drawn(sprite: str, name: str, label: str) -> SafeString:
    drawing = format_html('<use href="{}#{}"/></svg>', sprite, name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}', label, drawing)
    return format_html('<svg class="icon" aria-hidden="true">{}', drawing)


@register.simple_tag
def why_date(rule: str, sentences: Sequence[str] = (), cite: str = "") -> SafeString:
    """Why a date is on its day: the rule in small type, and one tap shows how it was counted.

    `rule` is one line, `sentences` each a step of the count, `cite` the law's name. Without sentences it is one plain
    line. Written without a template, for it stands in every row of the longest lists.
    """
    if not sentences:
        return mark_safe(f'<div class="law">{escape(". ".join(part for part in (rule, cite) if part))}</div>')
    listed = f"<ol>{''.join(f'<li>{escape(one)}</li>' for one in sentences)}</ol>"
    steps = listed if len(sentences) > 1 else escape(sentences[0])
    cited = f'<div class="law">{escape(cite)}</div>' if cite else ""
    summary = f"<summary>{escape(rule)}{icon('chevron-right')}</summary>"
    return mark_safe(f'<details class="why">{summary}<div class="why-body">{steps}{cited}</div></details>')


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Only the control of a field, with Bootstrap's class and the mark of an error."""
    widget = field.field.widget
    name = "form-control"
    if isinstance(widget, forms.Select):
        name = "form-select"
    elif isinstance(widget, forms.CheckboxInput):
        name = "form-check-input"
    given = str(widget.attrs.get("class", "")).split()
    wanted = [name, "is-invalid"] if field.errors and name != "form-check-input" else [name]
    plain = PlainSelect(widget.attrs, widget.choices) if type(widget) is forms.Select else None
    return field.as_widget(plain, {"class": " ".join([*given, *(one for one in wanted if one not in given)])})


def _query(context: Mapping[str, Any]) -> QueryDict:
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query.pop("_", None)
    return query


@register.simple_tag(takes_context=True)
def query_with(context: Mapping[str, Any], **changes: Any) -> str:
    """`?…` of this page with some parameters set (None or "" takes one away), the others kept.

    The page number is dropped unless it is what changes: a new sort starts at page 1.
    """
    query = _query(context)
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_without(context: Mapping[str, Any], name: str, value: Any = None) -> str:
    """`?…` of this page without a parameter, or without one of its several values: what a chip's link does."""
    query = _query(context)
    query.pop("page", None)
    left = [kept for kept in query.getlist(name) if value is not None and kept != str(value)]
    query.setlist(name, left)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def next_sort(context: Mapping[str, Any], field: str, first: str = "") -> dict[str, str]:
    """Where a column's head leads and what it says: `url`, and `aria` (ascending, descending or none).

    The parameter is `sort`: `name` upwards, `-name` downwards. `first` is the page's own order.
    """
    now = _query(context).get("sort") or first
    aria = {field: "ascending", f"-{field}": "descending"}.get(now, "none")
    return {"aria": aria, "url": query_with(context, sort=f"-{field}" if aria == "ascending" else field)}


@register.simple_tag
def page_numbers(page: Page) -> list[Any]:
    """Numbers to show under a list, with an ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def undo_url(message: Message) -> str:
    """The address that takes it back: a view adds `extra_tags=f"undo:{url}"` to its message. Own paths only."""
    url = _marked(message, UNDO)
    parts = urlsplit(url)
    return "" if parts.scheme or parts.netloc or not url.startswith("/") else url


@register.filter
def draft_done(message: Message) -> str:
    """Name of the form draft that this message ends: a view adds `extra_tags="draft:concern"`."""
    return _marked(message, DRAFT)


def _marked(message: Message, mark: str) -> str:
    words = (message.extra_tags or "").split()
    return next((word.removeprefix(mark) for word in words if word.startswith(mark)), "")


@register.filter
def form_errors(form: Any) -> list[dict[str, str]]:
    """Every error of a form or formset as {text, id}: the id of its field, or "" for one of the whole form."""
    forms = [form, *getattr(form, "forms", [])] if hasattr(form, "forms") else [form]
    found = []
    for one in forms:
        whole = one.non_form_errors() if hasattr(one, "non_form_errors") else one.non_field_errors()
        found += [{"text": str(text), "label": "", "id": ""} for text in whole]
        if hasattr(one, "non_form_errors"):
            continue
        for field in one:
            at = field.id_for_label or (f"{field.auto_id}_0" if field.auto_id else "")
            label = str(field.label).rstrip(":")
            label += "" if label.endswith(("?", ".", "!")) else ":"
            found += [{"text": str(text), "label": label, "id": at} for text in field.errors]
    return found
