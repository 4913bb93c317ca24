"""10,000 pupils by the importer, against one `save()` a row of the same facts; and the memory it takes."""

import datetime as dt
import resource
import time

from pupils.imports import Limits, ParsedFile, PupilRow, read_file
from pupils.models import (
    Attendance,
    Characteristic,
    Contact,
    Enrolment,
    GroupPupil,
    Pupil,
    PupilWord,
    SenNeed,
    SenStatus,
    TeachingGroup,
    YearGroup,
)
from pupils.names import fold, words
from senco.imports.changes import Tab
from senco.imports.intake import take_in
from senco.models import School
from senco.permissions import Role
from senco.rows import acting_for
from tests.bench.roll import roll
from tests.factories import make_school, make_staff

PUPILS, BY_ROW = 10_000, 1_000
TODAY = dt.date(2026, 11, 20)
FASTER, MEMORY_MB = 5, 500


def measure() -> list[str]:
    missed = []
    big, small = make_school("Import, whole", laestab="8890001"), make_school("Import, by row", laestab="8890002")
    for school in (big, small):
        make_staff(Role.SENCO, school)
    before = _peak()
    bulk = _bulk(big) / PUPILS
    grew = _peak() - before
    single = _by_row(small) / BY_ROW
    again = _bulk(big) / PUPILS
    events, rows = _history(big)
    print(f"{PUPILS:,} pupils by the importer, file read included; {BY_ROW:,} by one save() a row")
    print(f"  by row / importer, a pupil       {single / bulk:6.1f}   (bound: at least {FASTER})")
    print(f"  the same file again / first time {again / bulk:6.2f}   (writes nothing)")
    print(f"  history rows a table row         {events / rows:6.2f}   (1.00: each insert once)")
    print(f"  peak memory grew by              {grew:6.0f} MB (bound: {MEMORY_MB})")
    if single / bulk < FASTER:
        missed.append("import against one save() a row")
    if grew > MEMORY_MB:
        missed.append("memory of an import")
    return missed


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _read(pupils: int, laestab: str) -> ParsedFile:
    return read_file(roll(pupils, laestab), "roll.csv", limits=Limits())


def _bulk(school: School) -> float:
    start = time.perf_counter()
    parsed = _read(PUPILS, school.laestab)
    with acting_for(school):
        preview = take_in(parsed, school, day=TODAY)
    taken = time.perf_counter() - start
    assert preview.counts[Tab.NEW] in (PUPILS, 0), preview.problems[:3]
    return taken


def _by_row(school: School) -> float:
    start = time.perf_counter()
    parsed = _read(BY_ROW, school.laestab)
    groups: dict[str, TeachingGroup] = {}
    with acting_for(school):
        for row in parsed.rows:
            assert isinstance(row, PupilRow)
            _save_one(school, row, groups)
    return time.perf_counter() - start


def _save_one(school: School, row: PupilRow, groups: dict[str, TeachingGroup]) -> None:
    """What a plain importer does for one line: the same rows as ours, one statement each."""
    surname, forename, group = str(row.surname), str(row.forename), str(row.registration_group)
    pupil = Pupil.objects.create(
        school=school, upn=row.upn or "", admission_number=row.admission_number or "", surname=surname,
        forename=forename, date_of_birth=row.date_of_birth, sex=row.sex or "", sort_name=fold(f"{surname} {forename}"),
    )  # fmt: skip
    common = {"school": school, "pupil": pupil}
    for word in words(forename, surname):
        PupilWord.objects.create(word=word, **common)
    if group not in groups:
        groups[group] = TeachingGroup.objects.create(school=school, name=group)
    dated = {**common, "starts_on": TODAY}
    Enrolment.objects.create(**dated)
    YearGroup.objects.create(code=row.year_group or "", **dated)
    GroupPupil.objects.create(group=groups[group], **dated)
    SenStatus.objects.create(provision=row.sen_provision or "N", **dated)
    for rank, code in enumerate(row.needs or (), start=1):
        SenNeed.objects.create(code=code, rank=rank, **dated)
    if row.pupil_premium:
        Characteristic.objects.create(kind="pupil_premium", **dated)
    for contact in row.contacts or ():
        Contact.objects.create(surname=contact.surname or "", email=contact.email or "", **common)
    Attendance.objects.create(ends_on=TODAY, percent=row.attendance_percent or 90, **dated)


def _history(school: School) -> tuple[int, int]:
    with acting_for(school):
        models = (Pupil, Enrolment, YearGroup, GroupPupil, SenStatus)
        return sum(m.pgh_event_model.objects.count() for m in models), sum(m.objects.count() for m in models)
