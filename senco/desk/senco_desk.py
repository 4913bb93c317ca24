"""The SENCO's desk: what needs me?"""

import datetime as dt
from dataclasses import dataclass

from pupils.models.counted import NOT_SAID
from senco.desk.concerns import Concerns, concerns
from senco.desk.due import Due, due
from senco.desk.figures import Bar, Figure, percent_of, some
from senco.desk.links import Links
from senco.desk.tallies import Tallies, last_week, tallies
from senco.desk.told import Told, told
from senco.law import code_name
from senco.permissions import Member, Permission
from senco.reports.compliance import england


@dataclass(frozen=True)
class Desk:
    facts: list[Figure]
    due: Due
    due_url: str
    concerns: Concerns
    triage_url: str
    watching_url: str
    asking_url: str
    needs: list[Bar]
    most: int
    """The longest of the bars."""
    register_url: str
    told: Told
    has_register: bool
    import_url: str

    @property
    def triage_words(self) -> str:
        return f"Triage {self.concerns.new_count}"


def desk(member: Member, today: dt.date) -> Desk:
    """Four queries, whatever the number of pupils and schools."""
    links = Links(member)
    counts, falling_due = tallies(member, today), due(member, today, links)
    return Desk(
        facts=facts_of(counts, falling_due, today, links),
        due=falling_due,
        due_url=links.to("pupils:deadlines"),
        concerns=concerns(member, today, links),
        triage_url=links.to("pupils:concerns", show="new"),
        watching_url=links.to("pupils:concerns", show="watching"),
        asking_url=links.to("pupils:concerns", show="asking"),
        needs=needs_bars(counts, links),
        most=max(counts.needs.values(), default=0),
        register_url=links.to("pupils:register", show="register"),
        told=told(member, today, links),
        has_register=bool(counts.on_roll),
        import_url=links.to("import") if member.may(Permission.IMPORT_PUPILS) else "",
    )


def facts_of(counts: Tallies, falling_due: Due, today: dt.date, links: Links) -> list[Figure]:
    """The strip: each figure is the length of the list that it opens."""
    national = england(today)
    share = percent_of(counts.on_register, counts.on_roll, 1)
    of_roll = f"{share} of {counts.on_roll:,}" if share else "nobody is on roll yet"
    facts = [
        Figure(
            f"{counts.on_register:,}",
            "on the register",
            f"{of_roll}; England {national.any_sen}% ({national.year})" if national else of_roll,
            links.to("pupils:register", show="register"),
        ),
        Figure(
            f"{counts.provision['E']:,}",
            "with an EHC plan",
            f"{percent_of(counts.provision['E'], counts.on_roll, 1)} of roll" if counts.on_roll else "",
            links.to("pupils:register", show="register", provision="E"),
        ),
        *_due_facts(falling_due, today, links),
    ]
    if counts.recorded:
        first, last = last_week(today)
        facts.append(
            Figure(
                percent_of(counts.given, counts.recorded),
                "of sessions given",
                f"{counts.given:,} of {counts.recorded:,} recorded last week",
                links.to("provision:sessions", since=f"{first:%Y-%m-%d}", until=f"{last:%Y-%m-%d}"),
            )
        )
    return facts


def _due_facts(falling_due: Due, today: dt.date, links: Links) -> list[Figure]:
    late, week, month = (falling_due.count(key) for key in ("late", "week", "month"))
    note = f"oldest {some((today - falling_due.oldest).days, 'day')}" if falling_due.oldest else "nothing is late"
    if falling_due.waiting:
        note += f"; {falling_due.waiting:,} not the school’s to do"
    return [
        Figure(f"{late:,}", "overdue", note, links.to("pupils:deadlines", when="late"), "late" if late else "fine"),
        Figure(
            f"{week:,}",
            "due in seven days",
            f"{month:,} in the three weeks after",
            links.to("pupils:deadlines", when="week"),
            "soon" if week else "",
        ),
    ]


def needs_bars(counts: Tallies, links: Links, most: int = 0) -> list[Bar]:
    """Main needs of the register, the commonest first; those without a recorded need last."""
    ranked = sorted(counts.needs.items(), key=lambda item: (not item[0], -item[1], item[0]))
    return [
        Bar(
            code_name("sen_type", code) if code else "No need recorded",
            count,
            links.to("pupils:register", show="register", need=code or NOT_SAID, rank="main" if code else ""),
        )
        for code, count in ranked[: most or None]
    ]
