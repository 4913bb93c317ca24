"""Ask the SENCO: the questions, one question, and the strategy cards that others find."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pupils.actions.advice import answer_advice, ask_senco, keep_strategy, read_advice, retire_strategy
from pupils.forms.advice import AdviceForm, AnswerAdviceForm, StrategyFilter, StrategyForm
from pupils.models import AdviceRequest, Pupil, StrategyCard
from senco.actions.access import note_access
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.lists import PAGE_SIZES, paged
from senco.permissions import MemberRequest, Permission, requires, today


@require_GET
@requires(Permission.LOG_CONCERN)
def index(request: MemberRequest) -> HttpResponse:
    member = request.member
    rows = AdviceRequest.objects.visible_to(member).with_names().waiting_first()
    context = {
        "page": paged(request, rows),
        "answers": member.may(Permission.TRIAGE_CONCERNS),
        "sizes": PAGE_SIZES,
    }
    return render(request, "pupils/advice/index.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_CONCERN)
def ask(request: MemberRequest) -> HttpResponse:
    pk, day = request.GET.get("pupil", ""), today()
    seen = Pupil.objects.visible_to(request.member)
    pupil = get_object_or_404(seen, pk=int(pk) if pk.isdigit() else 0) if pk else None
    form = AdviceForm(request.POST or None, member=request.member, pupil=pupil, today=day)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("question", "form_key", "pupil", "group")}
        row = ask_senco(form.school_id, by=request.member, today=day, **said)
        messages.success(request, "Asked. The SENCO is told, and answers you here.")
        return redirect("pupils:advice-request", row.pk)
    return render(request, "pupils/advice/ask.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_CONCERN)
def advice_request(request: MemberRequest, pk: int) -> HttpResponse:
    """One question: who asked reads the answer, the SENCO's team writes it."""
    member = request.member
    row = get_object_or_404(AdviceRequest.objects.visible_to(member).with_names(), pk=pk)
    form = AnswerAdviceForm(request.POST or None, initial={"answer": row.answer})
    if request.method == "POST":
        member.must(Permission.TRIAGE_CONCERNS, row)
        if form.is_valid():
            answer_advice(row, by=member, answer=form.cleaned_data["answer"], today=today())
            messages.success(request, f"Answered: {row.asked_by.name} finds it among their concerns.")
            return redirect("pupils:advice-request", pk)
    else:
        note_access(row, by=member)
    context = {
        "row": row,
        "form": form,
        "fresh": read_advice(row, by=member),
        "answers": member.may(Permission.TRIAGE_CONCERNS, row),
        "pupil_url": link_for(member, "pupils:pupil", row.pupil_id, at=row) if row.pupil_id else "",
    }
    return render(request, "pupils/advice/detail.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Permission.LOG_CONCERN)
def strategies(request: MemberRequest) -> HttpResponse:
    """What has helped, found by word and area."""
    member, filters = request.member, StrategyFilter(request.GET)
    cards = filters.narrow(StrategyCard.objects.visible_to(member).in_use())
    context = {
        "page": paged(request, cards.select_related("made_by")),
        "filters": filters,
        "keeps": member.may(Permission.TRIAGE_CONCERNS),
        "sizes": PAGE_SIZES,
    }
    return render(request, "pupils/advice/strategies.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRIAGE_CONCERNS)
def strategy_new(request: MemberRequest) -> HttpResponse:
    """A card of one's own words, or begun from an answer with `?from=`."""
    member = request.member
    start = request.GET.get("from", "")
    rows = AdviceRequest.objects.visible_to(member)
    row = get_object_or_404(rows, pk=int(start) if start.isdigit() else 0) if start else None
    school = row.school_id if row else min(member.schools_with(Permission.TRIAGE_CONCERNS))
    member.must(Permission.TRIAGE_CONCERNS, school)
    card = StrategyCard(school_id=school, text=row.answer if row else "")
    return _strategy(request, card, "Save a strategy card")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRIAGE_CONCERNS)
def strategy_edit(request: MemberRequest, pk: int) -> HttpResponse:
    card = get_object_or_404(StrategyCard.objects.visible_to(request.member), pk=pk)
    request.member.must(Permission.TRIAGE_CONCERNS, card)
    return _strategy(request, card, "Change a strategy card")


def _strategy(request: MemberRequest, card: StrategyCard, head: str) -> HttpResponse:
    form: Any = StrategyForm(request.POST or None, instance=card)
    if form.is_valid():
        try:
            keep_strategy(form.instance, by=request.member, seen_version=form.cleaned_data["seen_version"] or 0)
        except StaleEdit as stale:
            form.show_stale(stale)
        else:
            messages.success(request, "Saved. Everybody who works with children here can find it.")
            return redirect("pupils:strategies")
    status = 409 if form.stale else 422 if form.errors else 200
    return render(request, "pupils/advice/strategy.html", {"form": form, "head": head, "card": card}, status=status)


@require_POST
@requires(Permission.TRIAGE_CONCERNS)
def strategy_retire(request: MemberRequest, pk: int) -> HttpResponse:
    card = get_object_or_404(StrategyCard.objects.visible_to(request.member), pk=pk)
    back = "back" in request.GET
    retire_strategy(card, by=request.member, retired=not back)
    undo = "" if back else f"undo:{reverse('pupils:strategy-retire', args=[pk])}?back=1"
    messages.success(request, "In the list again." if back else "Taken out of the list.", extra_tags=undo)
    return redirect("pupils:strategies")
