"""Is the record good? What the January census would refuse, and what is missing or stale, pupil by pupil.

The census checks are the Department's own, by number, from the law file. Each is one query of pupils; all are counted
in one query, a union. What the database itself makes impossible is said so and not counted.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from pupils.models import Characteristic, Contact, Deadline, Pupil, Result, SenNeed, SenStatus
from records.models import PassportVersion, Plan
from senco.law import CensusCheck, census_days, in_force, law, sen_types
from senco.models import School
from senco.models.schools import Phase
from senco.permissions import Member
from senco.reports import counting

REGISTER = ("K", "E")
SPECIAL = (Phase.SPECIAL, Phase.ALTERNATIVE)
"""Whose pupils carry no flag of unit or resourced provision: SP and PR in the census."""
A_YEAR = dt.timedelta(days=365)
PLACES = (Characteristic.Kind.SEN_UNIT, Characteristic.Kind.RESOURCED)
REVIEWS = Q(rule__startswith="review.") | Q(rule__in=["support.review", "placement.review"])

Rows = Callable[["Asked"], Any]


@dataclass(frozen=True)
class Asked:
    """Of whom, and on which day."""

    member: Member | None
    """Who reads of the pupils; None where nobody does, and schools' numbers alone are made of them."""
    schools: Collection[int]
    today: dt.date
    census_on: dt.date
    """The spring census day to come: a type of need must be valid then."""

    @property
    def pupils(self) -> Any:
        seen = Pupil.objects.visible_to(self.member) if self.member else Pupil.objects
        return seen.at_schools(self.schools).on_roll(self.today)

    @property
    def on_register(self) -> Any:
        return self.pupils.with_provision(REGISTER, self.today)

    def needs(self) -> Any:
        return SenNeed.objects.on(self.today).filter(pupil=OuterRef("pk")).order_by()

    def kinds(self, *kinds: str) -> Any:
        return Characteristic.objects.on(self.today).filter(pupil=OuterRef("pk"), kind__in=kinds).order_by()


@dataclass(frozen=True)
class Check:
    """One thing that can be wrong. `rows` gives the pupils; None where the database cannot hold such a thing."""

    key: str
    title: str
    why: str
    act: str
    """What mends a row, in the words of its link, and `url` the name of the page: of the pupil or of the school."""
    url: str
    rows: Rows | None
    census: CensusCheck | None = None
    of_school: bool = False
    is_asked_of_the_pupil: bool = False
    """The page is a form that takes the pupil from `?pupil=`."""

    @property
    def is_query(self) -> bool:
        """The Department asks, and does not refuse."""
        return self.census is not None and self.census.severity == "query"

    @property
    def refuses_entries(self) -> bool:
        """The census refuses the pupil's own entry: not what the school has not said of itself."""
        return self.census is not None and self.rows is not None and not self.is_query and not self.of_school


@dataclass(frozen=True)
class Found:
    check: Check
    count: int


def checks(today: dt.date) -> list[Check]:
    """The census's in the law file's order, then our own. A census check that we do not know is an error of ours."""
    census = [_census_check(one) for one in law().census_checks if in_force(one, today)]
    return [*census, *OWN]


def _census_check(one: CensusCheck) -> Check:
    title, why, act, url, rows = CENSUS[one.id]
    return Check(one.id, title, why, act, url, rows, one, of_school=url == "settings-school")


def asked_of(member: Member | None, schools: Collection[int], today: dt.date) -> Asked:
    this = census_days(today.year)["spring"]
    return Asked(member, schools, today, this if this >= today else census_days(today.year + 1)["spring"])


def counted(asked: Asked) -> list[Found]:
    """Every check with how many pupils fail it. One query."""
    every = checks(asked.today)
    parts = [_tally(one, asked) for one in every if one.rows is not None]
    counts = dict(parts[0].union(*parts[1:], all=True))
    return [Found(one, counts.get(one.key, 0)) for one in every]


def refused_by_school(schools: Collection[int], today: dt.date) -> list[Any]:
    """How many entries each check of the census would refuse, by school: a query for each, to be joined."""
    asked = asked_of(None, schools, today)
    return [
        counting.counted(one.rows(asked), "census", Value(one.key))
        for one in checks(today)
        if one.rows is not None and one.refuses_entries
    ]


def refused_of(found: Iterable[Found]) -> int:
    """The same number, from what `counted` found."""
    return sum(one.count for one in found if one.check.refuses_entries)


def _tally(check: Check, asked: Asked) -> Any:
    assert check.rows is not None
    rows = check.rows(asked).order_by().annotate(check=Value(check.key, CharField())).values("check")
    return rows.annotate(count=Cast(Count("pk"), IntegerField())).values_list("check", "count")


def failing(check: Check, asked: Asked) -> Any:
    """The pupils that fail one check, as they are today, by name. Lazy."""
    if check.rows is None:
        return Pupil.objects.none()
    return check.rows(asked).as_it_was(asked.today, asked.member).with_school().in_order()


def _number_of_needs(asked: Asked, **which: Any) -> Any:
    rows = asked.needs().filter(**which).values("pupil").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def _no_provision(asked: Asked) -> Any:
    return asked.pupils.filter(~Exists(SenStatus.objects.on(asked.today).filter(pupil=OuterRef("pk"))))


def _none_with_data(asked: Asked) -> Any:
    data = Q(Exists(asked.needs())) | Q(Exists(asked.kinds(*PLACES)))
    return asked.pupils.with_provision("N", asked.today).filter(data)


def _bad_ranks(asked: Asked) -> Any:
    several = asked.pupils.alias(number=_number_of_needs(asked)).filter(number__gt=1)
    return several.filter(~Exists(asked.needs().filter(rank=1)) | ~Exists(asked.needs().filter(rank=2)), ~_tied(asked))


def _tied(asked: Asked) -> Any:
    same = SenNeed.objects.on(asked.today).filter(pupil=OuterRef("pupil"), rank=OuterRef("rank"))
    return Exists(asked.needs().filter(Exists(same.exclude(pk=OuterRef("pk")))))


def _one_not_first(asked: Asked) -> Any:
    return asked.pupils.alias(number=_number_of_needs(asked)).filter(~Exists(asked.needs().filter(rank=1)), number=1)


def _no_valid_type(asked: Asked) -> Any:
    valid = [one.code for one in sen_types(asked.census_on)]
    return asked.on_register.filter(~Exists(asked.needs().filter(code__in=valid)))


def _nsa_not_support(asked: Asked) -> Any:
    supported = SenStatus.objects.on(asked.today).filter(pupil=OuterRef("pk"), provision="K")
    return asked.pupils.filter(Exists(asked.needs().filter(code="NSA")), ~Exists(supported))


def _special_with_none(asked: Asked) -> Any:
    return asked.pupils.with_provision("N", asked.today).filter(school__phase=Phase.SPECIAL)


def _unsaid(field: str) -> Rows:
    def rows(asked: Asked) -> Any:
        silent = School.objects.filter(**{f"{field}__isnull": True}).exclude(phase__in=SPECIAL)
        return asked.on_register.filter(school__in=silent)

    return rows


def _not_wanted(kind: str) -> Rows:
    def rows(asked: Asked) -> Any:
        return asked.pupils.filter(Exists(asked.kinds(kind)), school__phase__in=SPECIAL)

    return rows


def _no_main_need(asked: Asked) -> Any:
    return asked.on_register.filter(~Exists(asked.needs().filter(rank=1)))


def _nsa_long(asked: Asked) -> Any:
    return asked.pupils.filter(Exists(asked.needs().filter(code="NSA", starts_on__lt=asked.today - A_YEAR)))


def _no_review(asked: Asked) -> Any:
    due = Deadline.objects.open().filter(REVIEWS, pupil=OuterRef("pk"))
    return asked.on_register.filter(~Exists(due))


def _no_plan(asked: Asked) -> Any:
    held = Plan.objects.ehc().open().filter(pupil=OuterRef("pk"))
    return asked.pupils.with_provision("E", asked.today).filter(~Exists(held))


def _plan_off_register(asked: Asked) -> Any:
    held = Plan.objects.ehc().open().filter(pupil=OuterRef("pk"))
    registered = SenStatus.objects.on(asked.today).filter(pupil=OuterRef("pk"), provision="E")
    return asked.pupils.filter(Exists(held), ~Exists(registered))


def _no_result(asked: Asked) -> Any:
    september = dt.date(asked.today.year - (asked.today.month < 9), 9, 1)
    known = Result.objects.filter(pupil=OuterRef("pk"), taken_on__gte=september, taken_on__lte=asked.today)
    return asked.on_register.filter(~Exists(known))


def _no_passport(asked: Asked) -> Any:
    agreed = PassportVersion.objects.current().filter(agreed_on__isnull=False, pupil=OuterRef("pk"))
    return asked.on_register.filter(~Exists(agreed))


def _no_contact(asked: Asked) -> Any:
    reached = Contact.objects.current().filter(~Q(phone="") | ~Q(email=""), pupil=OuterRef("pk"))
    return asked.on_register.filter(~Exists(reached))


_NEEDS, _CHANGE, _SCHOOL = "pupils:needs", "pupils:register-change", "settings-school"
_UNIT = "The spring census wants to know of each pupil on the register. Say once for the school whether there is one."
_NO_FLAG = "Special schools and alternative provision return no such flag."
CENSUS: Mapping[str, tuple[str, str, str, str, Rows | None]] = {
    "2115": ("A statement of SEN", "Statements ended; the register here holds N, K and E alone.", "", "", None),
    "2120": ("No SEN provision", "Every pupil on roll is N, K or E.", "Record it", _CHANGE, _no_provision),
    "2125": (
        "No SEN, yet a need or a unit",
        "A pupil without SEN provision has no need, unit or resourced provision.",
        "End the need, or change the provision",
        _NEEDS,
        _none_with_data,
    ),
    "2130": ("A rank without a need", "A rank here is always a need's own.", "", "", None),
    "2140": (
        "Ranks with a gap",
        "Of several needs one is ranked 1 and one 2.",
        "Put the needs in order",
        _NEEDS,
        _bad_ranks,
    ),
    "2160": ("One need, not ranked 1", "A single need is the main one.", "Rank it 1", _NEEDS, _one_not_first),
    "2166": (
        "More than two needs sent",
        "Any number is recorded here, and the first two are what the census gets.",
        "",
        "",
        None,
    ),
    "tie": (
        "Two needs of the same rank",
        "Each need has a rank of its own.",
        "Put the needs in order",
        _NEEDS,
        lambda asked: asked.pupils.filter(_tied(asked)),
    ),
    "2170": (
        "On the register without a need",
        "SEN support and EHC plans need a type that the census takes.",
        "Add a need",
        "pupils:need-add",
        _no_valid_type,
    ),
    "2175": (
        "No specialist assessment, yet not SEN support",
        "That type of need goes with SEN support only.",
        "Change the need",
        _NEEDS,
        _nsa_not_support,
    ),
    "2180": (
        "No SEN at a special school",
        "The Department will ask whether that is right.",
        "Check it",
        _CHANGE,
        _special_with_none,
    ),
    "2230": ("SEN unit not said", _UNIT, "Say it for the school", _SCHOOL, _unsaid("has_sen_unit")),
    "2250": ("Resourced provision not said", _UNIT, "Say it for the school", _SCHOOL, _unsaid("has_resourced")),
    "5049": ("A SEN unit that is not wanted", _NO_FLAG, "End it", _NEEDS, _not_wanted(PLACES[0])),
    "5050": ("A resourced place that is not wanted", _NO_FLAG, "End it", _NEEDS, _not_wanted(PLACES[1])),
}
"""By the Department's number: title, why, the act and its page, and the pupils. A test holds it to the law file."""

OWN = (
    Check(
        "main-need",
        "No main need",
        "Nobody can say in a word what the support is for.",
        "Put the needs in order",
        _NEEDS,
        _no_main_need,
    ),
    Check(
        "nsa",
        "No specialist assessment for over a year",
        "The type of need was left open a year ago or longer. A diagnosis is not needed to name one.",
        "Name the need",
        _NEEDS,
        _nsa_long,
    ),
    Check(
        "plan",
        "EHC plan not entered",
        "Its review dates cannot be counted.",
        "Enter the plan",
        "pupils:pupil",
        _no_plan,
    ),
    Check(
        "register",
        "EHC plan in force, but the register says otherwise",
        "The census counts what the register says, and the list of plans counts plans.",
        "Change the register, or end the plan",
        _CHANGE,
        _plan_off_register,
    ),
    Check(
        "review",
        "No review date",
        "Nothing says when the support is looked at.",
        "Say what is given and when to look at it",
        "provision:placement-new",
        _no_review,
        is_asked_of_the_pupil=True,
    ),
    Check(
        "passport",
        "No passport agreed",
        "Whoever teaches the pupil tomorrow has nothing to read.",
        "Write it",
        "records:passport",
        _no_passport,
    ),
    Check(
        "result",
        "No result this school year",
        "Whether the support works cannot be told without a measure.",
        "Enter a result",
        "pupils:measures",
        _no_result,
    ),
    Check(
        "contact",
        "No contact who can be reached",
        "No parent or carer with a telephone number or e-mail address.",
        "Add a contact",
        "pupils:contacts",
        _no_contact,
    ),
)
