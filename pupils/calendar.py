"""Somebody's own deadlines as a calendar program reads them: what is due and initials, never a name.

The address is signed and carries the person, their key and their schools, for without the schools
no row could be found. It opens what they hold a role for today, whatever it opened when it was made.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from icalendar import Calendar, Event

from pupils.models import Deadline
from senco import mail
from senco.middleware import find_member
from senco.models import User
from senco.permissions import Member

SIGNER = Signer(salt="calendar")
MOST = 1000


def calendar_address(member: Member) -> str:
    """The whole address, or "" while this person has none."""
    key = member.user.calendar_key
    if not key:
        return ""
    token = SIGNER.sign_object({"u": member.user.pk, "k": key, "s": sorted(member.names)}, compress=True)
    return mail.absolute(reverse("calendar", kwargs={"token": token}))


def reader_of(token: str) -> Member | None:
    """Whose address it is, with the schools that are both in it and theirs today; None if it no longer opens.

    Two queries, outside any school's context.
    """
    try:
        said = SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=said["u"], is_active=True).exclude(calendar_key="").first()
    if user is None or not constant_time_compare(user.calendar_key, said["k"]):
        return None
    member = find_member(user)
    if member is None:
        return None
    roles = {school: held for school, held in member.roles.items() if school in said["s"]}
    return Member(user=user, roles=roles, names=member.names) if roles else None


def as_calendar(deadlines: Iterable[Deadline], *, several: bool) -> bytes:
    """RFC 5545. A date that moves keeps its UID, so a calendar moves it too."""
    calendar = Calendar()
    calendar.add("prodid", "-//SENCO desk//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "SENCO desk: due dates")
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"value": "DURATION"})
    for deadline in deadlines:
        calendar.add_component(_event(deadline, several))
    return calendar.to_ical()


def _event(deadline: Deadline, several: bool) -> Event:
    who = f"{deadline.pupil.initials}: " if deadline.pupil else ""
    where = f" ({deadline.school.name})" if several else ""
    event = Event()
    event.add("uid", f"deadline-{deadline.pk}@{settings.SITE_URL.split('//')[-1].split('/')[0]}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", deadline.due_on)
    event.add("dtend", deadline.due_on + dt.timedelta(days=1))
    event.add("summary", f"{who}{deadline.what}{where}")
    event.add("url", mail.absolute(reverse("pupils:deadline", kwargs={"pk": deadline.pk})))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
