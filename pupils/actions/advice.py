"""Asking the SENCO, answering, and keeping what helps as a strategy card."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from pupils.actions.concerns import answer_by
from pupils.actions.deadlines import close_about, open_deadline
from pupils.models import AdviceRequest, StrategyCard
from senco.forms.versions import claim_version
from senco.permissions import Member, Permission


@transaction.atomic
def ask_senco(
    school_id: int, *, by: Member, question: str, form_key: uuid.UUID, today: dt.date, **about: Any
) -> AdviceRequest:
    """One question to a form, however often that is sent; a day to answer by is what tells the SENCO."""
    by.must(Permission.LOG_CONCERN, school_id)
    row = AdviceRequest(school_id=school_id, question=question, asked_by=by.user, form_key=form_key, **about)
    AdviceRequest.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["school", "form_key"], update_fields=["form_key"]
    )
    due_on, why = answer_by(school_id, today)
    open_deadline(
        "concern.advice", school_id=school_id, subject=("advice", row.pk), pupil=row.pupil,
        due_on=due_on, today=today, why=why,
    )  # fmt: skip
    return row


@transaction.atomic
def answer_advice(row: AdviceRequest, *, by: Member, answer: str, today: dt.date) -> AdviceRequest:
    """A second answer takes the place of the first, and is news again."""
    by.must(Permission.TRIAGE_CONCERNS, row)
    row.answer, row.answered_by, row.answered_at, row.answer_read_at = answer, by.user, timezone.now(), None
    row.save(update_fields=["answer", "answered_by", "answered_at", "answer_read_at"])
    close_about(("advice", row.pk), school_id=row.school_id, on=today, why="Answered", by=by.user)
    return row


def read_advice(row: AdviceRequest, *, by: Member) -> bool:
    """Who asked has opened the answer; whether it was news."""
    if row.asked_by_id != by.user.pk or not row.is_unread:
        return False
    row.answer_read_at = timezone.now()
    row.save(update_fields=["answer_read_at"])
    return True


@transaction.atomic
def keep_strategy(card: StrategyCard, *, by: Member, seen_version: int = 0) -> StrategyCard:
    """Save a new card, or a changed one that nobody has changed since it was opened."""
    by.must(Permission.TRIAGE_CONCERNS, card)
    if card.pk:
        claim_version(card, seen_version)
    else:
        card.made_by = by.user
    card.save()
    return card


def retire_strategy(card: StrategyCard, *, by: Member, retired: bool = True) -> None:
    """Out of the list, or back in it: the same act the other way round."""
    by.must(Permission.TRIAGE_CONCERNS, card)
    card.retired_at = timezone.now() if retired else None
    card.save(update_fields=["retired_at"])
