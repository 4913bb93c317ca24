"""What one was told and when, and a school's choice of who is reminded when."""

from typing import Any

from django.conf import settings as site
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.deadlines import who_opens_dates
from pupils.actions.lead_times import choose_lead_times, choose_reminders, drop_lead_times
from pupils.forms.deadlines import KindForm, KindLeadTimesForm, ReminderSettingsForm, lead_times_shown
from pupils.models import LeadTimes, Reminder, ReminderSetting
from pupils.own_rules import name_of
from senco.links import link_for
from senco.lists import PAGE_SIZES, paged
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.SIGN_IN)
@require_safe
def reminders(request: MemberRequest) -> HttpResponse:
    member = request.member
    mine = Reminder.objects.visible_to(member).told_to(member.user).with_what_was_told(member).newest_first()
    shown = {
        "page": paged(request, mine),
        "sizes": PAGE_SIZES,
        "today": today(),
        "mailbox_url": link_for(member, "mailbox") if site.EMBEDDED else "",
        "settings_url": link_for(member, "pupils:reminder-settings"),
    }
    return render(request, "pupils/deadlines/reminders.html", shown)


@requires(Permission.MANAGE_SCHOOL)
@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    school_id, day = _school(request), today()
    kept = ReminderSetting.objects.visible_to(request.member).of_school(school_id).first()
    days = {row.rule: row.days for row in LeadTimes.objects.visible_to(request.member).of_school(school_id)}
    start = {"second_person": kept.second_person_id if kept else None}
    start |= {"meet_within": kept.meet_within} if kept else {}
    start |= {"days": days[""]} if "" in days else {}
    form = ReminderSettingsForm(request.POST or None, initial=start, school_id=school_id, today=day)
    if request.method == "POST" and form.is_valid():
        choose_reminders(school_id, by=request.member, today=day, **form.cleaned_data)
        messages.success(request, "Saved. It holds from the next night.")
        return _back(school_id)
    return _settings_page(request, school_id, form, KindLeadTimesForm())


def _settings_page(request: MemberRequest, school_id: int, form: Any, kind_form: Any) -> HttpResponse:
    member = request.member
    kept = ReminderSetting.objects.visible_to(member).of_school(school_id).first()
    schools = sorted(member.schools_with(Permission.MANAGE_SCHOOL), key=lambda pk: member.names[pk])
    shown = {
        "form": form,
        "kind_form": kind_form,
        "kinds": lead_times_shown(LeadTimes.objects.visible_to(member).of_school(school_id)),
        "school_id": school_id,
        "school_name": member.names[school_id],
        "schools": [{"label": member.names[pk], "url": f"?school={pk}", "current": pk == school_id} for pk in schools],
        "lost": _lost(kept),
        "written_on": kept.written_on if kept else None,
        "today": today(),
    }
    status = 422 if form.errors or kind_form.errors else 200
    return render(request, "pupils/deadlines/settings.html", shown, status=status)


def _lost(kept: ReminderSetting | None) -> str:
    """The name of the second person chosen, once they may not open the school's dates any more."""
    chosen = kept.second_person if kept else None
    if kept is None or chosen is None or who_opens_dates(kept.school_id, today()).contains(chosen):
        return ""
    return chosen.name


@requires(Permission.MANAGE_SCHOOL)
@require_POST
def add_kind(request: MemberRequest) -> HttpResponse:
    school_id = _school(request)
    form = KindLeadTimesForm(request.POST)
    if not form.is_valid():
        usual = ReminderSettingsForm(school_id=school_id, today=today())
        return _settings_page(request, school_id, usual, form)
    choose_lead_times(school_id, by=request.member, **form.cleaned_data)
    messages.success(request, f"Saved for: {name_of(form.cleaned_data['rule'])}.")
    return _back(school_id)


@requires(Permission.MANAGE_SCHOOL)
@require_POST
def remove_kind(request: MemberRequest) -> HttpResponse:
    school_id, form = _school(request), KindForm(request.POST)
    if form.is_valid():
        drop_lead_times(school_id, by=request.member, rule=form.cleaned_data["rule"])
        messages.success(request, f"{name_of(form.cleaned_data['rule'])}: as all other dates again.")
    return _back(school_id)


def _school(request: MemberRequest) -> int:
    """The school asked for, or the first that this member manages. Any other does not exist for them."""
    may = request.member.schools_with(Permission.MANAGE_SCHOOL)
    asked = request.GET.get("school", "")
    if not asked.isdigit():
        return min(may, key=lambda pk: request.member.names[pk])
    if int(asked) not in may:
        raise Http404
    return int(asked)


def _back(school_id: int) -> HttpResponse:
    return redirect(f"{reverse('pupils:reminder-settings')}?school={school_id}")
