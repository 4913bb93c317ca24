"""Things to test with. Each makes one row and what it cannot be without; call them inside `acting_for`."""

import datetime as dt
import itertools
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from pupils.models import (
    AdviceRequest,
    Concern,
    ConcernArea,
    ConcernCase,
    ConcernQuestion,
    Contact,
    Criterion,
    CriterionMet,
    Deadline,
    Enrolment,
    GroupPupil,
    GroupStaff,
    Measure,
    Note,
    Observation,
    ObservationRequest,
    ProgressDecision,
    ProgressLook,
    Pupil,
    PupilWord,
    Result,
    SafeguardingNote,
    SenNeed,
    SenStatus,
    Sibling,
    StrategyCard,
    TeachingGroup,
    YearGroup,
)
from pupils.models.cases import SETTLED
from pupils.names import fold, words
from senco.middleware import find_member
from senco.models import Membership, School, SchoolGroup, User
from senco.permissions import Member, Role
from senco.rows import acting_for

_next = itertools.count(1)
LONG_AGO = dt.date(2020, 9, 1)


def make_school(name: str = "", **fields: Any) -> School:
    n = next(_next)
    fields.setdefault("laestab", f"{8_870_000 + n}")
    return School.objects.create(
        name=name or f"School {n}", **{"phase": "primary", "local_authority": "Exampleshire", **fields}
    )


def make_group(*schools: School, kind: str = "trust") -> SchoolGroup:
    group = SchoolGroup.objects.create(name=f"Group {next(_next)}", kind=kind)
    group.schools.add(*schools)
    return group


def make_user(name: str = "", email: str = "") -> User:
    n = next(_next)
    return User.objects.create_user(
        email=email or f"person{n}@example.org", password="secret", name=name or f"Person {n}"
    )


def give_role(user: User, role: Role, at: School | SchoolGroup, **fields: Any) -> Membership:
    where = {"school": at} if isinstance(at, School) else {"group": at}
    return Membership.objects.create(user=user, role=role, **{"starts_on": LONG_AGO, **where, **fields})


def make_staff(role: Role, at: School | SchoolGroup, **fields: Any) -> User:
    user = make_user(**fields)
    give_role(user, role, at)
    return user


def member_of(user: User, chosen: int | None = None) -> Member:
    member = find_member(user, chosen)
    assert member is not None, f"{user} holds no role today"
    return member


def make_pupil(
    school: School,
    *,
    forename: str = "Amira",
    surname: str = "",
    provision: str = "",
    needs: tuple[str, ...] = (),
    year: str = "5",
    group: TeachingGroup | None = None,
    on_roll_from: dt.date = LONG_AGO,
    **fields: Any,
) -> Pupil:
    n = next(_next)
    surname = surname or f"Pupil{n}"
    with acting_for(school):
        pupil = Pupil.objects.create(
            school=school,
            forename=forename,
            surname=surname,
            sort_name=fold(f"{surname} {forename}"),
            **{"date_of_birth": dt.date(2016, 3, 14), "admission_number": f"{n:06d}", **fields},
        )
        PupilWord.objects.bulk_create(
            PupilWord(school=school, pupil=pupil, word=word)
            for word in words(pupil.forename, pupil.surname, pupil.preferred_forename, pupil.former_surname)
        )
        Enrolment.objects.create(school=school, pupil=pupil, starts_on=on_roll_from)
        YearGroup.objects.create(school=school, pupil=pupil, starts_on=on_roll_from, code=year)
        SenStatus.objects.create(school=school, pupil=pupil, starts_on=on_roll_from, provision=provision or "N")
        for rank, code in enumerate(needs, start=1):
            SenNeed.objects.create(school=school, pupil=pupil, starts_on=on_roll_from, code=code, rank=rank)
        if group is not None:
            GroupPupil.objects.create(school=school, pupil=pupil, group=group, starts_on=on_roll_from)
    return pupil


def make_class(school: School, name: str = "", *, taught_by: tuple[User, ...] = (), **fields: Any) -> TeachingGroup:
    with acting_for(school):
        group = TeachingGroup.objects.create(school=school, name=name or f"{next(_next)}A", **fields)
        for user in taught_by:
            GroupStaff.objects.create(school=school, group=group, user=user, starts_on=LONG_AGO)
    return group


def make_contact(pupil: Pupil, **fields: Any) -> Contact:
    with acting_for(pupil.school_id):
        return Contact.objects.create(
            school_id=pupil.school_id, pupil=pupil, **{"forename": "Sam", "surname": "Contact", **fields}
        )


def make_siblings(pupil: Pupil, other: Pupil, *, by: User, are: bool = True) -> Sibling:
    """As somebody of both schools says it: a row in each. The first one's is given back."""
    with acting_for(pupil.school_id, other.school_id):
        for one, two in ((pupil, other), (other, pupil)):
            Sibling.objects.create(
                school_id=one.school_id, pupil=one, other_id=two.pk, other_school_id=two.school_id, is_sibling=are,
                decided_by=by,
            )  # fmt: skip
        return Sibling.objects.get(pupil=pupil, other_id=other.pk)


def make_concern(pupil: Pupil, *, by: User, **fields: Any) -> Concern:
    """An open one joins the pupil's open case, as a logged one does; `state` and its like are the case's."""
    with acting_for(pupil.school_id):
        return Concern.objects.create(
            school_id=pupil.school_id,
            pupil=pupil,
            logged_by=by,
            case=_case_of(pupil, fields),
            **{"area": "CL", "seen": "Loses the place when reading aloud.", "parents_told": True, **fields},
        )


def _case_of(pupil: Pupil, fields: dict[str, Any]) -> ConcernCase:
    """Takes what is the case's out of `fields`."""
    stands = {name: fields.pop(name) for name in ("state", "outcome", "look_again_on") if name in fields}
    case = ConcernCase.objects.open().filter(pupil=pupil).first()
    if case is None or stands.get("state") in SETTLED:
        return ConcernCase.objects.create(school_id=pupil.school_id, pupil=pupil, **stands)
    for name, value in stands.items():
        setattr(case, name, value)
    case.save()
    return case


def make_area(school: School, **fields: Any) -> ConcernArea:
    with acting_for(school):
        key = f"k{ConcernArea.objects.count()}"
        return ConcernArea.objects.create(school=school, **{"key": key, "name": f"Area {key}", **fields})


def make_criterion(area: ConcernArea, **fields: Any) -> Criterion:
    with acting_for(area.school_id):
        said = {"text": "Forgets what was practised", **fields}
        return Criterion.objects.create(school_id=area.school_id, area=area, **said)


def make_met(concern: Concern, criterion: Criterion, *, by: User, **fields: Any) -> CriterionMet:
    with acting_for(concern.school_id):
        return CriterionMet.objects.create(
            school_id=concern.school_id, case_id=concern.case_id, criterion=criterion, by=by, **fields
        )


def make_question(pupil: Pupil, *, asked: User, by: User, **fields: Any) -> ConcernQuestion:
    concern = make_concern(pupil, by=by, state="gathering")
    with acting_for(pupil.school_id):
        # One question waits for each colleague at a time.
        waiting = ConcernQuestion.objects.filter(case=concern.case, asked=asked, answered_at=None)
        waiting.update(answer="Yes, in maths.", answered_at=timezone.now())
        return ConcernQuestion.objects.create(
            school_id=pupil.school_id,
            case=concern.case,
            asked=asked,
            asked_by=by,
            **{"text": "Have you noticed this too?", **fields},
        )


def make_observation(pupil: Pupil, *, asked: User, by: User, **fields: Any) -> Observation:
    case = make_concern(pupil, by=by, state="gathering").case
    place: dict[str, Any] = {"school_id": pupil.school_id, "case": case, "asked_by": by}
    with acting_for(pupil.school_id):
        request = ObservationRequest.objects.create(due_on=days_from_now(5), **place)
        return Observation.objects.create(request=request, asked=asked, **place, **fields)


def make_advice(pupil: Pupil, *, by: User, **fields: Any) -> AdviceRequest:
    with acting_for(pupil.school_id):
        return AdviceRequest.objects.create(
            school_id=pupil.school_id, pupil=pupil, asked_by=by, **{"question": "Where do I seat them?", **fields}
        )


def make_meeting_request(pupil: Pupil, *, by: User, **fields: Any) -> Any:
    from records.actions.meeting_requests import settle_requests
    from records.models import MeetingRequest

    with acting_for(pupil.school_id):
        said = {"who": "Mrs Khan", "how": "call", "asked_on": dt.date.today(), **fields}
        row = MeetingRequest.objects.create(school_id=pupil.school_id, pupil=pupil, taken_by=by, **said)
        settle_requests(pupil, today=dt.date.today())
        return row


def make_strategy_card(school: School, *, by: User, **fields: Any) -> StrategyCard:
    said = {"title": "A way out", "text": "A seat near the door.", **fields}
    with acting_for(school):
        return StrategyCard.objects.create(school=school, made_by=by, **said)


def make_worry(pupil: Pupil, *, by: User, **fields: Any) -> SafeguardingNote:
    with acting_for(pupil.school_id):
        return SafeguardingNote.objects.create(
            school_id=pupil.school_id, pupil=pupil, written_by=by, **{"text": "A bruise, twice.", **fields}
        )


def make_note(pupil: Pupil, *, by: User, only_for: tuple[Role, ...] = (), **fields: Any) -> Note:
    with acting_for(pupil.school_id):
        return Note.objects.create(
            school_id=pupil.school_id,
            pupil=pupil,
            written_by=by,
            confined_to=sorted(only_for),
            **{"on": timezone.localdate(), "text": "Spoke to his grandmother at the gate.", **fields},
        )


def make_measure(school: School, name: str = "", **fields: Any) -> Measure:
    """A reading age, unless `fields` say otherwise."""
    reading_age = {"kind": "age", "lowest": 48, "highest": 228, "band": 6, "slower_by": 5, "gap": 12}
    with acting_for(school):
        ProgressLook.objects.filter(school=school).update(is_stale=True)
        return Measure.objects.create(school=school, name=name or f"Reading age {next(_next)}", **reading_age | fields)


def make_result(pupil: Pupil, measure: Measure | None = None, **fields: Any) -> Result:
    measure = measure or make_measure(pupil.school)
    written = fields.pop("written", "7:06")
    with acting_for(pupil.school_id):
        ProgressLook.objects.filter(school=pupil.school_id).update(is_stale=True)
        return Result.objects.create(
            school_id=pupil.school_id,
            pupil=pupil,
            measure=measure,
            written=written,
            value=measure.scale.read(written),
            **{"taken_on": timezone.localdate(), **fields},
        )


def make_decision(pupil: Pupil, *, by: User, **fields: Any) -> ProgressDecision:
    result = fields.pop("result", None) or make_result(pupil)
    with acting_for(pupil.school_id):
        return ProgressDecision.objects.create(
            school_id=pupil.school_id,
            pupil=pupil,
            measure=result.measure,
            result_on=result.taken_on,
            value=result.value,
            decided_by=by,
            **{"reason": "Six weeks off with a broken arm.", "decided_on": timezone.localdate(), **fields},
        )


def make_communication(pupil: Pupil, *, by: User, only_for: tuple[Role, ...] = (), **fields: Any) -> Any:
    from records.models import Communication

    with acting_for(pupil.school_id):
        return Communication.objects.create(
            school_id=pupil.school_id,
            pupil=pupil,
            written_by=by,
            confined_to=sorted(only_for),
            **{
                "kind": "call",
                "on": timezone.localdate(),
                "about": "Reading at home",
                "said": "It goes well.",
                **fields,
            },
        )


def make_consent(pupil: Pupil, *, by: User, **fields: Any) -> Any:
    from records.models import CareConsent

    given = {"what": "trips", "who": "Foster carer", "starts_on": LONG_AGO, **fields}
    with acting_for(pupil.school_id):
        return CareConsent.objects.create(school_id=pupil.school_id, pupil=pupil, written_by=by, **given)


def make_pep(pupil: Pupil, **fields: Any) -> Any:
    """Of a term that has not been made before for this pupil, the latest of this year."""
    from records.models import Pep

    first = dt.date(2026, 9, 1) - dt.timedelta(days=next(_next))
    given = {"starts_on": first, "ends_on": dt.date(2026, 12, 31), **fields}
    with acting_for(pupil.school_id):
        return Pep.objects.create(school_id=pupil.school_id, pupil=pupil, **given)


def make_document(pupil: Pupil, *, by: User, only_for: tuple[Role, ...] = (), text: str = "", **fields: Any) -> Any:
    """With a text file as its one version, and its words for the search."""
    from records.actions.documents import documents_storage, keep_title, keep_words
    from records.models import Document, DocumentVersion

    content = (text or "Reads well in the mornings.").encode()
    number = next(_next)
    given = {"title": f"Report {number}", "kind": "report", "dated_on": timezone.localdate(), **fields}
    with acting_for(pupil.school_id):
        document = Document.objects.create(
            school_id=pupil.school_id, pupil=pupil, added_by=by, confined_to=sorted(only_for), **given
        )
        path = documents_storage().save(f"{pupil.school_id}/{number}", ContentFile(content))
        DocumentVersion.objects.create(
            school_id=pupil.school_id, document=document, number=1, path=path, file_name="report.txt",
            file_kind="txt", size=len(content), digest=f"{number:064}", reading="read", sent_by=by,
        )  # fmt: skip
        keep_words(document, content.decode())
        keep_title(document)
    return document


def make_promise(communication: Any, *, owner: User, by: User, **fields: Any) -> Any:
    """With its deadline, as the action makes it."""
    from records.actions.communications import owe

    given = {"what": "Send the reading list", "due_on": days_from_now(7), **fields}
    with acting_for(communication.school_id):
        return owe(communication, owner=owner, by=member_of(by), today=timezone.localdate(), **given)


def make_import(school: School, *, by: User, **fields: Any) -> Any:
    """A file that was looked through and waits for somebody's yes."""
    from pupils.models import ImportRun

    with acting_for(school):
        return ImportRun.objects.create(
            school=school,
            user=by,
            **{
                "file_name": "pupils.csv",
                "kind": "pupils",
                "state": "preview",
                "preview": {"counts": {"new": 1}, "problems": [], "warnings": [], "fingerprint": "x"},
                **fields,
            },
        )


def make_deadline(school: School, *, owner: User, due_on: dt.date, **fields: Any) -> Deadline:
    with acting_for(school):
        return Deadline.objects.create(
            school=school,
            owner=owner,
            due_on=due_on,
            act_by=fields.pop("act_by", due_on),
            **{"rule": "review.report", "subject_kind": "review", "subject_id": next(_next), **fields},
        )


def days_from_now(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def make_plan(pupil: Pupil, **fields: Any) -> Any:
    from records.models import Plan

    with acting_for(pupil.school_id):
        return Plan.objects.create(
            school_id=pupil.school_id, pupil=pupil, **{"kind": "ehc_plan", "made_on": dt.date(2026, 3, 10), **fields}
        )


def make_review(plan: Any, **fields: Any) -> Any:
    from records.models import Review

    with acting_for(plan.school_id):
        return Review.objects.create(
            school_id=plan.school_id,
            plan=plan,
            pupil_id=plan.pupil_id,
            **{"meeting_on": dt.date(2027, 1, 20), **fields},
        )


def make_agency(school: School, name: str = "", **fields: Any) -> Any:
    from records.models import Agency

    with acting_for(school):
        return Agency.objects.create(school=school, name=name or f"Agency {next(_next)}", kind="health", **fields)


def make_involvement(pupil: Pupil, **fields: Any) -> Any:
    from records.models import Involvement

    agency = fields.pop("agency", None) or make_agency(pupil.school)
    with acting_for(pupil.school_id):
        return Involvement.objects.create(
            school_id=pupil.school_id, pupil=pupil, agency=agency, **{"starts_on": LONG_AGO, **fields}
        )


def make_professional(school: School, **fields: Any) -> Any:
    from records.models import Professional

    agency = fields.pop("agency", None) or make_agency(school)
    with acting_for(school):
        return Professional.objects.create(school=school, agency=agency, **{"name": "Jo Somebody", **fields})


def make_intervention(school: School, name: str = "", **fields: Any) -> Any:
    from provision.models import Intervention

    with acting_for(school):
        return Intervention.objects.create(school=school, name=name or f"Intervention {next(_next)}", **fields)


def make_placement(*pupils: Pupil, **fields: Any) -> Any:
    """An intervention that runs for these pupils, three times half an hour a week unless `fields` say otherwise."""
    from provision.models import Placement, PlacementPupil

    school = pupils[0].school_id
    intervention = fields.pop("intervention", None) or make_intervention(pupils[0].school)
    with acting_for(school):
        placement = Placement.objects.create(
            school_id=school, intervention=intervention, **{"starts_on": LONG_AGO, "minutes": 30, "times": 3, **fields}
        )
        for pupil in pupils:
            PlacementPupil.objects.create(
                school_id=school, placement=placement, pupil=pupil, starts_on=placement.starts_on
            )
    return placement


def make_placement_pupil(pupil: Pupil, **fields: Any) -> Any:
    placement = make_placement(pupil, **fields)
    with acting_for(pupil.school_id):
        return placement.pupil_rows.get()


def make_delivery(placement: Any, *, on: dt.date, by: User, **fields: Any) -> Any:
    from provision.models import Delivery

    with acting_for(placement.school_id):
        return Delivery.objects.create(
            school_id=placement.school_id, placement=placement, on=on, recorded_by=by, **{"minutes": 30, **fields}
        )


def make_strategy(pupil: Pupil, text: str = "", **fields: Any) -> Any:
    from records.models import Strategy

    with acting_for(pupil.school_id):
        return Strategy.objects.create(
            school_id=pupil.school_id,
            pupil=pupil,
            **{"kind": "helps", "text": text or f"Idea {next(_next)}", "place": next(_next), **fields},
        )


def make_safety(pupil: Pupil, text: str = "Give the juice from the red bag.", **fields: Any) -> Any:
    """A line as it stands in the database, with no version made of it."""
    from records.models import SafetyLine

    with acting_for(pupil.school_id):
        return SafetyLine.objects.create(
            school_id=pupil.school_id, pupil=pupil, **{"kind": "medical", "text": text, **fields}
        )


def make_passport(pupil: Pupil, *, by: User, always: tuple[str, ...] = (), **fields: Any) -> Any:
    """A passport that was agreed today, with an idea that helps and these lines that are always done."""
    from records.actions.passports import agree_passport, draft_of, fingerprint
    from records.models import Passport

    for text in always:
        make_strategy(pupil, text, kind="always")
    make_strategy(pupil)
    day = timezone.localdate()
    with acting_for(pupil.school_id):
        passport, _ = Passport.objects.get_or_create(
            school_id=pupil.school_id, pupil=pupil, defaults={"likes": "I like trains.", **fields}
        )
        return agree_passport(
            pupil,
            by=member_of(by),
            seen=fingerprint(draft_of(passport, pupil)),
            agreed_on=day,
            agreed_with="pupil",
            review_on=day + dt.timedelta(days=100),
            today=day,
        )


def make_worked(pupil: Pupil, *, by: User, **fields: Any) -> Any:
    from records.models import WhatWorked

    with acting_for(pupil.school_id):
        return WhatWorked.objects.create(
            school_id=pupil.school_id, pupil=pupil, by=by, **{"text": "A timer on the desk.", **fields}
        )


def picture_bytes(kind: str = "PNG", size: tuple[int, int] = (40, 30), **saved: Any) -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **saved)
    return out.getvalue()


def make_picture(pupil: Pupil, *, by: User, alt: str = "A train") -> Any:
    from records.actions.pictures import set_picture

    with acting_for(pupil.school_id):
        return set_picture(pupil, by=member_of(by), content=picture_bytes(), alt=alt)


def make_link(group: TeachingGroup, *, by: User, on: dt.date | None = None) -> tuple[Any, str]:
    """A supply copy's link and its path."""
    from records.actions.supply import share_class

    with acting_for(group.school_id):
        return share_class(group, by=member_of(by), on=on or timezone.localdate())


def make_print(school: School, *, by: User, **fields: Any) -> Any:
    """A print that has been asked for."""
    from senco.models import Job

    with acting_for(school):
        return Job.objects.create(
            school=school, user=by, **{"kind": "passports", "result": {"group": None, "name": "All"}, **fields}
        )


def make_chase(school: School, *, user: User, by: User) -> Any:
    from records.models import PassportChase

    with acting_for(school):
        return PassportChase.objects.create(school=school, user=user, asked_by=by, asked_on=timezone.localdate())
