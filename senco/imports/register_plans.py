"""EHC plans and their last reviews out of the SENCO's register; the next review falls due from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pupils.actions.deadlines import NobodyToTell
from pupils.models import Deadline
from records.actions.plans import plan_deadlines
from records.models import Plan, Review
from senco.imports.changes import Change
from senco.imports.register_reviews import NextReviews

if TYPE_CHECKING:
    from senco.imports.intake import Intake
    from senco.imports.take_in_register import Line

LABELS = {"made_on": "EHC plan made on", "weekly_hours": "Hours of support a week", "note": "Note on the plan"}


class Plans:
    def __init__(self, intake: Intake, pupils: Sequence[int]) -> None:
        self.intake = intake
        plans = Plan.objects.of_school(intake.school_id).open().ehc().filter(pupil__in=pupils).select_related("pupil")
        self.plans = {plan.pupil_id: plan for plan in plans}
        about = Deadline.objects.of_school(intake.school_id).filter(subject_kind="plan")
        self.counted = set(about.values_list("subject_id", flat=True))
        self.reviewed: dict[int, set[dt.date]] = {}
        reviews = Review.objects.of_school(intake.school_id).filter(plan__in=self.plans.values(), cancelled_on=None)
        self.held: dict[int, set[dt.date]] = {}
        self.next = NextReviews(intake, list(self.plans.values()))
        for plan, held, meeting in reviews.values_list("plan_id", "held_on", "meeting_on"):
            self.reviewed.setdefault(plan, set()).update({held, meeting} - {None})
            self.held.setdefault(plan, set()).update({held} - {None})

    def take(self, line: Line) -> None:
        row, plan = line.row, self.plans.get(line.pupil.pk)
        before = len(line.changes)
        if plan is None and (row.ehcp_issued_on or row.sen_provision == "E"):
            plan = self._make(line)
        elif plan is not None:
            self._correct(line, plan)
        if plan is None:
            return
        self._review(line, plan)
        if self.intake.writes and (len(line.changes) > before or plan.pk not in self.counted):
            self._count(plan)
        last = line.row.last_review_on
        is_held = last is not None and plan.made_on <= last <= self.intake.day
        self.next.take(line, plan, self.held.get(plan.pk or 0, set()) | ({last} if last and is_held else set()))

    def _count(self, plan: Plan) -> None:
        """The next review falls due. With nobody at the school to own it, a later file does it."""
        try:
            plan_deadlines(plan, today=self.intake.day, by=self.intake.by)
        except NobodyToTell as nobody:
            if str(nobody) not in self.intake.preview.warnings:
                self.intake.warn(str(nobody))

    def _make(self, line: Line) -> Plan | None:
        from senco.imports.take_in_register import problem

        row = line.row
        made_on = row.ehcp_issued_on
        if made_on is None:
            if "ehcp_issued_on" not in row.left_out:
                why = (
                    "An EHC plan needs the day it was made, for its reviews are counted from it. No plan was made here."
                )
                problem(self.intake, row, "ehcp_issued_on", "", why)
            return None
        if made_on > self.intake.day:
            problem(
                self.intake,
                row,
                "ehcp_issued_on",
                made_on.isoformat(),
                "This day lies ahead, so no plan was made here.",
            )
            return None
        line.changes.append(Change("EHC plan", "", f"made on {_day(made_on)}"))
        plan = Plan(
            school_id=self.intake.school_id,
            pupil=line.pupil,
            kind=Plan.Kind.EHC_PLAN,
            made_on=made_on,
            local_authority=self.intake.school.local_authority,
            from_import=True,
        )
        for name, value in self._says(line).items():
            if value not in (None, "") and name != "made_on":
                line.changes.append(Change(LABELS[name], "", str(value)))
                setattr(plan, name, value)
        if self.intake.writes:
            plan.save()
        return plan

    def _says(self, line: Line) -> dict[str, Any]:
        return {
            "made_on": line.row.ehcp_issued_on,
            "weekly_hours": line.row.ta_hours,
            "note": line.row.notes or "",
        }

    def _correct(self, line: Line, plan: Plan) -> None:
        """A plan that came from a file and that nobody has edited follows the file; a person's plan stays."""
        changed = []
        for name, value in self._says(line).items():
            ours = getattr(plan, name)
            if value in (None, "") or value == ours or _same_hours(value, ours):
                continue
            change = Change(LABELS[name], _word(ours), _word(value))
            if ours in (None, "") or plan.is_files:
                line.changes.append(change)
                setattr(plan, name, value)
                changed.append(name)
            else:
                line.kept.append(change)
        if changed and self.intake.writes:
            plan.version, plan.file_version = plan.version + 1, plan.file_version + 1
            plan.save(update_fields=[*changed, "version", "file_version"])

    def _review(self, line: Line, plan: Plan) -> None:
        from senco.imports.take_in_register import problem

        held = line.row.last_review_on
        if held is None or held in self.reviewed.get(plan.pk or 0, ()):
            return
        if held > self.intake.day or held < plan.made_on:
            why = "ahead" if held > self.intake.day else "before the plan was made"
            problem(
                self.intake, line.row, "last_review_on", held.isoformat(), f"This day lies {why}, so it was left out."
            )
            return
        line.changes.append(Change("Last annual review", "", _day(held)))
        if self.intake.writes:
            Review.objects.create(
                school_id=self.intake.school_id,
                plan=plan,
                pupil=line.pupil,
                meeting_on=held,
                held_on=held,
                completed_on=held,
                from_import=True,
                created_by=self.intake.by,
            )


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _word(value: Any) -> str:
    if value in (None, ""):
        return ""
    return _day(value) if isinstance(value, dt.date) else str(value)


def _same_hours(value: Any, ours: Any) -> bool:
    return isinstance(value, Decimal) and isinstance(ours, Decimal) and value == ours
