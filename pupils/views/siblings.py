"""Brothers and sisters: said by a person, offered where two pupils share what reaches their contacts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pupils.actions.siblings import decide_siblings
from pupils.forms.siblings import SiblingForm
from pupils.models import Pupil
from pupils.models.siblings import others_than, perhaps_siblings
from pupils.views.frame import frame, pupil_seen
from senco.permissions import Member, MemberRequest, Permission, requires, today

ANSWERS = {"yes": True, "no": False}


@require_GET
@requires(Permission.EDIT_PUPILS)
def perhaps(request: MemberRequest, pk: int) -> HttpResponse:
    """Part of the page of people: those who may be siblings; nothing where there are none."""
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    found = perhaps_siblings(pupil, request.member, today())
    shown = {"pupil": pupil, "offered": found, "several": request.member.several}
    return render(request, "pupils/siblings/_perhaps.html", shown)


@require_GET
@requires(Permission.EDIT_PUPILS)
def options(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    typed = request.GET.get("q", "").strip()
    found = others_than(pupil, request.member, today()).matching(typed).in_order()[:12] if typed else []
    rows = [{"value": one.pk, "label": one.name, "note": place_of(one, request.member)} for one in found]
    nobody = "Nobody of that name." if typed else "Type the pupil's name."
    return render(request, "components/combobox_options.html", {"options": rows, "none": nobody})


def place_of(pupil: Any, member: Member) -> str:
    """ "5A, Oakfield Primary School": the school for those who have several."""
    return ", ".join(part for part in (pupil.class_name, pupil.school.name if member.several else "") if part)


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil, member = pupil_seen(request, pk, Permission.EDIT_PUPILS), request.member
    form = SiblingForm(request.POST if request.method == "POST" else None, others=others_than(pupil, member, today()))
    if form.is_bound and form.is_valid():
        return _decided(request, pupil, form.cleaned_data["other"], are=True)
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "form": form,
        "chosen": form.data.get("other_text", ""),
        "several": member.several,
        "only_here": member.several and member.chosen is not None,
        "offered": perhaps_siblings(pupil, member, today()),
    }
    return render(request, "pupils/siblings/new.html", shown, status=422 if form.is_bound else 200)


@requires(Permission.EDIT_PUPILS)
@require_POST
def decide(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    """`are` is yes, no, or anything else to take back what was said."""
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    second = get_object_or_404(Pupil.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=other)
    said = request.POST.get("are") or request.GET.get("are", "")
    return _decided(request, pupil, second, are=ANSWERS.get(said))


def _decided(request: MemberRequest, pupil: Pupil, other: Pupil, *, are: bool | None) -> HttpResponse:
    decide_siblings(pupil, other, are=are, by=request.member)
    said = {
        True: f"{pupil} and {other} are siblings.",
        False: f"{pupil} and {other} are not siblings.",
        None: f"Nothing is said of {pupil} and {other} any more.",
    }[are]
    back = {True: "unsaid", False: request.POST.get("was", "unsaid"), None: ""}[are]
    undo = f"undo:{reverse('pupils:sibling-decide', args=[pupil.pk, other.pk])}?are={back}" if back else ""
    messages.success(request, said, extra_tags=undo)
    return redirect("pupils:contacts", pupil.pk)
