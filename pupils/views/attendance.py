"""Attendance by period and suspensions of one pupil."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.actions.attendance import bring_back_row, correct_row, record_attendance, record_suspension, remove_row
from pupils.forms.attendance import AttendanceForm, SuspensionForm
from pupils.models import Attendance, Suspension
from pupils.models.attendance import LOW
from pupils.views.frame import form_page, frame, pupil_seen, undone
from senco.actions.history import act_in_hand
from senco.permissions import MemberRequest, Permission, requires, today


@requires(Permission.VIEW_PUPILS)
@require_safe
def attendance(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk)
    member = request.member
    return render(
        request,
        "pupils/attendance/list.html",
        {
            **frame(request, pupil, "pupils:attendance"),
            "periods": list(Attendance.objects.visible_to(member).of_pupil(pupil)),
            "suspensions": list(Suspension.objects.visible_to(member).of_pupil(pupil)),
            "low": LOW,
            "edits": member.may(Permission.EDIT_PUPILS, pupil),
            "knows_reasons": member.may(Permission.VIEW_CONTACTS, pupil),
        },
    )


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    form = AttendanceForm(request.POST if request.method == "POST" else None, pupil_pk=pk, today=today())
    if form.is_bound and form.is_valid():
        record_attendance(pupil, by=request.member, values=form.cleaned_data)
        messages.success(request, f"Attendance of {pupil} recorded.")
        return redirect("pupils:attendance", pk)
    return form_page(request, pupil, form, heading="Add attendance", act="Add", back="pupils:attendance")


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def suspension_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    form = SuspensionForm(request.POST if request.method == "POST" else None, pupil_pk=pk, today=today())
    if form.is_bound and form.is_valid():
        record_suspension(pupil, by=request.member, values=form.cleaned_data)
        messages.success(request, f"Recorded for {pupil}.")
        return redirect("pupils:attendance", pk)
    return form_page(request, pupil, form, heading="Add a suspension", act="Add", back="pupils:attendance")


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_edit(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Attendance.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    return _correct(request, AttendanceForm, row, "Correct the attendance")


@requires(Permission.EDIT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def suspension_edit(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Suspension.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    return _correct(request, SuspensionForm, row, "Correct the suspension")


def _correct(request: MemberRequest, form_class: Any, row: Any, heading: str) -> HttpResponse:
    pupil = pupil_seen(request, row.pupil_id, Permission.EDIT_PUPILS)
    posted = request.POST if request.method == "POST" else None
    form = form_class(
        posted,
        initial={name: getattr(row, name) for name in form_class.Meta.fields},
        pupil_pk=pupil.pk,
        today=today(),
        correcting=row,
    )
    if form.is_bound and form.is_valid():
        correct_row(row, by=request.member, values=form.cleaned_data)
        messages.success(request, f"Corrected for {pupil}.")
        return redirect("pupils:attendance", pupil.pk)
    return form_page(request, pupil, form, heading=heading, act="Save", back="pupils:attendance")


@requires(Permission.EDIT_PUPILS)
@require_POST
def attendance_remove(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Attendance.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    return _remove(request, row)


@requires(Permission.EDIT_PUPILS)
@require_POST
def suspension_remove(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Suspension.objects.visible_to(request.member, Permission.EDIT_PUPILS), pk=pk)
    return _remove(request, row)


def _remove(request: MemberRequest, row: Any) -> HttpResponse:
    """Only what the person saw is removed: a row that was corrected meanwhile stays."""
    if request.POST.get("seen") == str(row):
        remove_row(row, by=request.member)
        undo = reverse("pupils:attendance-back", args=[row.pupil_id, act_in_hand()])
        messages.success(request, "Removed. The history keeps what it said.", extra_tags=f"undo:{undo}")
    else:
        messages.error(request, "Not removed: somebody corrected it meanwhile. Look again, then remove it.")
    return redirect("pupils:attendance", row.pupil_id)


@requires(Permission.EDIT_PUPILS)
@require_POST
def attendance_back(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Undo the removal of a period or a suspension."""
    pupil = pupil_seen(request, pk, Permission.EDIT_PUPILS)
    undone(request, lambda: bring_back_row(pupil, key, by=request.member), "It is back as it was.")
    return redirect("pupils:attendance", pk)
