"""The pupil, and the dated facts that every part of the site builds on."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When

from pupils.bands import OTHER_AREA, OTHER_STAGE, STAGES, area_names, needs_in
from pupils.imports.names import is_doubtful
from pupils.models.counted import CountedPupils
from pupils.models.past import PastFacts, PastPupils
from pupils.names import LAST, fold
from senco.law import nc_years
from senco.permissions import Permission
from senco.rows import SchoolForeignKey, SchoolOwned, SchoolQuerySet, track


def _year_place() -> Case:
    """Where a year group stands among them all, the youngest first."""
    return Case(
        *(When(code=year.code, then=Value(place)) for place, year in enumerate(nc_years())),
        default=Value(len(nc_years())),
    )


def _on(day: dt.date) -> Q:
    """In force on that day, as a condition on a dated row."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _names_begin(text: str) -> list[Q]:
    """One condition a word. Each reads the words by their index, not the pupils one by one.

    Text without a letter or digit in it ("%") begins nobody's name. An apostrophe at the end of a word is meant:
    "o'" finds the O'Briens, and not everybody whose name begins with an O.
    """
    typed = fold(text).split()
    if not typed:
        return [Q(pk__in=[])]
    found = [PupilWord.objects.filter(word__gte=word, word__lt=word + LAST) for word in typed]
    return [*(Q(pk__in=hits.values("pupil")) for hits in found), written_so(text)]


def written_so(text: str) -> Q:
    """What an apostrophe at the end of a word asks beyond the words themselves; nothing where none is typed."""
    return Q(*(_is_written(part) for part in text.split() if part[-1] in "'’" and fold(part)))


def _is_written(part: str) -> Q:
    """Stands so in one of the names, whichever apostrophe the school's file has. Narrows what the words have found."""
    names = ("forename", "surname", "preferred_forename", "middle_names", "former_surname")
    spelt = (part.replace("’", "'"), part.replace("'", "’"))
    return Q(*(Q(**{f"{name}__icontains": one}) for name in names for one in spelt), _connector=Q.OR)


class PupilQuerySet(CountedPupils, PastPupils, SchoolQuerySet):
    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PUPILS) -> Self:
        """Pupils this member may see: the whole school for some roles, one's own groups for the others."""
        may = member.schools_with(permission)
        everywhere = may & member.schools_with(Permission.VIEW_ALL_PUPILS)
        rule = Q(school__in=everywhere)
        if may - everywhere:
            rule |= Q(Exists(self._taught_by(member.user)), school__in=may - everywhere)
        return self.filter(rule)

    def _taught_by(self, user: Any) -> models.QuerySet:
        from pupils.models.groups import GroupPupil
        from senco.permissions import today

        return GroupPupil.objects.on(today()).taught_by(user, today()).filter(pupil=OuterRef("pk"))

    def on_roll(self, day: dt.date) -> Self:
        return self.filter(Exists(Enrolment.objects.on(day).filter(pupil=OuterRef("pk"))))

    def at_schools(self, schools: Iterable[int]) -> Self:
        return self.filter(school__in=schools)

    def among(self, ids: Iterable[int]) -> Self:
        """Those of a list that somebody ticked."""
        return self.filter(pk__in=ids)

    def with_school(self) -> Self:
        return self.select_related("school")

    def left_by(self, day: dt.date) -> Self:
        """On the roll once, and no longer on that day."""
        was = Enrolment.objects.filter(pupil=OuterRef("pk"), starts_on__lte=day)
        return self.filter(Exists(was)).exclude(Exists(Enrolment.objects.on(day).filter(pupil=OuterRef("pk"))))

    def on_register(self, day: dt.date) -> Self:
        """On the roll, with SEN support or an EHC plan, on that day."""
        return self.on_roll(day).with_provision("KE", day)

    def with_provision(self, codes: Iterable[str], day: dt.date) -> Self:
        from pupils.models.register import SenStatus

        return self.filter(Exists(SenStatus.objects.on(day).filter(pupil=OuterRef("pk"), provision__in=list(codes))))

    def without_provision(self, codes: Iterable[str], day: dt.date) -> Self:
        from pupils.models.register import SenStatus

        return self.exclude(Exists(SenStatus.objects.on(day).filter(pupil=OuterRef("pk"), provision__in=list(codes))))

    def with_need(self, code: str, day: dt.date, main: bool = False) -> Self:
        """With this need among theirs, or as the first of them."""
        from pupils.models.register import SenNeed

        needs = SenNeed.objects.on(day).filter(pupil=OuterRef("pk"))
        if main:
            first = needs.order_by("rank", "pk").values("code")[:1]
            return self.alias(main_need=Subquery(first)).filter(main_need=code)
        return self.filter(Exists(needs.filter(code=code)))

    def with_main_need_in(self, area: str, day: dt.date) -> Self:
        """Whose first need belongs to this broad area; or, of "Other", to none of them, or is not known."""
        from pupils.models.register import SenNeed

        first = SenNeed.objects.on(day).filter(pupil=OuterRef("pk")).order_by("rank", "pk").values("code")[:1]
        found = self.alias(main_need=Subquery(first))
        if area == OTHER_AREA:
            elsewhere = [code for one in area_names() if one != OTHER_AREA for code in needs_in(one)]
            return found.filter(Q(main_need=None) | ~Q(main_need__in=elsewhere))
        return found.filter(main_need__in=needs_in(area))

    def with_key_adult(self, user: int | str, day: dt.date) -> Self:
        from pupils.models.register import KeyAdult

        return self.filter(Exists(KeyAdult.objects.on(day).filter(pupil=OuterRef("pk"), adult=user)))

    def with_words(self, day: dt.date, member: Any) -> Self:
        """Adds `main_concern` and `support_from` (to come) for who may know them; `key_adult` and `key_adult_pk`."""
        from pupils.models.register import KeyAdult, MainConcern, support_to_come

        that_day = _on(day) & Q(pupil=OuterRef("pk"))
        told = MainConcern.objects.filter(that_day, school__in=member.schools_with(Permission.VIEW_PROVISION))
        adult = KeyAdult.objects.filter(that_day)
        return self.annotate(
            main_concern=Subquery(told.values("text")[:1]),
            support_from=support_to_come(day, member),
            key_adult=Subquery(adult.values("adult__name")[:1]),
            key_adult_pk=Subquery(adult.values("adult")[:1]),
        )

    def with_characteristic(self, kind: str, day: dt.date) -> Self:
        from pupils.models.register import Characteristic

        return self.filter(Exists(Characteristic.objects.on(day).filter(pupil=OuterRef("pk"), kind=kind)))

    def in_year(self, code: str, day: dt.date) -> Self:
        return self.filter(Exists(YearGroup.objects.on(day).filter(pupil=OuterRef("pk"), code=code)))

    def in_stage(self, stage: str, day: dt.date) -> Self:
        """In a year of this key stage; or, of `OTHER_STAGE`, in none of any."""
        years = YearGroup.objects.on(day).filter(pupil=OuterRef("pk"))
        if stage == OTHER_STAGE:
            return self.filter(~Exists(years.filter(code__in=[code for one in STAGES.values() for code in one])))
        return self.filter(Exists(years.filter(code__in=STAGES.get(stage, ()))))

    def in_group(self, group: Any, day: dt.date) -> Self:
        from pupils.models.groups import GroupPupil

        return self.filter(Exists(GroupPupil.objects.on(day).filter(pupil=OuterRef("pk"), group=group)))

    def as_it_was(self, day: dt.date, member: Any) -> Self:
        """Adds what each pupil's dated rows say of that day, in the same query.

        `provision`, `since`, `need_codes` (main need first) and `kinds` are None or empty where the member may not
        know them; `year_code` and `class_name` always. Built with few clones: this runs for every list and page.
        """
        from pupils.models.groups import GroupPupil, TeachingGroup
        from pupils.models.register import Characteristic, SenNeed, SenStatus

        sen = member.schools_with(Permission.VIEW_PROVISION)
        that_day = _on(day) & Q(pupil=OuterRef("pk"))
        known = that_day & Q(school__in=sen)
        more = that_day & Q(school__in=sen | member.schools_with(Permission.EDIT_PUPILS))
        status = SenStatus.objects.filter(known).order_by()
        needs = SenNeed.objects.filter(known).order_by("rank", "pk")
        kinds = Characteristic.objects.filter(more).order_by("kind")
        group = GroupPupil.objects.filter(that_day, group__kind=TeachingGroup.Kind.REGISTRATION)
        return self.annotate(
            provision=Subquery(status.values("provision")[:1]),
            since=Subquery(status.values("starts_on")[:1]),
            need_codes=ArraySubquery(needs.values("code")),
            kinds=ArraySubquery(kinds.values("kind")),
            year_code=Subquery(YearGroup.objects.filter(that_day).values("code")[:1]),
            class_name=Subquery(group.values("group__name")[:1]),
        )

    def with_year_place(self, day: dt.date) -> Self:
        """Adds `year_place`, by which year groups sort from the youngest up."""
        year = YearGroup.objects.filter(_on(day), pupil=OuterRef("pk")).annotate(place=_year_place())
        return self.annotate(year_place=Subquery(year.values("place")[:1]))

    def with_attendance(self, day: dt.date) -> Self:
        """Adds the latest period's `attendance` (percent) with its dates, and `suspended`: times since September."""
        from pupils.models.attendance import Attendance, Suspension

        mine = Q(pupil=OuterRef("pk"))
        latest = Attendance.objects.filter(mine, starts_on__lte=day).order_by("-ends_on", "-starts_on")
        suspensions = Suspension.objects.filter(mine).since_september(day).order_by()
        return self.annotate(
            attendance=Subquery(latest.values("percent")[:1]),
            attendance_from=Subquery(latest.values("starts_on")[:1]),
            attendance_to=Subquery(latest.values("ends_on")[:1]),
            suspended=Subquery(suspensions.values("pupil").annotate(count=Count("pk")).values("count")[:1]),
        )

    def where_they_are(self, day: dt.date) -> Self:
        """Adds `class_name`, `year_code` and `is_here` of that day; those on roll come first, then by name."""
        from pupils.models.groups import GroupPupil

        mine = Q(pupil=OuterRef("pk"))
        return self.annotate(
            class_name=Subquery(GroupPupil.objects.on(day).registration().filter(mine).values("group__name")[:1]),
            year_code=Subquery(YearGroup.objects.on(day).filter(mine).values("code")[:1]),
            is_here=Exists(Enrolment.objects.on(day).filter(mine)),
        ).order_by("-is_here", "sort_name", "pk")

    def with_last_concern(self, member: Any) -> Self:
        """Adds `concern_state` and `concern_pk` of the latest concern that the member may see."""
        from pupils.models.concerns import Concern

        latest = Concern.objects.visible_to(member).filter(pupil=OuterRef("pk")).order_by("-logged_at", "-pk")
        return self.annotate(
            concern_state=Subquery(latest.values("case__state")[:1]), concern_pk=Subquery(latest.values("pk")[:1])
        )

    def in_groups(self, groups: Iterable[Any], day: dt.date) -> Self:
        """Those in any of these groups that day, with `group_pks`, those of the groups that they are in."""
        from pupils.models.groups import GroupPupil

        rows = GroupPupil.objects.on(day).filter(pupil=OuterRef("pk"), group__in=[group.pk for group in groups])
        return self.annotate(group_pks=ArraySubquery(rows.values("group"))).filter(Exists(rows))

    def joinable(self, group: Any, day: dt.date, *, text: str = "", year: str = "") -> Self:
        """On the roll of the group's school and not in it, by name or year; nobody until one of them is asked."""
        from pupils.models.groups import GroupPupil

        if not text and not year:
            return self.none()
        inside = GroupPupil.objects.filter(pupil=OuterRef("pk"), group=group, ends_on__isnull=True)
        found = self.on_roll(day).filter(~Exists(inside), school=group.school_id).where_they_are(day)
        found = found.matching(text) if text else found
        return found.in_year(year, day) if year else found

    def next_due(self, member: Any) -> Self:
        """Adds `due_on` and `due_rule`: the earliest open deadline of each that the member may see."""
        from pupils.models.deadlines import Deadline

        due = Deadline.objects.visible_to(member).open().filter(pupil=OuterRef("pk")).in_order()
        return self.annotate(due_on=Subquery(due.values("due_on")[:1]), due_rule=Subquery(due.values("rule")[:1]))

    def numbered(self, text: str) -> Self:
        """Whose UPN begins so, or whose admission number or own reference is just so."""
        tidy = text.strip()
        return self.filter(
            Q(upn__startswith=tidy.upper()) | Q(former_upn=tidy.upper()) | Q(admission_number=tidy) | Q(local_ref=tidy)
        )

    def found_by(self, text: str, day: dt.date) -> Self:
        """By the start of any word of any name; with a digit in it also by number, or by the class of that name."""
        if not any(char.isdigit() for char in text):
            return self.matching(text)
        from pupils.models.groups import GroupPupil

        classmates = GroupPupil.objects.on(day).filter(group__name__iexact=text.strip()).values("pupil")
        return self.filter(Q(pk__in=self._with_number(text)) | Q(pk__in=classmates) | Q(*_names_begin(text)))

    def _with_number(self, text: str) -> Any:
        return Pupil.objects.numbered(text).values("pk")

    def matching(self, text: str) -> Self:
        """Each word typed begins some word of one of the pupil's names. An index answers it."""
        return self.filter(*_names_begin(text))

    def in_order(self) -> Self:
        return self.order_by("sort_name", "pk")

    def with_class(self, day: dt.date) -> Self:
        """Adds `class_name`, the registration class on that day."""
        from pupils.models.groups import registration_class

        return self.annotate(class_name=registration_class(day, "pk"))

    def taught_by(self, user: Any) -> Self:
        """In a class or group that this person teaches or assists today, whatever else they may see."""
        return self.filter(Exists(self._taught_by(user)))

    def marking_taught_by(self, user: Any) -> Self:
        """Adds `is_mine`: in a class or group that this person teaches or assists today."""
        from pupils.models.groups import GroupPupil, GroupStaff
        from senco.permissions import today

        groups = GroupStaff.objects.on(today()).filter(user=user).values("group")
        mine = GroupPupil.objects.on(today()).filter(group__in=groups).values("pupil")
        return self.annotate(is_mine=Q(pk__in=mine))

    def lately_logged_by(self, user: Any) -> Self:
        """Those about whom this person has logged a concern, the latest first."""
        from pupils.models.concerns import Concern

        last = Concern.objects.logged_by(user).filter(pupil=OuterRef("pk")).order_by("-logged_at").values("logged_at")
        return self.annotate(last_logged=Subquery(last[:1])).exclude(last_logged=None).order_by("-last_logged", "pk")

    def asking_whether_logged(self, form_key: Any, user: Any) -> Self:
        """Adds `is_logged`: whether this person's form of that key has logged a concern, about whomever."""
        from pupils.models.concerns import Concern

        return self.annotate(is_logged=Exists(Concern.objects.logged_by(user).of_form(form_key)))

    def perhaps_called(self, name: str, group: str, day: dt.date) -> Self:
        """On the roll, with every word of `name` among their names, in the class or group called just so.

        `is_called` says whether the whole name is theirs: no part of a name may find anybody.
        """
        from pupils.models.groups import GroupPupil

        found = self.on_roll(day)
        for word in fold(name).split():
            found = found.filter(Exists(PupilWord.objects.filter(pupil=OuterRef("pk"), word=word)))
        rows = GroupPupil.objects.on(day).filter(pupil=OuterRef("pk"), group__name__iexact=group.strip())
        return found.filter(Exists(rows))


@track()
class Pupil(SchoolOwned):
    """A child on the roll of one school, now or once. Never deleted; a move to another school makes a new file.

    `sort_name` and the words of `PupilWord` are kept by the actions that write names.
    """

    class Sex(models.TextChoices):
        FEMALE = "F", "Female"
        MALE = "M", "Male"

    upn = models.CharField("UPN", max_length=13, blank=True, db_collation="C")
    former_upn = models.CharField("Former UPN", max_length=13, blank=True, db_collation="C")
    local_ref = models.CharField("Own reference", max_length=40, blank=True, help_text="For a setting without UPNs.")
    admission_number = models.CharField(max_length=20, blank=True)
    forename = models.CharField(max_length=100)
    surname = models.CharField(max_length=100)
    preferred_forename = models.CharField(max_length=100, blank=True)
    middle_names = models.CharField(max_length=100, blank=True)
    former_surname = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    ethnicity = models.CharField(max_length=10, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    address = models.TextField(blank=True)
    sort_name = models.CharField(max_length=220, db_collation="C", editable=False)

    objects = PupilQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "upn"], condition=~Q(upn=""), name="pupil_upn_once"),
            models.UniqueConstraint(
                fields=["school", "admission_number"], condition=~Q(admission_number=""), name="pupil_admission_once"
            ),
            models.UniqueConstraint(fields=["school", "local_ref"], condition=~Q(local_ref=""), name="pupil_ref_once"),
        ]
        indexes = [
            models.Index(fields=["school", "sort_name"], name="pupil_sort"),
            models.Index(fields=["school", "former_upn"], condition=~Q(former_upn=""), name="pupil_former_upn"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def known_as(self) -> str:
        return self.preferred_forename or self.forename

    @property
    def name(self) -> str:
        return f"{self.known_as} {self.surname}"

    def is_called(self, name: str) -> bool:
        """Whether this is the pupil's forename (or the one used) and surname, whole."""
        return fold(name) in {fold(f"{one} {self.surname}") for one in (self.forename, self.known_as)}

    @property
    def name_is_doubtful(self) -> bool:
        """The name came out of a damaged file and somebody must put it right; then this is over by itself."""
        return is_doubtful(self.forename) or is_doubtful(self.surname)

    @property
    def list_name(self) -> str:
        return f"{self.surname}, {self.known_as}"

    @property
    def initials(self) -> str:
        return (self.known_as[:1] + self.surname[:1]).upper()

    def age(self, today: dt.date) -> int:
        born = self.date_of_birth
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class PupilWord(SchoolOwned):
    """Every word of every name of a pupil, folded: what the search reads."""

    pupil = SchoolForeignKey(Pupil, related_name="words")
    word = models.CharField(max_length=100, db_collation="C")

    class Meta(SchoolOwned.Meta):
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.UniqueConstraint(fields=["pupil", "word"], name="pupil_word_once"),
        ]
        indexes = [models.Index(fields=["school", "word", "pupil"], name="pupil_word_prefix")]

    def __str__(self) -> str:
        return self.word


class PupilRowQuerySet(SchoolQuerySet):
    """Rows that belong to a pupil: who may see the pupil may see the row."""

    def of_pupil(self, pupil: Any) -> Self:
        return self.filter(pupil=pupil)

    def visible_to(self, member: Any, permission: Permission = Permission.VIEW_PUPILS) -> Self:
        everywhere = member.schools_with(permission) & member.schools_with(Permission.VIEW_ALL_PUPILS)
        if everywhere == member.schools_with(permission):
            return self.filter(school__in=everywhere)
        return self.filter(pupil__in=Pupil.objects.visible_to(member, permission))


class FactQuerySet(PastFacts, PupilRowQuerySet):
    def on(self, day: dt.date) -> Self:
        """In force on that day; both dates are included."""
        return self.filter(_on(day))

    def on_roll(self, day: dt.date) -> Self:
        """In force on that day of pupils who are on roll: a set joined with a set, not a look at each pupil."""
        return self.on(day).filter(Exists(Enrolment.objects.on(day).filter(pupil=OuterRef("pupil")))).order_by()


class PupilFact(SchoolOwned):
    """Something true of a pupil from a day, to a day or until further notice. Closed, never overwritten."""

    pupil = SchoolForeignKey(Pupil, related_name="%(class)s_rows")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = FactQuerySet.as_manager()

    class Meta(SchoolOwned.Meta):
        abstract = True
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *SchoolOwned.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="%(class)s_ends_after_start"
            ),
        ]

    def is_open(self, day: dt.date) -> bool:
        """In force on that day, or to come."""
        return self.ends_on is None or self.ends_on >= day


@track()
class Enrolment(PupilFact):
    """On the roll of this school. A returner has two."""

    left_for = models.CharField(max_length=200, blank=True)

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on__isnull=True), name="enrolment_one_open"),
        ]

    def __str__(self) -> str:
        return f"on roll from {self.starts_on}"


@track()
class YearGroup(PupilFact):
    """National curriculum year followed (NCyearActual): N1, N2, R, 1 to 14, X."""

    code = models.CharField(max_length=2)

    class Meta(PupilFact.Meta):
        constraints = [
            *PupilFact.Meta.constraints,
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on__isnull=True), name="year_group_one_open"),
        ]
        # The years in use are asked for with every list of pupils; this holds nothing else.
        indexes = [models.Index(fields=["school", "code"], condition=Q(ends_on__isnull=True), name="year_group_in_use")]

    def __str__(self) -> str:
        return self.code
