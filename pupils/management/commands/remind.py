"""`manage.py remind`: a whole night's reminders at once, and what was told to whom.

Exit status 0 when every digest went, 1 when one did not (its rows stay, and the next run or sweep sends it).
With --json an object: `on` (ISO date), `told` (a list of {to, school, pupil (initials), kind, rule, due, lead,
when, message_id}), `failed` (a list of {to, why, reminders}), `waiting` (a list of {to, reminders}: they have had
their digest of that day, or their school is closed, so it goes with the next).
"""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count

from pupils.actions.reminders import Digest, run_night
from pupils.models import Reminder
from pupils.reminders import when_words
from senco.law import day_name
from senco.permissions import today
from senco.rows import every_school


class Command(BaseCommand):
    help = "Tell everybody what is due to be told today (or on DATE), one e-mail each, and print it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="DATE", help="act as if today were this day, such as 2026-11-20")
        parser.add_argument("--json", action="store_true", help="print JSON for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        now = today()
        day = _day(options["on"]) or now
        digests = list(run_night(day, is_today=day == now))
        failed = [one for one in digests if one.error]
        with every_school():
            if options["json"]:
                self.stdout.write(json.dumps(_as_json(day, digests, failed), indent=2, ensure_ascii=False))
            else:
                self._print(day, digests, failed)
        if failed:
            raise CommandError(f"{len(failed)} of {len(digests)} digests did not go. They stay to be sent.")

    def _print(self, day: dt.date, digests: list[Digest], failed: list[Digest]) -> None:
        for one in digests:
            if one.error:
                self.stdout.write(f"{one.to.email}: not sent ({one.error})")
                continue
            self.stdout.write(f"{one.to.email}:")
            for told in _told(one, day):
                who = told["pupil"] or "whole school"
                when = f"{told['when']} ({day_name(dt.date.fromisoformat(told['due']))})"
                self.stdout.write(f"    {who}: {told['kind']}, {when}, {told['school']}")
        for row in _waiting(day, failed):
            self.stdout.write(f"{row['to']}: {row['reminders']} more, with the next digest")
        sent = len(digests) - len(failed)
        self.stdout.write(f"{day_name(day)}: {sent} digest{'' if sent == 1 else 's'} sent.")


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"--on {text} is not understood: it must be a date such as 2026-11-20.") from None


def _as_json(day: dt.date, digests: list[Digest], failed: list[Digest]) -> dict[str, Any]:
    return {
        "on": day.isoformat(),
        "told": [line for one in digests if not one.error for line in _told(one, day)],
        "failed": [{"to": one.to.email, "why": one.error, "reminders": one.reminders} for one in failed],
        "waiting": _waiting(day, failed),
    }


def _told(digest: Digest, day: dt.date) -> list[dict[str, Any]]:
    """Each deadline of a digest that went, soonest first, at its newest lead. Initials: this is printed into logs."""
    rows = Reminder.objects.told_to(digest.to).filter(message_id=digest.message_id)
    newest = (
        rows.order_by("deadline", "-tell_on", "-pk").distinct("deadline").select_related("deadline__pupil", "school")
    )
    return [_line(row, digest, day) for row in sorted(newest, key=lambda row: (row.due_on, row.pk))]


def _line(row: Reminder, digest: Digest, day: dt.date) -> dict[str, Any]:
    pupil = row.deadline.pupil
    return {
        "to": digest.to.email,
        "school": row.school.name,
        "pupil": pupil.initials if pupil else "",
        "kind": row.deadline.what,
        "rule": row.deadline.rule,
        "due": row.due_on.isoformat(),
        "lead": row.lead,
        "when": when_words(row.due_on, day),
        "message_id": digest.message_id,
    }


def _waiting(day: dt.date, failed: list[Digest]) -> list[dict[str, Any]]:
    rows = Reminder.objects.unsent().due_by(day).exclude(recipient__in=[one.to for one in failed])
    counted = rows.order_by("recipient__email").values_list("recipient__email").annotate(n=Count("pk"))
    return [{"to": email, "reminders": n} for email, n in counted]
