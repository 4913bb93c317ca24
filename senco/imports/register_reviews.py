"""The next review as the SENCO's register has it: a meeting that is planned, where that can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from pupils.actions.deadlines import NobodyToTell
from records.actions.plans import FIRST, NEXT
from records.actions.reviews import settle
from records.models import Plan, Review
from senco.imports.changes import Change
from senco.law import compute, day_name

if TYPE_CHECKING:
    from senco.imports.intake import Intake
    from senco.imports.take_in_register import Line

DAY = dt.timedelta(days=1)
FURTHEST = dt.timedelta(days=2 * 366)
LABEL = "Next review planned"


class NextReviews:
    """Many registers write here the day by which the law wants the review: that is no meeting, and sets none. A
    review that is under way here stays as it is, whatever the register says."""

    def __init__(self, intake: Intake, plans: Collection[Plan]) -> None:
        self.intake = intake
        under_way = Review.objects.of_school(intake.school_id).open().filter(plan__in=plans).order_by("meeting_on")
        self.under_way = {review.plan_id: review for review in under_way}

    def take(self, line: Line, plan: Plan, held: Collection[dt.date]) -> None:
        """`held`: the days of the reviews that were held, this line's own with them."""
        says, review = line.row.next_review_on, self.under_way.get(plan.pk or 0)
        if says is None or (review is not None and review.meeting_on == says):
            return
        if review is not None:
            set_here = _day(review.meeting_on) if review.meeting_on else "no day yet"
            line.kept.append(Change(LABEL, set_here, _day(says)))
            return
        due = _due(plan, held)
        if due is not None and says in (due, due + DAY):
            return
        if why := self._why_not(says, due):
            self._say(line, says, why)
            return
        line.changes.append(Change(LABEL, "", _day(says)))
        if self.intake.writes:
            self._plan(line, plan, says)

    def _why_not(self, says: dt.date, due: dt.date | None) -> str:
        today = self.intake.day
        if says <= today:
            return "This day has passed, so no meeting was planned. The review falls due by the law all the same."
        if says > today + FURTHEST:
            return "This day is more than two years ahead, so no meeting was planned. Check the year."
        if due is not None and today <= due < says:
            return (
                f"The law wants this review done by {day_name(due)}, so no meeting was planned after it. "
                "If it is right, plan it on the page of the EHC plan."
            )
        return ""

    def _say(self, line: Line, says: dt.date, why: str) -> None:
        from senco.imports.take_in_register import problem

        problem(self.intake, line.row, "next_review_on", says.isoformat(), why)

    def _plan(self, line: Line, plan: Plan, meeting_on: dt.date) -> None:
        """With nobody at the school to own what falls due, a later file plans it."""
        try:
            with transaction.atomic():
                review = Review.objects.create(
                    school_id=self.intake.school_id,
                    plan=plan,
                    pupil=line.pupil,
                    meeting_on=meeting_on,
                    created_by=self.intake.by,
                )
                settle(review, today=self.intake.day, by=self.intake.by)
        except NobodyToTell as nobody:
            if str(nobody) not in self.intake.preview.warnings:
                self.intake.warn(str(nobody))


def _due(plan: Plan, held: Collection[dt.date]) -> dt.date | None:
    """By when the law wants the review that runs now."""
    if held:
        return compute({"review.decision_notified": max(held)})[NEXT].due
    return compute({"plan.made": plan.made_on})[FIRST].due


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"
