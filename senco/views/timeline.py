"""One pupil's timeline: everything that happened, to read, to print and to take out as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pupils.models import Pupil
from pupils.views.frame import frame, pupil_seen
from senco.actions.access import note_reading
from senco.forms.timeline import TimelineFilter, asked_of, chips_of
from senco.lists import csv_response
from senco.permissions import MemberRequest, Permission, requires, today
from senco.timeline import Asked, Entry, Timeline


@requires(Permission.VIEW_PUPILS)
@require_safe
def timeline(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk)
    stream, asked = Timeline(pupil, request.member, today()), asked_of(request.GET)
    if request.GET.get("format") in ("csv", "print"):
        return _taken_out(request, pupil, stream, asked)
    after = request.GET.get("after", "")[:200]
    if request.htmx and after:
        entries, place = stream.page(asked, after)
        response = render(request, "senco/timeline/_entries.html", {"entries": entries, "place": place})
    else:
        entries, place, tally = stream.opened(asked, after)
        form = TimelineFilter(request.GET, timeline=stream, tally=tally)
        shown = {"entries": entries, "place": place, "after": after, "form": form, "tally": tally}
        shown |= {"chips": list(chips_of(request.GET, asked, stream)), **frame(request, pupil, "timeline")}
        response = render(request, "senco/timeline/page.html", shown)
    _note(request, pupil, entries, "view")
    patch_vary_headers(response, ["HX-Request"])
    return response


def _note(request: MemberRequest, pupil: Pupil, entries: list[Entry], action: str) -> None:
    """Who read whose timeline, and each confined thing that stood in it. One query."""
    confined = [(entry.line.kind, entry.line.pk) for entry in entries if entry.said.is_confined]
    note_reading(pupil, confined, by=request.member, action=action)


def _taken_out(request: MemberRequest, pupil: Pupil, stream: Timeline, asked: Asked) -> HttpResponse:
    """All that is asked for, not a page of it."""
    entries = stream.whole(asked)
    chips = list(chips_of(request.GET, asked, stream))
    if request.GET["format"] == "csv":
        _note(request, pupil, entries, "export")
        return csv_response(f"timeline-{today():%Y-%m-%d}", HEADER, (_row(entry) for entry in entries))
    _note(request, pupil, entries, "print")
    shown = {"entries": entries, "chips": chips, **frame(request, pupil, "timeline")}
    return render(request, "senco/timeline/print.html", shown)


HEADER = ("Date", "Kind", "What", "Details", "By", "Only for")


def _row(entry: Entry) -> tuple[str, ...]:
    said = entry.said
    return (
        f"{entry.line.day:%d/%m/%Y}",
        entry.label,
        said.title,
        said.text,
        entry.line.who,
        said.tag if said.is_confined else "",
    )
