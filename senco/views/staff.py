"""Who works at a school: the list, one person's roles, adding somebody, and their invitation."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senco.actions.mailing import try_mail_again
from senco.actions.staff import Refused, add_person, administers, ask_to_invite, end_role, give_role, rename_person
from senco.forms.staff import EndForm, NameForm, PersonForm, RoleForm
from senco.models import Membership, School, SchoolGroup, User
from senco.permissions import MemberRequest, Permission, Role, requires, today
from senco.views.settings import school_in_hand, school_tabs


@requires(Permission.MANAGE_STAFF)
@require_safe
def staff(request: MemberRequest) -> HttpResponse:
    school, day = school_in_hand(request, Permission.MANAGE_STAFF), today()
    held = Membership.objects.visible_to(request.member).of_school_and_groups(school).not_over(day)
    people: dict[User, list[Membership]] = {}
    for row in held:
        people.setdefault(row.user, []).append(row)
    page = {
        "school": school,
        "people": people.items(),
        "tabs": school_tabs(request, school, Permission.MANAGE_STAFF),
        "today": day,
        "new_url": f"{reverse('staff-new')}?school={school.pk}",
    }
    return render(request, "senco/staff/list.html", page)


def _groups(request: MemberRequest, school: School) -> list[SchoolGroup]:
    """Groups of the school whose roles this person may give."""
    seen = [group for group in SchoolGroup.objects.visible_to(request.member) if school in group.schools.all()]
    return [group for group in seen if administers(request.member, group, today())]


@requires(Permission.MANAGE_STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def staff_new(request: MemberRequest) -> HttpResponse:
    school, day = school_in_hand(request, Permission.MANAGE_STAFF), today()
    form = PersonForm(request.POST or None, school=school, groups=_groups(request, school), today=day)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"roles": [Role(role) for role in form.cleaned_data["roles"]]}
        try:
            user = add_person(**said, by=request.member, today=day)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            sent = "" if user.has_usable_password() else " A link to set a password is being sent to them."
            messages.success(request, f"{user} added.{sent}")
            return redirect(f"{reverse('staff-person', args=[user.pk])}?school={school.pk}")
    return render(request, "senco/staff/form.html", {"form": form, "school": school}, status=_status(request, form))


def _status(request: MemberRequest, form: Any) -> int:
    return 422 if request.method == "POST" and form.errors else 200


@requires(Permission.MANAGE_STAFF)
@require_safe
def person(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(User.objects.visible_to(request.member), pk=pk))


def _page(request: MemberRequest, user: User, status: int = 200, **forms: Any) -> HttpResponse:
    """One person's roles where this member manages staff, with the forms to change them."""
    held = list(Membership.objects.visible_to(request.member).of_user(user))
    school = school_in_hand(request, Permission.MANAGE_STAFF)
    day = today()
    page = {
        "person": user,
        "held": [(row, EndForm(initial={"on": day}, prefix=str(row.pk))) for row in held],
        "school": school,
        "today": day,
        "role_form": RoleForm(school=school, groups=_groups(request, school), today=day),
        "name_form": NameForm(initial={"name": user.name}),
        "invited": not user.has_usable_password(),
        **forms,
    }
    return render(request, "senco/staff/person.html", page, status=status)


@requires(Permission.MANAGE_STAFF)
@require_POST
def role(request: MemberRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.member), pk=pk)
    school, day = school_in_hand(request, Permission.MANAGE_STAFF), today()
    form = RoleForm(request.POST, school=school, groups=_groups(request, school), today=day)
    if not form.is_valid():
        return _page(request, user, status=422, role_form=form)
    said = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    try:
        given = give_role(user, **said, by=request.member, today=day)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, user, status=422, role_form=form)
    messages.success(request, f"{user} is {given.get_role_display()} at {said['at']}.")
    return _back(request, user)


@requires(Permission.MANAGE_STAFF)
@require_POST
def role_end(request: MemberRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.visible_to(request.member), pk=pk)
    form = EndForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        messages.error(request, "Give the last day as a date, such as 25/11/2026.")
        return _page(request, membership.user, status=422)
    try:
        ended = end_role(membership, on=form.cleaned_data["on"], by=request.member, today=today())
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, membership.user, status=409)
    messages.success(request, ended.words)
    return _back(request, membership.user)


def _back(request: MemberRequest, user: User) -> HttpResponse:
    asked = request.GET.get("school", "")
    return redirect(f"{reverse('staff-person', args=[user.pk])}{f'?school={asked}' if asked.isdigit() else ''}")


@requires(Permission.MANAGE_STAFF)
@require_POST
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.member), pk=pk)
    try:
        ask_to_invite(user, by=request.member)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"A link to set a password is being sent to {user.email}.")
    return _back(request, user)


@requires(Permission.MANAGE_STAFF)
@require_POST
def mail_again(request: MemberRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.member), pk=pk)
    try_mail_again(user, by=request.member)
    messages.success(request, f"What waits for {user} is sent within a quarter of an hour, on a school day.")
    return _back(request, user)


@requires(Permission.MANAGE_STAFF)
@require_POST
def rename(request: MemberRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.member), pk=pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, user, status=422, name_form=form)
    rename_person(user, name=form.cleaned_data["name"], by=request.member)
    messages.success(request, "Saved.")
    return _back(request, user)
