"""Observations: asking for them, giving one, the picture of them, and reminding."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pupils.actions.corrections import Refused
from pupils.actions.observations import answer_observation, ask_observations, first_day_offered, remind_observers
from pupils.forms.observations import AskObservationsForm, ObservationForm
from pupils.models import Concern, ConcernCase, Observation
from pupils.models.observations import averages
from senco.actions.access import note_access
from senco.forms.versions import StaleEdit
from senco.permissions import MemberRequest, Permission, requires, today


def _case(request: MemberRequest, pk: int) -> Any:
    rows = ConcernCase.objects.visible_to(request.member).with_class(today()).select_related("pupil")
    case = get_object_or_404(rows, pk=pk)
    request.member.must(Permission.TRIAGE_CONCERNS, case)
    return case


@require_http_methods(["GET", "POST"])
@requires(Permission.TRIAGE_CONCERNS)
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who teaches the pupil, ticked; untick who need not be asked."""
    case, day = _case(request, pk), today()
    place: dict[str, Any] = {"case": case, "today": day, "member": request.member}
    form = AskObservationsForm(request.POST or None, due_on=first_day_offered(case, day), **place)
    if form.is_valid():
        try:
            ask_observations(case, by=request.member, **form.details)
        except (Refused, StaleEdit) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Asked. It is among what each has to do, with a day to answer by.")
            return redirect("pupils:observations", pk)
    context = {"case": case, "form": form, "draft": f"observe-{pk}"}
    return render(request, "pupils/observations/ask.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Permission.TRIAGE_CONCERNS)
def picture(request: MemberRequest, pk: int) -> HttpResponse:
    """What everybody has noticed, a row an adult and a column a domain."""
    case = _case(request, pk)
    note_access(Concern.objects.visible_to(request.member).of_case(case)[:1].get(), by=request.member)
    rows = list(Observation.objects.visible_to(request.member).of(case).with_names())
    context = {
        "case": case,
        "rows": [row for row in rows if row.answered_at],
        "waiting": [row for row in rows if not row.answered_at],
        "means": averages(rows),
        "still_asked": case.state == ConcernCase.State.GATHERING,
    }
    return render(request, "pupils/observations/picture.html", context)


@require_POST
@requires(Permission.TRIAGE_CONCERNS)
def remind(request: MemberRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    count = remind_observers(case, by=request.member, today=today())
    if count:
        messages.success(request, f"{count} reminded: each is sent a mail on the next school day.")
    else:
        messages.info(request, "Everybody who has not answered has been reminded today already.")
    if request.POST.get("to") == "list":
        return redirect(f"{reverse('pupils:concerns')}?show=asking")
    return redirect("pupils:observations", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_CONCERN)
def observation(request: MemberRequest, pk: int) -> HttpResponse:
    """For who was asked, and nobody else."""
    rows = Observation.objects.visible_to(request.member).asked_of(request.member.user).with_names()
    row = get_object_or_404(rows, pk=pk)
    form = ObservationForm(request.POST or None, instance=row)
    if form.is_valid():
        answer_observation(row, by=request.member, today=today(), **form.cleaned_data)
        messages.success(request, "Thank you: the SENCO has your observation.")
        return redirect("pupils:concerns")
    context = {"row": row, "pupil": row.case.pupil, "form": form}
    return render(request, "pupils/observations/form.html", context, status=422 if form.errors else 200)
