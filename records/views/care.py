"""What a school must know of a looked-after pupil: who answers for them, who may consent, this term's plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.changes import events_about, in_words
from pupils.models import Contact, Pupil
from pupils.views.frame import form_page, frame, people_parts, pupil_seen
from records.actions.care import DETAILS, add_consent, end_consent, write_care_details
from records.forms.care import CareForm, ConsentForm
from records.models import CareConsent, CareDetails, Pep
from senco.actions.access import note_access
from senco.confidential import holders
from senco.forms.versions import StaleEdit
from senco.permissions import Member, MemberRequest, Permission, Role, requires, today

HERE = "records:care"
LOOKED_AFTER, BEFORE = "looked_after", "previously_looked_after"


@requires(Permission.VIEW_CARE)
@require_safe
def care(request: MemberRequest, pk: int) -> HttpResponse:
    pupil, member, day = pupil_seen(request, pk, Permission.VIEW_CARE), request.member, today()
    details = CareDetails.objects.visible_to(member).of_pupil(pupil).select_related("written_by").first()
    note_access(details or pupil, by=member, pupil_id=pupil.pk)
    consents = list(CareConsent.objects.visible_to(member).of_pupil(pupil))
    kinds: Any = pupil.kinds or ()  # type: ignore[attr-defined]
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "parts": people_parts(member, pupil, HERE),
        "details": details,
        "consents": [one for one in consents if one.is_open(day)],
        "former": [one for one in consents if not one.is_open(day)],
        "is_looked_after": LOOKED_AFTER in kinds,
        "was_looked_after": BEFORE in kinds,
        "peps": list(Pep.objects.visible_to(member).of_pupil(pupil).with_writer()),
        "teachers": holders(pupil.school_id, [Role.DESIGNATED_TEACHER], day),
        "responsible": list(Contact.objects.visible_to(member).of_pupil(pupil).current().responsible()),
        "edits": member.may(Permission.EDIT_CARE, pupil),
    }
    return render(request, "records/care/care.html", shown)


@requires(Permission.VIEW_CARE)
@require_safe
def history(request: MemberRequest, pk: int) -> HttpResponse:
    """What was written before, of the details and of who may consent."""
    pupil, member = pupil_seen(request, pk, Permission.VIEW_CARE), request.member
    details = CareDetails.objects.visible_to(member).of_pupil(pupil).first()
    shown = {
        **frame(request, pupil, "pupils:contacts"),
        "changes": in_words(events_about(details)) if details else [],
    }
    return render(request, "records/care/history.html", shown)


@requires(Permission.EDIT_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    pupil, member = pupil_seen(request, pk, Permission.EDIT_CARE), request.member
    found = CareDetails.objects.visible_to(member).of_pupil(pupil).first()
    form = CareForm(request.POST if request.method == "POST" else None, instance=found, today=today())
    if form.is_bound and form.is_valid() and _saved(pupil, form, member):
        messages.success(request, f"Saved for {pupil}.")
        return redirect(HERE, pk)
    heading = "Who answers for the child"
    return form_page(request, pupil, form, heading=heading, act="Save", back=HERE)


def _saved(pupil: Pupil, form: CareForm, by: Member) -> bool:
    values = {name: form.cleaned_data[name] for name in DETAILS}
    try:
        write_care_details(pupil, by=by, seen=form.cleaned_data["seen_version"] or 0, values=values)
    except StaleEdit as stale:
        form.show_stale(stale)
        return False
    return True


@requires(Permission.EDIT_CARE)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.EDIT_CARE)
    form = ConsentForm(request.POST if request.method == "POST" else None, today=today())
    if form.is_bound and form.is_valid():
        add_consent(pupil, by=request.member, values=form.cleaned_data)
        messages.success(request, f"Recorded for {pupil}.")
        return redirect(HERE, pk)
    return form_page(request, pupil, form, heading="Who may consent to what", act="Record it", back=HERE)


@requires(Permission.EDIT_CARE)
@require_POST
def consent_end(request: MemberRequest, pk: int) -> HttpResponse:
    """From today on no longer, or with `undo` until further notice again."""
    found = get_object_or_404(CareConsent.objects.visible_to(request.member, Permission.EDIT_CARE), pk=pk)
    is_undo = "undo" in request.GET or "undo" in request.POST
    end_consent(found, by=request.member, on=None if is_undo else today())
    undo = "" if is_undo else f"undo:{reverse('records:consent-end', args=[pk])}?undo=1"
    words = "It is in force again." if is_undo else "Ended. It stays in the record of the days until now."
    messages.success(request, words, extra_tags=undo)
    return redirect(HERE, found.pupil_id)
