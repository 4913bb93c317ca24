"""Plans, reviews and agencies."""

from records.models.agencies import Agency, Involvement, Professional
from records.models.plans import Plan, PlanSection
from records.models.reviews import Review

__all__ = ["Agency", "Involvement", "Plan", "PlanSection", "Professional", "Review"]
