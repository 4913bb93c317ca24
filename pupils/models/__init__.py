"""Pupils, the register, concerns, and what is due."""

from pupils.models.advice import AdviceRequest, StrategyCard
from pupils.models.areas import ConcernArea, Criterion, CriterionMet
from pupils.models.attendance import Attendance, Suspension
from pupils.models.bulk_acts import BulkAct
from pupils.models.cases import ConcernCase, ConcernMove, ConcernQuestion
from pupils.models.concerns import Concern
from pupils.models.contacts import Contact
from pupils.models.corrections import Correction
from pupils.models.deadlines import Deadline, LeadTimes, Reminder, ReminderSetting
from pupils.models.groups import GroupPupil, GroupStaff, TeachingGroup
from pupils.models.imports import ColumnMapping, ImportLine, ImportRun
from pupils.models.measures import Measure, ProgressDecision, Result
from pupils.models.notes import Note
from pupils.models.observations import Observation, ObservationRequest
from pupils.models.parents import ParentsInvolved
from pupils.models.progress import ProgressLook, SlowProgress
from pupils.models.pupils import Enrolment, Pupil, PupilWord, YearGroup
from pupils.models.register import Characteristic, KeyAdult, MainConcern, SenNeed, SenStatus
from pupils.models.safeguarding import SafeguardingNote
from pupils.models.saved_views import SavedView
from pupils.models.siblings import Sibling
from pupils.models.tellings import AnswerTelling

__all__ = [
    "AdviceRequest",
    "StrategyCard",
    "AnswerTelling",
    "Attendance",
    "BulkAct",
    "Characteristic",
    "ColumnMapping",
    "Concern",
    "ConcernArea",
    "ConcernCase",
    "ConcernMove",
    "ConcernQuestion",
    "Contact",
    "Correction",
    "Criterion",
    "CriterionMet",
    "Deadline",
    "Enrolment",
    "GroupPupil",
    "GroupStaff",
    "ImportLine",
    "ImportRun",
    "KeyAdult",
    "LeadTimes",
    "MainConcern",
    "Measure",
    "Note",
    "ProgressDecision",
    "ProgressLook",
    "Observation",
    "ObservationRequest",
    "ParentsInvolved",
    "Pupil",
    "PupilWord",
    "Reminder",
    "ReminderSetting",
    "Result",
    "SafeguardingNote",
    "SavedView",
    "SenNeed",
    "SenStatus",
    "Sibling",
    "SlowProgress",
    "Suspension",
    "TeachingGroup",
    "YearGroup",
]
