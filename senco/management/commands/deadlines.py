"""`manage.py deadlines EVENT=VALUE …`: what the law makes of events, with no database."""

from __future__ import annotations

import json
from argparse import RawDescriptionHelpFormatter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from senco.law import BadEvent, compute, law, read_events
from senco.law.answers import as_json, as_lines

REFUSED = 2

HELP = """Works out every deadline that the given events start. Needs no database.

A value is a date (2026-09-14), a range (2026-12-19..2027-01-03), a year, a number or a word:

  manage.py deadlines ehcna.request_received=2026-09-14 review.meeting=2026-11-10
  manage.py deadlines transfer=primary_to_secondary transfer_year=2027 --json
  manage.py deadlines record_request.received=2026-12-14 school.holiday=2026-12-19..2027-01-03

School days come from school.holiday, school.closure and school.term, which may be given many times.
"""


class Command(BaseCommand):
    """Exit status 0 with answers; 2, with one sentence on stderr and nothing on stdout, when refused."""

    help = HELP
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("events", nargs="*", metavar="EVENT=VALUE", help="an event and its value")
        parser.add_argument("--json", action="store_true", help="an object keyed by the deadline's id")
        parser.add_argument("--on", metavar="DATE", help="apply the law in force on this day")
        parser.add_argument("--events", action="store_true", dest="list_events", help="list every event and stop")

    def handle(self, *, events: list[str], **options: Any) -> None:
        if options["list_events"]:
            return self._list_events()
        if not events:
            raise CommandError(
                "Give at least one EVENT=VALUE. The names: manage.py deadlines --events", returncode=REFUSED
            )
        try:
            results = compute(read_events(events), as_at=_day(options["on"]))
        except BadEvent as refused:
            raise CommandError(str(refused), returncode=REFUSED) from None
        if not results:
            raise CommandError("No deadline starts from these events alone.", returncode=REFUSED)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(results), indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(as_lines(results)))

    def _list_events(self) -> None:
        for one in law().events.values():
            other = f" (also {', '.join(one.aliases)})" if one.aliases else ""
            self.stdout.write(f"{one.name}{other}: {one.text}")
            for rule_id in law().started_by(one.name):
                self.stdout.write(f"    starts {rule_id}")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadEvent(f"--on {text} is not understood: it must be a date such as 2026-09-14.") from None
