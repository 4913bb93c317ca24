"""Logging a concern, the list of concerns, one concern, and what a colleague answers about it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pupils.actions.concerns import answer_question, log_concern, read_answer
from pupils.actions.parents import record_parents
from pupils.actions.safeguarding import NoLead, keep_worry
from pupils.forms.areas import Offered
from pupils.forms.concerns import AnswerForm, ConcernFilter, ConcernForm, narrow
from pupils.forms.parents import ParentsForm
from pupils.models import (
    AdviceRequest,
    Concern,
    ConcernCase,
    ConcernMove,
    ConcernQuestion,
    Observation,
    Pupil,
)
from pupils.models.concerns import ONE_BY_ONE, TAB_COUNTS
from pupils.models.parents import as_parents
from pupils.models.waits import waits_of
from pupils.views.areas import areas_looked_for
from pupils.views.triage import choices_for
from senco.actions.access import note_access, note_export
from senco.links import link_for
from senco.lists import PAGE_SIZES, csv_response, paged, sort_asked, sort_fields
from senco.permissions import Member, MemberRequest, Permission, requires, today
from senco.prepared import prepared

TABS = {
    "new": "New",
    "watching": "Watching",
    "asking": "Asking colleagues",
    "closed": "Closed",
    "all": "All",
    "mine": "Logged by me",
    "taught": "About pupils I teach",
}
STAGES, OWN = ("new", "watching", "asking", "closed", "all", "mine"), ("mine", "taught")
SORTS = {
    "due": ["due_on", "pk"],
    "wait": ["waits_since", "pk"],
    "pupil": ["pupil__sort_name", "pk"],
    "logged": ["logged_at", "pk"],
    "state": ["case__state", "logged_at", "pk"],
}
OFFERED = 60
CSV_HEADER = (
    "School", "Pupil", "Class", "Area", "Raised by", "In their words", "What was seen", "What was tried",
    "Parents told", "Logged on", "Logged by", "Where it stands", "Waits for", "Answer by", "What the teacher was told",
)  # fmt: skip


def sees_all(member: Member) -> bool:
    """Whether the list is the school's, in stages, or one's own."""
    return member.may(Permission.TRIAGE_CONCERNS) or (
        member.may(Permission.VIEW_ALL_PUPILS) and member.may(Permission.VIEW_SEN_RECORD)
    )


@require_GET
@requires(Permission.LOG_CONCERN)
def index(request: MemberRequest) -> HttpResponse:
    member, day = request.member, today()
    tabs = STAGES if sees_all(member) else OWN
    tab = request.GET.get("show", "")
    tab = tab if tab in tabs else tabs[0]
    filters = ConcernFilter(request.GET, offered=Offered(member, retired=True), member=member, today=day)
    sort = sort_asked(request, SORTS, "-logged" if tab in ("closed", *ONE_BY_ONE) else "due")
    wanted = (member, tab, filters.narrowed, sort)
    if request.GET.get("format") == "csv":
        return _export(request, list(_listed.build(*wanted)))
    # What somebody types is different each time, so its query is not worth keeping.
    shown = _listed.build(*wanted) if filters.is_typed else _listed.paged(*wanted)
    context = {
        "page": _named(paged(request, shown), member),
        **{"triages": sees_all(member), "decides": member.may(Permission.TRIAGE_CONCERNS)},
        **_tabs_shown(member, tabs, tab),
        **_asked_of(member),
        **{"sort": sort, "filters": filters, "today": day, "sizes": PAGE_SIZES},
    }
    return render(request, "pupils/concerns/index.html", context)


def _tabs_shown(member: Member, tabs: Sequence[str], tab: str) -> dict[str, Any]:
    """The tabs, each with how many it opens, and how many answers are not yet read. One query."""
    counts = _tab_counts(member)
    shown = [{"label": TABS[key], "url": f"?show={key}", "current": key == tab, "count": counts[key]} for key in tabs]
    return {"tabs": shown, "tab": tab, "one_by_one": tab in ONE_BY_ONE, "unread": counts["unread"]}


def _asked_of(member: Member) -> dict[str, Any]:
    """What waits for this member's answer, above the list. Three queries."""
    return {
        "questions": _waiting(member),
        "advice": list(AdviceRequest.objects.visible_to(member).news_for(member.user).with_names()),
        "observing": list(Observation.objects.visible_to(member).asked_of(member.user).waiting().with_names()),
    }


@prepared
def _listed(member: Member, tab: str, by: tuple[tuple[str, str], ...], sort: str) -> Any:
    concerns = narrow(Concern.objects.visible_to(member), by).in_tab(tab, member.user)
    shown = concerns.with_class(today()).with_due().with_others().with_waits().select_related("pupil", "logged_by")
    return shown.order_by(*sort_fields(sort, SORTS))


@_listed.counted_by
def _how_many(member: Member, tab: str, by: tuple[tuple[str, str], ...], sort: str) -> Any:
    rows = narrow(Concern.objects.visible_to(member), by).in_tab(tab, member.user)
    return rows.order_by().values("school_id").annotate(in_all=Count("pk")).values_list("in_all")


def _tab_counts(member: Member) -> Counter[str]:
    """How many stand in each tab, and as `unread` one's own with an answer not yet opened. One query."""
    counts: Counter[str] = Counter()
    for school in _counted(member):
        counts.update(dict(zip(TAB_COUNTS, school, strict=True)))
    return counts


@prepared
def _counted(member: Member) -> Any:
    return Concern.objects.visible_to(member).tabs_counted(member.user)


def _export(request: MemberRequest, rows: list[Any]) -> HttpResponse:
    """The tab as the filters leave it; each pupil's access log says that it was taken out."""
    note_export({one.pupil_id: one.pupil for one in rows}.values(), by=request.member)
    cells = (_cells(one, request.member) for one in rows)
    return csv_response(f"concerns-{today():%Y-%m-%d}", CSV_HEADER, cells)


def _cells(one: Any, member: Member) -> tuple[Any, ...]:
    return (
        member.names[one.school_id],
        one.pupil.list_name,
        one.class_name,
        one.get_area_display(),
        one.raised_by or str(one.logged_by),
        one.their_words,
        one.seen,
        one.tried,
        "yes" if one.parents_told else "no",
        f"{localtime(one.logged_at):%d/%m/%Y}",
        str(one.logged_by),
        one.get_state_display(),
        waits_of(one, today()),
        f"{one.due_on:%d/%m/%Y}" if one.due_on else "",
        one.outcome,
    )


def _named(page: Any, member: Member) -> Any:
    """Each row with its school's name, for those who see several, and with whom it waits for."""
    for row in page:
        row.school_name = member.names[row.school_id]
        row.waits = waits_of(row, today())
    return page


def _waiting(member: Member) -> list[ConcernQuestion]:
    """What this member has been asked and not answered. One query."""
    return _asked(member)


@prepared
def _asked(member: Member) -> Any:
    questions = ConcernQuestion.objects.visible_to(member).asked_of(member.user).waiting()
    return questions.select_related("case__pupil", "asked_by")


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_CONCERN)
def log(request: MemberRequest) -> HttpResponse:
    pupil = _asked_for(request)
    marked = "safeguarding" in request.GET
    worry = marked or "worry" in request.POST
    form = ConcernForm(request.POST or None, member=request.member, today=today(), pupil=pupil, worry=worry)
    if request.method == "POST" and form.is_valid():
        kept = _keep_worry(request, form) if worry else _keep_concern(request, form)
        if kept is not None:
            return kept
    plain = reverse("pupils:concern-log") + (f"?pupil={pupil.pk}" if pupil else "")
    draft = ("worry" if marked else "concern") + (f"-{pupil.pk}" if pupil else "")
    context = {"form": form, "pupil": pupil, "draft": draft, "marked": marked, "plain_url": plain}
    return render(request, "pupils/concerns/form.html", context, status=422 if form.is_bound else 200)


def _asked_for(request: MemberRequest) -> Pupil | None:
    """The pupil that the form was opened for, with `?pupil=`; 404 for one whom the member may not see."""
    pk = request.GET.get("pupil", "")
    return (
        get_object_or_404(Pupil.objects.visible_to(request.member), pk=int(pk) if pk.isdigit() else 0) if pk else None
    )


def _keep_concern(request: MemberRequest, form: ConcernForm) -> HttpResponse | None:
    """Log it; a form that was logged before leads to what was logged, or, changed since, is shown again."""
    pupil, key = form.cleaned_data["pupil"], form.cleaned_data["form_key"]
    before = form.logged_before
    if before and form.differs_from(before):
        form.offer_again(before)
        return None
    concern = before or log_concern(pupil, by=request.member, form_key=key, today=form.today, **form.words)
    messages.success(request, "Logged. The SENCO is told, and answers you here.")
    return redirect("pupils:concern", concern.pk)


def _keep_worry(request: MemberRequest, form: ConcernForm) -> HttpResponse | None:
    pupil, key = form.cleaned_data["pupil"], form.cleaned_data["form_key"]
    try:
        note = keep_worry(pupil, by=request.member, text=form.worry_text, form_key=key, today=form.today)
    except NoLead as nobody:
        form.add_error(None, str(nobody))
        return None
    messages.success(request, "Kept for the safeguarding lead, who is being told now. It is not in the SEN record.")
    return redirect("pupils:safeguarding-note", note.pk)


@require_GET
@requires(Permission.LOG_CONCERN)
def pupils(request: MemberRequest) -> HttpResponse:
    """Options of the type-ahead: pupils one may see. Before anything is typed, those logged lately, then one's own."""
    member, day = request.member, today()
    own = Pupil.objects.visible_to(member).of_schools(member.schools_with(Permission.LOG_CONCERN))
    own = own.on_roll(day).with_class(day)
    typed = request.GET.get("q", "").strip()
    if typed:
        found = list(own.matching(typed).in_order()[:12])
    else:
        lately = list(own.lately_logged_by(member.user)[:5])
        taught = own.taught_by(member.user).in_order()[:OFFERED]
        found = [*lately, *(one for one in taught if one not in lately)]
    options = [{"value": one.pk, "label": one.name, "note": _place(one, member)} for one in found]
    nobody = "Nobody of that name in your classes." if typed else "Type the pupil's name."
    return render(request, "components/combobox_options.html", {"options": options, "none": nobody})


def _place(pupil: Any, member: Member) -> str:
    return ", ".join(part for part in (pupil.class_name, member.several and member.names[pupil.school_id]) if part)


@require_GET
@requires(Permission.LOG_CONCERN)
def read(request: MemberRequest, pk: int) -> HttpResponse:
    return show(request, pk)


@require_GET
@requires(Permission.LOG_CONCERN)
def case(request: MemberRequest, pk: int) -> HttpResponse:
    """The case, addressed as such: a deadline is about it, whatever concerns it holds."""
    return show_case(request, Concern.objects.visible_to(request.member).of_case(pk))


def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The page of the case that this concern stands in."""
    return show_case(request, Concern.objects.visible_to(request.member).together_with(pk), pk=pk)


def newest_first(
    moves: Iterable[ConcernMove], concerns: Iterable[Concern]
) -> list[tuple[dt.datetime, ConcernMove | Concern]]:
    """All that happened in a case and when, decisions and loggings together."""
    told: list[tuple[dt.datetime, ConcernMove | Concern]] = [(move.at, move) for move in moves]
    told += [(one.logged_at, one) for one in concerns]
    return sorted(told, key=lambda row: row[0], reverse=True)


def show_case(request: MemberRequest, rows: Any, *, pk: int = 0, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a case, opened by one of its concerns or else the newest; the log is told, and its teachers' answer
    marked read. `rows` are the concerns of it that the member may see."""
    member, day = request.member, today()
    rows = rows.with_class(day).with_due().with_others().with_sight(member).with_what_there_is(day)
    concerns = list(rows.select_related("pupil", "logged_by"))
    concern = next((one for one in concerns if pk in (0, one.pk)), None)
    if concern is None:
        raise Http404
    note_access(concern, by=member)
    questions = list(ConcernQuestion.objects.visible_to(member).of(concern.case).select_related("asked"))
    observed = list(Observation.objects.visible_to(member).of(concern.case)) if concern.is_observed else []
    asked = _mine_to_answer(questions, member)
    context = {
        "concern": concern,
        "case": concern.case,
        "fresh": read_answer(concerns, by=member),
        "concerns": concerns,
        "looked_for": areas_looked_for(concerns),
        "happened": newest_first(ConcernMove.objects.visible_to(member).of(concern.case).with_people(), concerns),
        "questions": questions,
        "observed": observed,
        "told_observed": sum(1 for one in observed if one.answered_at),
        "mine_to_observe": _mine_to_observe(observed, member, concern),
        "parents": as_parents(concern.parents_rows),
        "parents_form": ParentsForm(today=day),
        "mine_to_answer": asked if concern.state == Concern.State.GATHERING else None,
        "answer_form": AnswerForm(instance=asked),
        "pupil_url": link_for(member, "pupils:pupil", concern.pupil_id) if concern.seen_pupil else "",
        "triages": member.may(Permission.TRIAGE_CONCERNS, concern),
        "may_go_to_lead": concern.may_go_to_lead(member),
        "today": day,
        **choices_for(concern, member),
        **more,
    }
    return render(request, "pupils/concerns/detail.html", context, status=status)


def _mine_to_answer(questions: list[ConcernQuestion], member: Member) -> ConcernQuestion | None:
    """What this member is still asked, else what they answered last."""
    mine = [one for one in questions if one.asked_id == member.user.pk]
    return next((one for one in mine if not one.answered_at), mine[-1] if mine else None)


def _mine_to_observe(observed: list[Observation], member: Member, concern: Concern) -> Observation | None:
    still = concern.state == Concern.State.GATHERING
    return next((one for one in observed if still and one.asked_id == member.user.pk and not one.answered_at), None)


@require_POST
@requires(Permission.LOG_CONCERN)
def parents(request: MemberRequest, pk: int) -> HttpResponse:
    """One more dated line of what the parents were told and said; the page again, with all typed, where it is wrong."""
    found = get_object_or_404(ConcernCase.objects.visible_to(request.member), pk=pk)
    form = ParentsForm(request.POST, today=today())
    if not form.is_valid():
        rows = Concern.objects.visible_to(request.member).of_case(pk)
        return show_case(request, rows, status=422, parents_form=form, parents_open=True)
    record_parents(found, by=request.member, **form.cleaned_data)
    messages.success(request, "Recorded with the concern.")
    return redirect("pupils:case", pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.LOG_CONCERN)
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Takes the answer. Opened by a link, such as the deadline's, it leads to the concern, where the form is; who
    may not read the concern, since they do not teach the pupil, has the question alone."""
    own = ConcernQuestion.objects.visible_to(request.member).asked_of(request.member.user)
    question = get_object_or_404(own.select_related("case__pupil", "asked_by"), pk=pk)
    rows = Concern.objects.visible_to(request.member).of_case(question.case_id)
    reads = rows.exists()
    if request.method == "GET":
        return redirect("pupils:case", question.case_id) if reads else _question_alone(request, question)
    form = AnswerForm(request.POST, instance=question)
    if not form.is_valid():
        question.refresh_from_db(fields=["answer"])
        if reads:
            return show_case(request, rows, status=422, answer_form=form)
        return _question_alone(request, question, form)
    answer_question(question, by=request.member, answer=form.cleaned_data["answer"], today=today())
    messages.success(request, "Thank you: the SENCO has your answer.")
    return redirect("pupils:case", question.case_id) if reads else redirect("pupils:concern-answer", pk)


def _question_alone(request: MemberRequest, question: ConcernQuestion, form: AnswerForm | None = None) -> HttpResponse:
    shown = form or AnswerForm(instance=question)
    context = {"mine_to_answer": question, "concern": question.case, "answer_form": shown}
    return render(request, "pupils/concerns/question.html", context, status=422 if form else 200)
