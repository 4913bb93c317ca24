"""The holders' part of a subject access request: what they hold about a pupil, and what of it is disclosed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from pupils.models import Pupil
from pupils.views.frame import frame, people_parts, pupil_seen
from records.actions.disclosures import decide_disclosure
from records.confined import Held, held_about
from records.forms.disclosures import DisclosureForm
from senco.actions.access import note_reading
from senco.law import day_name
from senco.lists import csv_response
from senco.permissions import MemberRequest, Permission, requires, today

COLUMNS = ("Day", "What", "Words", "Written by", "Only for", "Decided", "By", "On")


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def confined(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.VIEW_SEN_RECORD)
    return _page(request, pupil, held_about(pupil, request.member))


def _page(request: MemberRequest, pupil: Pupil, held: list[Held], **more: Any) -> HttpResponse:
    """`more` holds the form that was refused and the row (`wrong`, a kind and id) that it is of."""
    note_reading(pupil, [(one.kind, one.pk) for one in held], by=request.member, action="view")
    wrong = more.get("wrong")
    rows = [(one, more["form"] if wrong == (one.kind, one.pk) else _form(one)) for one in held]
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "parts": people_parts(request.member, pupil, "records:confined"),
        "rows": rows,
        "undecided": sum(one.decision is None for one in held),
        "disclosed": sum(one.is_disclosed for one in held),
    }
    return render(request, "records/confined/list.html", shown, status=422 if wrong else 200)


def _form(held: Held) -> DisclosureForm:
    made = held.decision
    initial = {"discloses": "yes" if made.discloses else "no", "why": made.why} if made else {}
    return DisclosureForm(initial=initial, auto_id=f"id_{held.kind}_{held.pk}_%s")


@requires(Permission.VIEW_SEN_RECORD)
@require_POST
def decide(request: MemberRequest, pk: int, kind: str, row: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.VIEW_SEN_RECORD)
    held = held_about(pupil, request.member)
    found = next((one for one in held if (one.kind, one.pk) == (kind, row)), None)
    if found is None:
        raise Http404("There is no such entry.")
    form = DisclosureForm(request.POST, auto_id=f"id_{kind}_{row}_%s")
    if not form.is_valid():
        return _page(request, pupil, held, wrong=(kind, row), form=form)
    discloses, why = form.cleaned_data["discloses"] == "yes", form.cleaned_data["why"]
    decide_disclosure(pupil, found, discloses=discloses, why=why, by=request.member)
    messages.success(request, "It is to be disclosed." if discloses else "It is withheld.")
    return redirect("records:confined", pk)


@requires(Permission.VIEW_SEN_RECORD)
@require_safe
def export(request: MemberRequest, pk: int) -> HttpResponse:
    """All that the member holds, with what was decided; or with `part=disclose` what is to be disclosed, alone."""
    pupil = pupil_seen(request, pk, Permission.VIEW_SEN_RECORD)
    held = held_about(pupil, request.member)
    only = request.GET.get("part") == "disclose"
    taken = [one for one in held if one.is_disclosed or not only]
    note_reading(pupil, [(one.kind, one.pk) for one in taken], by=request.member, action="export")
    columns = COLUMNS[:4] if only else COLUMNS
    lines = (_line(one)[: len(columns)] for one in taken)
    return csv_response(f"confined-{pupil.pk}-{today():%Y-%m-%d}", columns, lines)


def _line(one: Held) -> tuple[str, ...]:
    made = one.decision
    who, when = (str(made.decided_by), day_name(made.decided_at.date())) if made else ("", "")
    return (day_name(one.on), one.title, one.text, one.by, one.holders, one.decided, who, when)
