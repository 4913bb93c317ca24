"""Deadlines that are this product's or the school's own, not the law's, and the one place that names any."""

from dataclasses import dataclass

from senco.law import UnknownRule, rule


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of our own. `basis` says in a sentence why it exists, since no law does."""

    id: str
    name: str
    basis: str


_RULES = (
    OwnRule("concern.triage", "Answer a new concern", "Whoever logs a concern should hear back within days."),
    OwnRule(
        "concern.look_again", "Look again at a concern", "A concern that is being watched has a day to look again."
    ),
    OwnRule("concern.question", "Answer the SENCO's question about a pupil", "A colleague waits for a sentence."),
    OwnRule(
        "concern.observation", "Say what you have noticed of a pupil", "The SENCO waits for five taps of each adult."
    ),
    OwnRule("concern.advice", "Answer a colleague's question", "Whoever asks the SENCO should hear back within days."),
    OwnRule(
        "placement.review",
        "Look at how an intervention is going",
        "Assess, plan, do, review: what is put in place has a day on which its effect is looked at.",
    ),
    OwnRule("review.hold", "Hold the review meeting", "The day that was set for the meeting, and who must be there."),
    OwnRule("agency.chase", "Chase an agency for its answer", "A request that nobody chases is forgotten."),
    OwnRule("agency.answer", "An agency's answer is due", "The day that the agency gave, or the school set."),
    OwnRule("support.review", "Review a pupil's SEN support", "The SEND Code asks for a review each term."),
    OwnRule("passport.review", "Look at a pupil's passport again", "A passport that nobody looks at goes stale."),
    OwnRule("passport.read", "Read the passports of those you teach", "A passport that nobody reads helps nobody."),
    OwnRule("communication.promise", "Do what was agreed", "Agreed with a parent, carer or professional by a day."),
    OwnRule(
        "parents.meeting",
        "Meet the parents this term",
        "The SEND Code (6.65) says that schools should meet the parents of pupils on SEN support at least three times"
        " a year. It sets no day: we share the three out, one a term.",
    ),
    OwnRule(
        "pep.term",
        "Review the personal education plan this term",
        "A looked-after pupil’s plan is reviewed each term (Children and Young Persons Act 2008 s20 and the guidance of"
        " 2018: a source that we have still to check). It sets no day: that it is due by the end of term is ours.",
    ),
    OwnRule("parents.asked", "Meet a parent who asks to", "The school sets in how many school days; five at first."),
    OwnRule("plan.check", "Check a new or amended plan against what is in place", "What a plan says must be given."),
    OwnRule("school.own", "A date the school set itself", "Set by the school, not counted from a law."),
)

ASKED_OF_ONE = ("concern.question", "concern.observation")
"""What is put to one colleague, who alone can answer it: it is reminded of, never handed over."""

OWN_RULES = {one.id: one for one in _RULES}


def name_of(rule_id: str) -> str:
    """The rule's name in plain words, of the law or our own; an unknown word of the school's as it is."""
    own = OWN_RULES.get(rule_id)
    if own is not None:
        return own.name
    try:
        return rule(rule_id).name
    except UnknownRule:
        return rule_id
