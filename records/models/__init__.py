"""Plans, reviews, agencies, passports, papers, and what was said with whom."""

from records.models.agencies import Agency, Involvement, Professional
from records.models.care import CareConsent, CareDetails, Pep
from records.models.communications import Communication, CommunicationPerson, CommunicationStaff, Promise
from records.models.disclosures import Disclosure
from records.models.documents import Document, DocumentTitleWord, DocumentVersion, DocumentWords
from records.models.meeting_requests import MeetingRequest
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
    "CareConsent",
    "CareDetails",
    "Communication",
    "CommunicationPerson",
    "CommunicationStaff",
    "DigestLook",
    "Disclosure",
    "Document",
    "DocumentTitleWord",
    "DocumentVersion",
    "DocumentWords",
    "Involvement",
    "MeetingRequest",
    "Passport",
    "PassportChase",
    "PassportPicture",
    "PassportReading",
    "PassportVersion",
    "Pep",
    "Plan",
    "PlanSection",
    "Professional",
    "Promise",
    "Review",
    "SafetyLine",
    "Strategy",
    "WhatWorked",
]
