"""How provision is said on a page."""

import datetime as dt
from typing import Any

from django import template

from provision.models import Delivery, DeliveryPupil
from provision.planned import in_words

register = template.Library()


@register.filter
def usually(intervention: Any) -> str:
    """ "3 × 30 min a week"; "" where neither is set."""
    if intervention.usual_minutes is None and intervention.usual_times is None:
        return ""
    return in_words(intervention.usual_minutes, intervention.usual_times, "")


@register.filter
def given_words(delivery: Delivery) -> str:
    """ "given, 30 min", or "not given: pupil absent"."""
    if delivery.is_given:
        return f"given, {delivery.minutes} min"
    return f"not given: {delivery.get_why_not_display().lower()}"


@register.filter
def iso(day: dt.date) -> str:
    """2026-11-25, for an address."""
    return f"{day:%Y-%m-%d}"


@register.filter
def typed_of(form: Any, pupil_id: int) -> dict[str, Any]:
    """What was typed of one pupil of a group, shown again with what is wrong; nothing where no form was refused."""
    return form.of_pupil(pupil_id) if form else {}


@register.simple_tag
def missed_words() -> list[tuple[str, str]]:
    """Why one pupil of a group was not there."""
    return list(DeliveryPupil.WhyNot.choices)


@register.simple_tag
def why_nots() -> list[tuple[str, str]]:
    return list(Delivery.WhyNot.choices)
