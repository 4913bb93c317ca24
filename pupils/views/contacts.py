"""The people round a pupil: those at home, and those who teach them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.contacts import BY_HAND, add_contact, bring_back_contact, edit_contact, remove_contact
from pupils.forms.contacts import ContactForm
from pupils.models import Contact, GroupStaff
from pupils.models.siblings import siblings_of
from pupils.views.frame import form_page, frame, people_parts, pupil_seen
from senco.forms.versions import StaleEdit
from senco.links import link_for
from senco.permissions import Member, MemberRequest, Permission, requires, today


@requires(Permission.VIEW_PUPILS)
@require_safe
def contacts(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk)
    member = request.member
    rows = list(Contact.objects.visible_to(member).of_pupil(pupil))
    return render(
        request,
        "pupils/contacts/list.html",
        {
            **frame(request, pupil, "pupils:contacts"),
            "parts": people_parts(member, pupil, "pupils:contacts"),
            "contacts": [row for row in rows if row.is_current],
            "former": [row for row in rows if not row.is_current],
            "siblings": list(siblings_of(pupil, member, today())),
            "several": member.several,
            "knows_contacts": member.may(Permission.VIEW_CONTACTS, pupil),
            "edits": member.may(Permission.EDIT_PUPILS, pupil),
            "staff": list(GroupStaff.objects.visible_to(member).teaching(pupil, today())),
            "agencies_url": link_for(member, "records:pupil-agencies", pupil.pk, at=pupil),
        },
    )


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = add_contact(pupil, by=request.member, values={name: form.cleaned_data[name] for name in BY_HAND})
        messages.success(request, f"{made} added to the people round {pupil}.")
        return redirect("pupils:contacts", pk)
    return form_page(request, pupil, form, heading="Add a contact", act="Add", back="pupils:contacts")


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: MemberRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    stored = get_object_or_404(Contact.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    pupil = pupil_seen(request, contact.pupil_id, Permission.EDIT_PUPILS)
    form = ContactForm(request.POST if request.method == "POST" else None, instance=contact)
    if form.is_bound and form.is_valid() and _saved(stored, form, request.member):
        messages.success(request, f"{contact} saved.")
        return redirect("pupils:contacts", pupil.pk)
    lead = "What you change here stands: a later import leaves it alone."
    return form_page(request, pupil, form, heading=f"Edit {stored}", act="Save", back="pupils:contacts", lead=lead)


def _saved(contact: Contact, form: ContactForm, by: Member) -> bool:
    """Whether it was; if somebody else saved first, the form shows both texts."""
    values = {name: form.cleaned_data[name] for name in BY_HAND}
    try:
        edit_contact(contact, by=by, seen=form.cleaned_data["seen_version"] or 0, values=values)
    except StaleEdit as stale:
        form.show_stale(stale)
        return False
    return True


@requires(Permission.EDIT_PUPILS)
@require_POST
def contact_remove(request: MemberRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    remove_contact(contact, by=request.member)
    undo = reverse("pupils:contact-back", args=[contact.pk])
    messages.success(request, f"{contact} is no longer called.", extra_tags=f"undo:{undo}")
    return redirect("pupils:contacts", contact.pupil_id)


@requires(Permission.EDIT_PUPILS)
@require_POST
def contact_back(request: MemberRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    bring_back_contact(contact, by=request.member)
    messages.success(request, f"{contact} is back.")
    return redirect("pupils:contacts", contact.pupil_id)
