"""The timeline of a pupil with 2,000 entries among 900 other pupils, against a page with nothing on it."""

import datetime as dt
import re

from django.test import Client
from django.urls import reverse

from provision.models import Delivery
from pupils.imports import Limits, read_file
from pupils.models import Attendance, Concern, ConcernMove, Note, Pupil, Suspension
from senco.imports.intake import take_in
from senco.permissions import Role
from senco.rows import acting_for
from senco.timeline import Asked, Timeline
from tests.bench.pages import QUERIES, _analyse, _queries, _time
from tests.bench.roll import roll
from tests.factories import make_placement, make_school, make_staff, member_of

OTHERS, ENTRIES = 900, 2_000
TIMES_EMPTY = 6.0
DAY = dt.timedelta(days=1)


def measure() -> list[str]:
    school = make_school("Timeline", laestab="8895001", phase="secondary")
    senco = make_staff(Role.SENCO, school)
    today = dt.date.today()
    with acting_for(school):
        take_in(read_file(roll(OTHERS, school.laestab), "roll.csv", limits=Limits()), school, day=today)
        few, many = Pupil.objects.order_by("pk")[:2]
        _fill(school, many, senco, today)
        total = Timeline(many, member_of(senco), today).opened(Asked())[2].total
    _analyse()
    client, nothing = Client(), reverse("bench-empty")
    client.force_login(senco)
    missed = [] if total >= ENTRIES else [f"the timeline has only {total} entries"]
    url, short = (reverse("timeline", args=[pupil.pk]) for pupil in (many, few))
    found = re.search(r'hx-get="(\?after=[^"]+)"', client.get(url).content.decode())
    assert found, "there is no second page"
    pages = {
        "an ordinary pupil": short,
        f"{total:,} entries": url,
        "  searched for a word": f"{url}?q=grandmother",
        "  the next fifty": f"{url}{found[1]}",
        "  on paper, all of it": f"{url}?format=print",
    }
    for name, address in pages.items():
        times, weight = _time(client, address, nothing)
        queries = _queries(client, address)
        print(f"  {name:<24}{queries:>4} queries {times:>7.2f} x empty {weight / 1024:>7.0f} kB")
        if queries > QUERIES:
            missed.append(f"timeline, {name.strip()}: {queries} queries")
        if "paper" not in name and times > TIMES_EMPTY:
            missed.append(f"timeline, {name.strip()}: {times:.1f} times an empty page")
    return missed


def _fill(school, pupil, senco, today):
    """Ten years of a pupil about whom everybody writes: what a secondary school keeps of its most complex."""
    of = {"school": school, "pupil": pupil}
    Note.objects.bulk_create(
        Note(on=today - n * 3 * DAY, text="Spoke to his grandmother at the gate.", written_by=senco, **of)
        for n in range(1_000)
    )
    concerns = Concern.objects.bulk_create(
        Concern(logged_by=senco, area="CL", seen="Loses the place.", parents_told=True, **of) for _ in range(250)
    )
    ConcernMove.objects.bulk_create(
        ConcernMove(school=school, concern=one, from_state="new", to_state="watching", why="I look.", by=senco)
        for one in concerns
    )
    Attendance.objects.bulk_create(
        Attendance(starts_on=today - (n + 1) * 60 * DAY, ends_on=today - (n * 60 + 1) * DAY, percent=90, **of)
        for n in range(60)
    )
    Suspension.objects.bulk_create(Suspension(starts_on=today - n * 40 * DAY, **of) for n in range(1, 60))
    for _ in range(2):
        placement = make_placement(pupil, starts_on=today - 2_000 * DAY)
        Delivery.objects.bulk_create(
            Delivery(school=school, placement=placement, on=today - n * DAY, minutes=20, recorded_by=senco)
            for n in range(1, 1_500)
        )
