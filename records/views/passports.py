"""A pupil's passport: what adults read, what the SENCO writes, its agreement and its versions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.corrections import Refused
from pupils.models import Pupil
from pupils.views.frame import frame, pupil_seen
from records.actions.passports import agree_passport, draft_of, fingerprint, write_words
from records.actions.readings import acknowledge
from records.forms.passports import AgreeForm, PassportFilter, WordsForm
from records.models import Passport, PassportVersion, SafetyLine, Strategy, WhatWorked
from records.models.passports import with_passports
from records.models.readings import readers_of
from records.passport_texts import changes, texts, with_safety
from senco.actions.access import note_access
from senco.forms.versions import StaleEdit
from senco.lists import PAGE_SIZES, paged, sorted_by
from senco.permissions import Member, MemberRequest, Permission, requires, today

VIEW, EDIT = Permission.VIEW_PROVISION, Permission.EDIT_PASSPORTS


SORTS = {
    "pupil": ("sort_name", "pk"),
    "class": ("class_name", "sort_name", "pk"),
    "agreed": ("agreed_on", "sort_name", "pk"),
    "review": ("review_on", "sort_name", "pk"),
}


@requires(EDIT)
@require_safe
def passports(request: MemberRequest) -> HttpResponse:
    """Who has a passport, which are stale, and the way to print them and to see who has read them."""
    member, form = request.member, PassportFilter(request.GET)
    seen = with_passports(Pupil.objects.visible_to(member, EDIT).on_roll(today()).as_it_was(today(), member))
    shown, order = sorted_by(request, form.apply(seen, today()), SORTS, "pupil")
    part = "_list" if request.htmx and request.htmx.target == "passport-list" else "list"
    context = {"form": form, "page": paged(request, shown), "order": order, "sizes": PAGE_SIZES, "today": today()}
    context["print_schools"] = [(pk, member.names[pk]) for pk in sorted(member.schools_with(EDIT))]
    response = render(request, f"records/passports/{part}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@requires(VIEW)
@require_safe
def passport(request: MemberRequest, pk: int) -> HttpResponse:
    """Teachers read what was agreed; the SENCO sees what is being written, and who has read what."""
    pupil, member = pupil_seen(request, pk, VIEW), request.member
    note_access(pupil, by=member)
    safety = list(SafetyLine.objects.visible_to(member).current().of_pupil(pk).in_order())
    shown: dict[str, Any] = {
        **frame(request, pupil, "records:passport"),
        "notes": list(WhatWorked.objects.visible_to(member).current().of_pupil(pk).with_writer()),
        "may_edit": member.may(EDIT, pupil),
    }
    if shown["may_edit"]:
        return render(request, "records/passports/work.html", {**shown, **_work(member, pupil, safety)})
    versions = PassportVersion.objects.visible_to(member).current().of_pupil(pk).with_picture()
    version = versions.with_reading(member.user).first()
    content = with_safety(version.content if version else {"lines": []}, safety)
    more = {"version": version, "texts": texts(content)}
    return render(request, "records/passports/passport.html", {**shown, **more})


def _work(member: Member, pupil: Any, safety: list[SafetyLine]) -> dict[str, Any]:
    """What the SENCO works on. Three queries."""
    lines = list(Strategy.objects.visible_to(member).current().of_pupil(pupil).in_order())
    draft = Passport.objects.visible_to(member).of_pupil(pupil).with_picture().with_latest().first()
    readers = readers_of(pupil, today())
    order = list(SafetyLine.Kind)
    return {
        "draft": draft,
        "version": draft.latest if draft else None,
        "kinds": [
            {"kind": kind, "label": kind.label, "lines": [one for one in lines if one.kind == kind]}
            for kind in Strategy.Kind
        ],
        "safety": sorted(safety, key=lambda one: order.index(SafetyLine.Kind(one.kind))),
        "readers": readers,
        "read": sum(1 for one in readers if one.is_read),
    }


def attempt(form: Any, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a valid form's action went through. Both texts of a stale edit, or the refusal, become its errors."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except StaleEdit as stale:
        form.stale = True
        form.show_stale(stale)
        return False
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def form_answer(request: MemberRequest, pupil: Any, form: Any, heading: str, **more: Any) -> HttpResponse:
    """A form about a passport; answered 422 with errors, 409 when somebody else saved meanwhile."""
    shown = {"form": form, "form_heading": heading, "back": reverse("records:passport", args=[pupil.pk]), **more}
    status = 409 if getattr(form, "stale", False) else 422 if form.is_bound else 200
    return render(request, "records/passports/form.html", {**frame(request, pupil), **shown}, status=status)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, EDIT)
    found = Passport.objects.visible_to(request.member, EDIT).of_pupil(pk).first() or Passport(pupil_id=pk)
    form = WordsForm(request.POST if request.method == "POST" else None, instance=found)

    def save(said: dict[str, Any]) -> None:
        seen = said.pop("seen_version") or 0
        write_words(pupil, by=request.member, seen=seen, **said)

    if form.is_bound and attempt(form, save):
        messages.success(request, "Saved in the draft.", extra_tags=f"draft:passport-{pk}")
        return redirect("records:passport", pk)
    return form_answer(request, pupil, form, "The pupil’s own words", draft=f"passport-{pk}", act="Save")


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: MemberRequest, pk: int) -> HttpResponse:
    """The text as it will be read, and with whom it was agreed."""
    pupil, day = pupil_seen(request, pk, EDIT), today()
    content = draft_of(Passport.objects.visible_to(request.member, EDIT).of_pupil(pk).first(), pk)
    seen = fingerprint(content)
    form = AgreeForm(request.POST if request.method == "POST" else None, today=day, seen=seen)
    if form.is_bound and attempt(form, lambda said: agree_passport(pupil, by=request.member, today=day, **said)):
        messages.success(request, "Agreed. Everybody who teaches the pupil is given it to read.")
        return redirect("records:passport", pk)
    if form.is_bound and form.data.get("seen") != seen:
        form.seen_anew(seen)
    more = {"texts": texts(content), "back": reverse("records:passport", args=[pk]), "form": form}
    status = 409 if getattr(form, "stale", False) else 422 if form.is_bound else 200
    return render(request, "records/passports/agree.html", {**frame(request, pupil), **more}, status=status)


@requires(VIEW)
@require_safe
def versions(request: MemberRequest, pk: int) -> HttpResponse:
    """Every version with what changed in it, the newest first."""
    pupil = pupil_seen(request, pk, VIEW)
    rows = list(PassportVersion.objects.visible_to(request.member).of_pupil(pk).newest_first())
    older = [*rows[1:], None]
    shown = [
        {"version": one, "changes": changes(before.content, one.content) if before else []}
        for one, before in zip(rows, older, strict=False)
    ]
    context = {**frame(request, pupil, "records:passport"), "rows": shown}
    return render(request, "records/passports/versions.html", context)


@requires(VIEW)
@require_safe
def version(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """One version as it was read then."""
    pupil = pupil_seen(request, pk, VIEW)
    found = PassportVersion.objects.visible_to(request.member).of_pupil(pk).numbered(number).with_picture().first()
    if found is None:
        raise Http404
    note_access(pupil, by=request.member)
    shown = {**frame(request, pupil, "records:passport"), "version": found, "texts": texts(found.content)}
    return render(request, "records/passports/version.html", shown)


@requires(VIEW)
@require_POST
def read(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that a version has been read; `pk` is the version's."""
    found = get_object_or_404(PassportVersion.objects.visible_to(request.member), pk=pk)
    if found.replaced_at is not None:
        messages.error(request, "There is a newer version now. Read that one.")
        return redirect("records:passport", found.pupil_id)
    acknowledge([found], by=request.member, today=today())
    messages.success(request, "Thank you. The SENCO sees that you have read it.")
    return redirect("records:passport", found.pupil_id)
