"""The governors' checks: those that this site's records can answer are answered, the others say so.

Which checks there are, what each rests on and how firmly, comes from the law file.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from senco.law import GovernorCheck, in_force, law
from senco.permissions import Role
from senco.reports.steps import Steps, late, of_rules
from senco.reports.suppression import SMALL, steps_in_words

NOT_YET = "Not recorded here yet."
UNTOLD, REVIEWS_OWN, REVIEWS_AUTHORITY = "untold", "late_reviews_own", "late_reviews_authority"
GIVEN, NOT_GIVEN, REFUSED, PEPS = "sessions_given", "sessions_not_given", "refused", "late_peps"
"""Names of the lists that the numbers in these sentences count."""
PEP_TERM = "pep.term"


@dataclass(frozen=True)
class Known:
    """What the checks of one school are answered from."""

    steps: Collection[Steps] = ()
    roles: frozenset[Role] = frozenset()
    sen_governor: bool = False
    untold: int = 0
    """Pupils with SEN support for whom no notice to the parents is recorded."""
    census: Counter[str] = field(default_factory=Counter)
    """Entries that the census would refuse, by its own number of the check."""
    units_unsaid: bool = False
    """Whether nobody has said yet, where the census asks, if there is a SEN unit or resourced provision."""
    sessions: Mapping[str, int] = field(default_factory=dict)
    """Sessions of provision recorded in the last four weeks: given, and not given."""
    support: int | None = 0
    plans: int | None = 0
    """Pupils with SEN support and with a plan as they may be shown; None where hidden."""
    others: int | None = 0
    roll: int | None = 0
    """Pupils without SEN provision and all on roll, likewise."""


@dataclass(frozen=True)
class Said:
    """A sentence. `opens` names the list that the number in it counts, "" where there is none."""

    text: str
    opens: str = ""


@dataclass(frozen=True)
class Answer:
    """`met` is None where too little is recorded to say; `in_part` if that is something."""

    met: bool | None
    said: tuple[Said, ...]
    in_part: bool = False

    @property
    def words(self) -> str:
        return " ".join(one.text for one in self.said)

    @property
    def state(self) -> str:
        if self.met is None:
            return "info" if self.in_part else ""
        return "fine" if self.met else "late"

    @property
    def tag(self) -> str:
        if self.met is None:
            return "in part" if self.in_part else "not recorded"
        return "in order" if self.met else "not in order"


def says(met: bool | None, *said: str | Said, in_part: bool = False) -> Answer:
    return Answer(met, tuple(Said(one) if isinstance(one, str) else one for one in said), in_part)


@dataclass(frozen=True)
class Answered:
    check: GovernorCheck
    answer: Answer
    lists: Mapping[str, str] = field(default_factory=dict)
    """Addresses of the lists behind the numbers, by name: none for governors."""

    @property
    def duty(self) -> str:
        return "law" if self.check.duty == "must" else "guidance"

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Each with the address of its list, "" where there is none for this reader."""
        return [(one.text, self.lists.get(one.opens, "")) for one in self.answer.said]


def governor_checks(known: Known, today: dt.date, lists: Mapping[str, str] | None = None) -> list[Answered]:
    """Every check in force, in the law file's order. Pure."""
    nothing = says(None, NOT_YET)
    return [
        Answered(check, ANSWERS[check.id](known) if check.id in ANSWERS else nothing, lists or {})
        for check in law().governor_checks
        if in_force(check, today)
    ]


def steps_about(count: int, pupils: int | None) -> str:
    """A number of steps. Where the pupils they are about are hidden, a number would say how many there must be."""
    return f"{SMALL} or more" if pupils is None and count >= SMALL else steps_in_words(count)


def _designated(known: Known) -> Answer:
    held = Role.SENCO in known.roles
    return says(held, "Somebody is SENCO today." if held else "Nobody is SENCO today.")


def _sen_governor(known: Known) -> Answer:
    if known.sen_governor:
        return says(True, "A governor is named for SEN.")
    return says(False, "No governor is named for SEN. The school's settings hold the name.")


def _parents_told(known: Known) -> Answer:
    """One notice a pupil: where few or none were told, the number would say how few, beside the pupils' number."""
    told = None if known.support is None else known.support - known.untold
    count = steps_about(known.untold, None if told is None or told < SMALL else known.support)
    return says(not known.untold, Said(f"Notices to parents not yet recorded: {count}.", UNTOLD))


def _reviews(known: Known) -> Answer:
    """Met when no step of the school's own is late; what the authority owes stands beside it.

    The words do not depend on whether any such step exists: that would tell that a pupil with a plan does.
    """
    steps = of_rules(known.steps, "review.")
    own, theirs = (late(one for one in steps if one.side == side) for side in ("school", "authority"))
    return says(
        not own,
        Said(f"Late steps of the school's own: {steps_about(own, known.plans)}.", REVIEWS_OWN),
        Said(f"Late steps of the local authority's: {steps_about(theirs, known.plans)}.", REVIEWS_AUTHORITY),
    )


def _if_recorded(*rules: str) -> Callable[[Known], Answer]:
    """A duty of the whole school with a date of its own: answered once that date is recorded."""

    def answer(known: Known) -> Answer:
        found = of_rules(known.steps, *rules)
        if not found:
            return says(None, NOT_YET)
        return says(not late(found), "Its date has passed." if late(found) else "Its date has not passed.")

    return answer


def _delivered(known: Known) -> Answer:
    """Every session not given carries its reason: the database holds none without."""
    given, missed = known.sessions.get("given", 0), known.sessions.get("not given", 0)
    if not given + missed:
        return says(None, "No sessions were recorded in the last four weeks.")
    return says(
        None,
        Said(f"Sessions given in the last four weeks: {steps_in_words(given)}.", GIVEN),
        Said(f"Not given, with the reason recorded: {steps_in_words(missed)}.", NOT_GIVEN),
        "Sessions that nobody recorded are not known.",
        in_part=True,
    )


def _designated_teacher(known: Known) -> Answer:
    if Role.DESIGNATED_TEACHER not in known.roles:
        return says(False, "Nobody is designated teacher today.")
    overdue = late(of_rules(known.steps, PEP_TERM))
    words = f"Reviews of personal education plans of a past term not held: {steps_about(overdue, None)}."
    return says(not overdue, "Somebody is designated teacher today.", Said(words, PEPS))


def _census(known: Known) -> Answer:
    """Met when the census would refuse nothing.

    What the school itself has not said is told of it whether or not there is a pupil whom it holds up: the words then
    say nothing of how many there are.

    A pupil's entry can fail more than one check, so a number larger than that of the pupils without SEN provision
    would say that others there must be. Up to it, they alone may account for all.
    """
    count = known.census.total()
    if not count or (known.roll is not None and (count < SMALL or count <= (known.others or 0))):
        words = steps_in_words(count)
    else:
        words = "some" if known.roll is None else f"{SMALL} or more"
    if known.units_unsaid:
        unsaid = "The school has not yet said whether it has a SEN unit or resourced provision, which the census asks."
        return says(False, unsaid, Said(f"Other entries that the census would refuse: {words}.", REFUSED))
    units = "Whether there is a SEN unit or resourced provision is said, where the census asks."
    return says(not count, Said(f"Entries that the census would refuse: {words}.", REFUSED), units)


ANSWERS: Mapping[str, Callable[[Known], Answer]] = {
    "G01": _designated,
    "G03": _if_recorded("senco.qualification"),
    "G06": _sen_governor,
    "G08": _if_recorded("gov.info_report"),
    "G10": _parents_told,
    "G13": _reviews,
    # G12 (support reviews), G14 (phase transfers) and G24 (consultations) wait for what records them: until then
    # no step of theirs could be late, and "none late" would be a false comfort.
    "G15": _delivered,
    "G17": _if_recorded("gov.accessibility_plan"),
    "G18": _if_recorded("gov.equality_"),
    "G21": _designated_teacher,
    "G23": _census,
}
