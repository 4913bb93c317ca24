"""A night's reminders: writing who is to be told of what, and sending each person one digest.

What must be sent is a row of `Reminder`, written before anything leaves. A digest is first given its
Message-ID (and that is committed), then handed to the mail server, then marked as sent. Killed between
the last two it goes again, with the same Message-ID; killed anywhere else nothing went and it is sent.
"""

import datetime as dt
import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from pupils.actions.deadlines import NobodyToTell, pass_on_what_leavers_own, who_opens_dates
from pupils.actions.leavers import resume_returners_deadlines, stop_leavers_deadlines
from pupils.models import AnswerTelling, Deadline, LeadTimes, Pupil, Reminder, ReminderSetting
from pupils.models.deadlines import ASKED, DEFAULT_LEADS, ReminderQuerySet
from pupils.reminders import DAY, OpenDeadline, SchoolDays, Settings, Told, due_reminders, when_words
from senco import mail
from senco.actions.mailing import note_failure, note_sent
from senco.confidential import holders
from senco.models import Closure, Membership, School, Term, User
from senco.permissions import Member, Permission, Role
from senco.rows import acting_for, every_school

log = logging.getLogger(__name__)

BATCH = 2_000
"""Deadlines looked at together: what bounds the memory of a night."""
SHOWN = 30
"""Lines in one digest, shared out over its kinds: of each the latest or soonest, then how many more and where."""
OF_A_KIND = 5
"""The most lines of one kind; each kind has one at least, so that nothing told is missing from the mail."""
NEAR = 25
"""The most lines beside those, for what falls within a week of the day: it can still be acted on, so it is named."""
DIGEST_LOCK = 7301
"""First key of the advisory lock that one person's digest is made under."""


@dataclass(frozen=True)
class Digest:
    """What became of one person's digest. `error` is empty when it went; its rows then carry `sent_at`."""

    to: User
    message_id: str
    reminders: int
    error: str = ""


# Writing ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_reminders(school_id: int, *, today: dt.date) -> int:
    """Write the rows of one school's night; how many deadlines were told of. Needs the school's context.

    May be run again at any time: what was written stays, and is not written twice. One pass over the
    open deadlines within the longest lead, in batches; six queries and two for each batch.
    """
    stop_leavers_deadlines(school_id, today=today)
    try:
        resume_returners_deadlines(school_id, today=today)
        pass_on_what_leavers_own(school_id, today=today)
    except NobodyToTell:
        log.warning("School %s has nobody to own its deadlines.", school_id)
    withdraw_unsent(school_id, today=today)
    calendar = school_days(school_id)
    if not calendar.is_open(today):
        return 0
    settings = reminder_settings(school_id, today=today)
    furthest = calendar.next_open(today) + max(max(days, default=0) for days in settings.leads.values()) * DAY
    found = Deadline.objects.open().filter(school=school_id, due_on__lt=furthest).order_by("due_on", "pk")
    rows = found.values_list("pk", "rule", "due_on", "owner_id").iterator(chunk_size=BATCH)
    written = 0
    for batch in _batches(rows):
        told = told_so_far(school_id, batch)
        due = due_reminders(batch, today=today, settings=settings, calendar=calendar, told=told)
        written += _write(school_id, _to_holders(school_id, batch, due, today))
    return written


def _to_holders(school_id: int, batch: list[OpenDeadline], due: Iterator[Any], today: dt.date) -> Iterator[Any]:
    """Of what is confined nobody is told but its holders: not the second person, not the headteacher.

    One query, and one for each set of roles that confines any of the batch.
    """
    rows = Deadline.objects.confined().filter(school=school_id, pk__in=[one.pk for one in batch])
    roles = {pk: tuple(confined) for pk, confined in rows.values_list("pk", "confined_to")}
    may = {some: {user.pk for user in holders(school_id, some, today)} for some in set(roles.values())}
    return (one for one in due if one.deadline.pk not in roles or one.recipient in may[roles[one.deadline.pk]])


def _batches(rows: Iterator[tuple[int, str, dt.date, int]]) -> Iterator[list[OpenDeadline]]:
    while batch := [OpenDeadline(*row) for row in itertools.islice(rows, BATCH)]:
        yield batch


def _write(school_id: int, due: Iterator[Any]) -> int:
    rows = [
        Reminder(
            school_id=school_id,
            deadline_id=one.deadline.pk,
            due_on=one.deadline.due_on,
            lead=one.lead,
            recipient_id=one.recipient,
            tell_on=one.tell_on,
        )
        for one in due
    ]
    # Another worker may be writing the same night: the constraint keeps the first of two equal rows.
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def told_so_far(school_id: int, batch: list[OpenDeadline]) -> Told:
    """What has been told, or is written and will be, of these deadlines. One query."""
    told = Told()
    rows = Reminder.objects.filter(school=school_id, deadline__in=[one.pk for one in batch])
    for pk, due_on, person, lead, on in rows.values_list("deadline", "due_on", "recipient", "lead", "tell_on"):
        told.add((pk, due_on, person), lead, on)
    return told


def withdraw_unsent(school_id: int, *, today: dt.date) -> int:
    """Take back what has not been sent and is no longer true, or is for somebody who has left; how many."""
    here = Membership.objects.at(school_id).current(today).filter(user__is_active=True).values("user")
    gone = Reminder.objects.unsent().filter(school=school_id).exclude(recipient__in=here).delete()[0]
    AnswerTelling.objects.unsent().filter(school=school_id).exclude(recipient__in=here).delete()
    return gone + Reminder.objects.out_of_date().filter(school=school_id).delete()[0]


def school_days(school_id: int) -> SchoolDays:
    """When the school's people may be written to. Two queries."""
    terms = Term.objects.filter(school=school_id).values_list("starts_on", "ends_on")
    closures = Closure.objects.filter(school=school_id).values_list("starts_on", "ends_on")
    return SchoolDays(tuple(terms), tuple(closures))


def reminder_settings(school_id: int, *, today: dt.date) -> Settings:
    """The school's lead times, and who hears of lateness today. Four queries at most."""
    leads = {"": DEFAULT_LEADS}
    for rule, days in LeadTimes.objects.filter(school=school_id).values_list("rule", "days"):
        leads[rule] = tuple(days)
    may_open = who_opens_dates(school_id, today).order_by().values("pk")
    chosen = ReminderSetting.objects.filter(school=school_id, second_person__in=may_open).first()
    heads = Membership.objects.holders(school_id, Role.HEADTEACHER, today)
    return Settings(leads, second=chosen.second_person_id if chosen else None, head=heads[0].pk if heads else None)


def note_written(school_id: int, *, day: dt.date) -> None:
    """The school's night is written: the sweep need not make it up, and people may be sent their digest."""
    ReminderSetting.objects.update_or_create(school_id=school_id, defaults={"written_on": day})


def unwritten_schools(day: dt.date) -> list[int]:
    """Schools whose night has not been written. Two queries; needs every school's context."""
    written = ReminderSetting.objects.filter(written_on__gte=day).values("school")
    return list(School.objects.exclude(pk__in=written).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def ask_again(deadline: Deadline, *, by: Member, today: dt.date) -> bool:
    """Remind its owner at a colleague's wish: a mail of its own, once a day. False where that was done today.

    Like every reminder it goes on a school day, and is withdrawn if the date is met or handed over before.
    """
    by.must(Permission.CLOSE_DEADLINES, deadline)
    lead = f"{ASKED}{today:%y%m%d}"
    _, is_new = Reminder.objects.get_or_create(
        school_id=deadline.school_id,
        deadline=deadline,
        due_on=deadline.due_on,
        lead=lead,
        recipient_id=deadline.owner_id,
        defaults={"tell_on": today},
    )
    return is_new


# Sending ---------------------------------------------------------------------------------------------------------


def people_to_tell(day: dt.date) -> list[int]:
    """Ids of people with something unsent, within the schools of the context. One query."""
    dates = Reminder.objects.unsent().due_by(day).order_by().values_list("recipient", flat=True)
    answers = AnswerTelling.objects.unsent().due_by(day).order_by().values_list("recipient", flat=True)
    return sorted(dates.union(answers))


def send_digests(
    user: User, *, day: dt.date, when_written: bool = False, at: dt.datetime | None = None
) -> list[Digest]:
    """Send somebody what they are to be told, over all their schools: one digest, or none.

    Opens its own transactions, so call it outside any. More than one comes back only if a worker was
    killed on an earlier day, its digest may have gone, and so goes again as it was. With `when_written`
    it waits until the night of each of their schools is written, so that one digest holds them all. Nothing goes to
    an address that the mail server refuses for good: the rows wait until somebody says to try again. `at` is when the
    mail says that it went, if that is not now.
    """
    if user.mail_refused_at:
        return []
    schools = list(Membership.objects.roles_of(user, day))
    with acting_for(*schools):
        if not _alone_with(user) or (when_written and set(schools) & set(unwritten_schools(day))):
            return []
        claimed = _claim(user, schools, day)
    return [digest for message_id in claimed if (digest := _send_claimed(user, schools, message_id, day, at))]


def _alone_with(user: User) -> bool:
    """Whether no other worker makes this person's digest now. Held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [DIGEST_LOCK, user.pk])
        return bool(cursor.fetchone()[0])


def _claim(user: User, schools: list[int], day: dt.date) -> list[str]:
    """Message-IDs of the digests to send: those begun and not known to have gone, and today's new one."""
    Reminder.objects.told_to(user).out_of_date().delete()
    AnswerTelling.objects.told_to(user).out_of_date().filter(message_id="").delete()
    unsent = Reminder.objects.told_to(user).unsent().due_by(day)
    answers = AnswerTelling.objects.told_to(user).unsent().due_by(day)
    waiting = _schools_of(unsent, schools).union(_schools_of(answers, schools))
    open_today = [school for school in sorted(waiting) if school_days(school).is_open(day)]
    claimed = _begun(unsent, answers, open_today)
    had_todays = any(
        rows.objects.told_to(user).filter(digest_on=day).exclude(message_id="").exists()
        for rows in (Reminder, AnswerTelling)
    )
    new = unsent.filter(message_id="", school__in=open_today)
    new_answers = answers.filter(message_id="", school__in=open_today)
    if had_todays:
        # One digest a day; only what a colleague asks for meanwhile goes after it.
        new, new_answers = new.filter(lead__startswith=ASKED), new_answers.none()
    keys = list(new.order_by("pk").select_for_update(skip_locked=True).values_list("pk", flat=True))
    told = list(new_answers.order_by("pk").select_for_update(skip_locked=True).values_list("pk", flat=True))
    if keys or told:
        named = (keys, told) if told else (keys,)
        message_id = mail.message_id("reminders", user.pk, day.isoformat(), *named)
        new.filter(pk__in=keys).update(message_id=message_id, digest_on=day)
        new_answers.filter(pk__in=told).update(message_id=message_id, digest_on=day)
        claimed.append(message_id)
    return claimed


def _schools_of(rows: Any, schools: list[int]) -> set[int]:
    return set(rows.filter(school__in=schools).order_by().values_list("school", flat=True))


def _begun(unsent: Any, answers: Any, schools: list[int]) -> list[str]:
    """Message-IDs of digests that may have gone, the oldest first."""
    begun: dict[str, dt.date] = {}
    for rows in (unsent, answers):
        found = rows.exclude(message_id="").filter(school__in=schools).order_by()
        for message_id, on in found.values_list("message_id").annotate(on=Min("digest_on")):
            begun[message_id] = min(on, begun.get(message_id, on))
    return sorted(begun, key=lambda message_id: begun[message_id])


def _send_claimed(
    user: User, schools: list[int], message_id: str, day: dt.date, at: dt.datetime | None = None
) -> Digest | None:
    """Hand one claimed digest to the mail server and mark it as sent; None if another worker has it."""
    with acting_for(*schools):
        if not _alone_with(user):
            return None
        rows = Reminder.objects.told_to(user).unsent().filter(message_id=message_id)
        answers = AnswerTelling.objects.told_to(user).unsent().filter(message_id=message_id)
        locked = sum(
            len(some.select_for_update(skip_locked=True).values_list("pk", flat=True)) for some in (rows, answers)
        )
        if not locked:
            return None
        contents = {**_contents(rows, day), "answers": _answers(answers)}
        try:
            mail.reminder_digest(user, message_id=message_id, at=at, **contents)
        except Exception as error:
            log.warning("A digest for user %s did not go: %s", user.pk, type(error).__name__)
            note_failure(user, error, now=timezone.now())
            if isinstance(error, mail.REFUSED):
                # It surely did not go: it may join the next digest instead of going by itself.
                rows.update(message_id="", digest_on=None)
                answers.update(message_id="", digest_on=None)
            return Digest(user, message_id, locked, error=f"{type(error).__name__}: {error}"[:300])
        for sent in (rows, answers):
            sent.update(sent_at=at or timezone.now())
        note_sent(user)
    return Digest(user, message_id, locked)


def _contents(rows: ReminderQuerySet, day: dt.date) -> dict[str, Any]:
    """What the digest of these rows says. A deadline told at two leads (a night was missed) is one line."""
    deadlines = Deadline.objects.filter(pk__in=rows.values("deadline"))
    kinds = list(deadlines.count_kinds(day))
    each = max(1, min(OF_A_KIND, SHOWN // max(1, len(kinds))))
    first: dict[tuple[int, str], list[mail.DueLine]] = {}
    for one in deadlines.to_name(day, of_a_kind=each, near=NEAR).select_related("school", "pupil"):
        first.setdefault((one.school_id, one.rule), []).append(as_line(one, day))
    return {
        "groups": [_as_group(kind, first[kind["school"], kind["rule"]]) for kind in kinds],
        "total": sum(kind["count"] for kind in kinds),
        "late": sum(kind["late"] for kind in kinds),
        "url": mail.absolute(reverse("pupils:deadlines")),
    }


def _answers(rows: Any) -> list[mail.AnswerLine]:
    """Of each move: whose initials, and where the answer stands. Not what was decided: a mail may lie open."""
    found = rows.select_related("move__case__pupil", "school").order_by("pk")
    return [
        mail.AnswerLine(
            who=one.move.case.pupil.initials,
            school=one.school.name,
            url=mail.absolute(reverse("pupils:case", kwargs={"pk": one.move.case_id})),
        )
        for one in found
    ]


def _as_group(kind: dict[str, Any], lines: list[mail.DueLine]) -> mail.DueGroup:
    url = mail.absolute(f"{reverse('pupils:deadlines')}?{urlencode({'kind': kind['rule']})}")
    return mail.DueGroup(kind["school__name"], lines, kind["count"] - len(lines), url)


def as_line(deadline: Deadline, day: dt.date) -> mail.DueLine:
    pupil: Pupil | None = deadline.pupil
    return mail.DueLine(
        who=pupil.initials if pupil else "",
        what=deadline.what,
        when=when_words(deadline.due_on, day),
        due_on=deadline.due_on,
        url=mail.absolute(reverse("pupils:deadline", kwargs={"pk": deadline.pk})),
        school=deadline.school.name,
        is_late=deadline.due_on < day,
    )


def run_night(day: dt.date, *, is_today: bool, at: dt.datetime | None = None) -> Iterator[Digest]:
    """A whole night in this process: write every school's rows, then send each person's digest, one after another.

    Opens its own transactions. A night other than today's does not count as today's. `at` is as `send_digests` has it.
    """
    for school_id in School.objects.order_by("pk").values_list("pk", flat=True):
        with acting_for(school_id):
            write_reminders(school_id, today=day)
            if is_today:
                note_written(school_id, day=day)
    with every_school():
        people = people_to_tell(day)
    for user in User.objects.filter(pk__in=people, is_active=True).order_by("pk"):
        if user.mail_refused_at:
            yield _refused(user, day)
        else:
            yield from send_digests(user, day=day, at=at)


def _refused(user: User, day: dt.date) -> Digest:
    with every_school():
        waiting = sum(rows.objects.told_to(user).unsent().due_by(day).count() for rows in (Reminder, AnswerTelling))
    return Digest(user, "", waiting, error=f"the mail server refuses this address: {user.mail_refusal}")
