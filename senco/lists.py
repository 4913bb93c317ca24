"""What every working list does: sort, page and export, with the state in the URL."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

PAGE_SIZES = (25, 50, 100)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sorted_by(
    request: HttpRequest, queryset: QuerySet, sorts: Mapping[str, Sequence[str]], default: str
) -> tuple[QuerySet, str]:
    """Order by `?sort=key` (or `-key`, the other way round); anything unknown falls back to `default`."""
    asked = sort_asked(request, sorts, default)
    return queryset.order_by(*sort_fields(asked, sorts)), asked


def sort_asked(request: HttpRequest, sorts: Mapping[str, Sequence[str]], default: str) -> str:
    asked = request.GET.get("sort", default)
    return asked if asked.lstrip("-") in sorts else default


def sort_fields(asked: str, sorts: Mapping[str, Sequence[str]]) -> list[Any]:
    return [_flip(name) if asked.startswith("-") else name for name in sorts[asked.lstrip("-")]]


def _flip(name: Any) -> Any:
    if isinstance(name, str):
        return name[1:] if name.startswith("-") else f"-{name}"
    return name.desc() if hasattr(name, "desc") else name


def paged(request: HttpRequest, queryset: Any, size: int = PAGE_SIZES[0]) -> Page:
    """The page of `?page=` and `?size=` (25, 50 or 100); a page past the end is the last. Two queries."""
    asked = request.GET.get("size", "")
    if asked.isdigit() and int(asked) in PAGE_SIZES:
        size = int(asked)
    return Paginator(queryset, size).get_page(request.GET.get("page"))


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV that Excel opens as UTF-8. A cell that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _harmless(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
