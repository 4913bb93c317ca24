"""Plans, reviews, agencies and passports."""

from records.models.agencies import Agency, Involvement, Professional
from records.models.passports import (
    Passport,
    PassportPicture,
    PassportVersion,
    SafetyLine,
    Strategy,
    WhatWorked,
)
from records.models.plans import Plan, PlanSection
from records.models.readings import DigestLook, PassportChase, PassportReading
from records.models.reviews import Review

__all__ = [
    "Agency",
    "DigestLook",
    "Involvement",
    "Passport",
    "PassportChase",
    "PassportPicture",
    "PassportReading",
    "PassportVersion",
    "Plan",
    "PlanSection",
    "Professional",
    "Review",
    "SafetyLine",
    "Strategy",
    "WhatWorked",
]
