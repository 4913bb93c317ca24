"""What somebody does next about a deadline: the words of its button, and whether it is done there or on a page."""

from dataclasses import dataclass
from typing import Any

from senco.links import link_for
from senco.permissions import Member

SUBJECT_PAGES = {
    "review": "records:review",
    "plan": "records:plan",
    "concern_case": "pupils:case",
    "concern_question": "pupils:concern-answer",
    "observation": "pupils:observation",
    "advice": "pupils:advice-request",
    "placement": "provision:placement",
    "involvement": "records:involvement",
    "pupil": "pupils:pupil",
    "passport": "records:passport",
    "passport_chase": "records:to-read",
    "promise": "records:promise",
    "pep": "records:pep",
    "meeting_request": "records:meeting-request",
}
"""The page about what a deadline is of, by name: this floor knows no module above it."""

SUBJECT_WORDS = {
    "review": "Open the annual review",
    "plan": "Open the plan",
    "concern_case": "Open the concern",
    "concern_question": "Open the concern that it is about",
    "observation": "Open the concern that it is for",
    "advice": "Open the question",
    "placement": "Open the intervention",
    "involvement": "Open the agency’s work with the pupil",
    "pupil": "Open the pupil’s page",
    "promise": "Open what was agreed",
    "pep": "Open the personal education plan",
    "meeting_request": "Open what they asked",
}
"""The words of the link to that page."""


@dataclass(frozen=True, slots=True)
class NextAct:
    """`words` of the button. With `opens` the row leads to a page instead of being closed in place.

    `needs` says why a day alone does not meet the deadline: such a one cannot be ticked off at all, for
    what it is about would not know. `page` is the name of the page, where it is not the subject's own.
    """

    words: str
    opens: bool = False
    needs: str = ""
    page: str = ""


DONE = NextAct("Done")
_THE_PLAN = "It is met when the review is complete. Record the steps of the review itself."
_THE_CONCERN = "Answer the concern itself, so that its teacher hears what follows."
NEXT_ACTS = {
    "concern.triage": NextAct("Answer", True, _THE_CONCERN),
    "concern.look_again": NextAct("Look again", True, _THE_CONCERN),
    "concern.question": NextAct("Answer", True, "Answer the question itself: a sentence will do."),
    "concern.observation": NextAct("Answer", True, "Answer it: five taps will do."),
    "concern.advice": NextAct("Answer", True, "Answer the question itself, so that who asked hears."),
    "placement.review": NextAct("Review now", True),
    "passport.review": NextAct("Open passport", True, "Agree the passport again: that sets its next review."),
    "passport.read": NextAct("Read them", True, "It is met when each of the passports is marked as read."),
    "parents.meeting": NextAct(
        "Record the meeting", True, "Record the meeting itself, then it counts.", page="records:communication-new"
    ),
    "pep.term": NextAct("Record the review", True),
    "parents.asked": NextAct("Arrange it", True, "Record the meeting itself: then it is met."),
    "review.first_complete": NextAct("Open plan", True, _THE_PLAN),
    "review.next_complete": NextAct("Open plan", True, _THE_PLAN),
    "review.latest_meeting": NextAct(
        "Set a meeting", True, "Set the day of the review meeting.", page="records:review-new"
    ),
    "review.request_advice": NextAct("Record asked"),
    "review.notice": NextAct("Record invited"),
    "review.circulate": NextAct("Record sent"),
    "review.hold": NextAct("Record held"),
    "review.report": NextAct("Record sent"),
    "review.decision": NextAct("Open review", True, "Record on the review what the authority decided."),
    "review.amend_notice": NextAct("Record notice"),
    "review.amend_representations": NextAct("Open review", True, "It is met when the amended plan has come."),
    "review.final_plan": NextAct("Record received"),
    "review.final_plan_backstop": NextAct("Record received"),
}


def next_act(rule_id: str) -> NextAct:
    """By the rule; whatever is not named here is done in place."""
    return NEXT_ACTS.get(rule_id, DONE)


def in_place_words(rule_id: str) -> str:
    """Of the button that closes it where it stands."""
    act = next_act(rule_id)
    return DONE.words if act.opens else act.words


def subject_url(member: Member, kind: str, pk: int, *, at: Any) -> str:
    """The page about a deadline's subject, or "" where there is none that this member may open. No query."""
    name = SUBJECT_PAGES.get(kind, "")
    return link_for(member, name, pk, at=at) if name else ""


def act_url(member: Member, rule_id: str, kind: str, pk: int, *, at: Any) -> tuple[str, str]:
    """Words and address of the page where the next act is done; ("", "") for one that is done in place.

    Somebody who may read what it is about but not act on it is led there with the words "Open …". No query.
    """
    act = next_act(rule_id)
    if not act.opens:
        return "", ""
    own = link_for(member, act.page, pk, at=at) if act.page else ""
    url = own or subject_url(member, kind, pk, at=at)
    if not url:
        return "", ""
    return (f"Open {kind}" if act.page and not own else act.words), url
