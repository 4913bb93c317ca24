"""Fill an embedded database with the demo trust."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone


class Command(BaseCommand):
    help = "Make the demo trust: three schools and a nursery with staff, pupils and four terms of work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schools-only", action="store_true", help="schools, calendars and staff, no pupils")
        parser.add_argument("--on", type=dt.date.fromisoformat, help="make it for this day instead of today")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("The demo and its accounts live on the embedded database only.")
        from senco.demo.load import load_everything
        from senco.demo.trust import make_trust

        today = options["on"] or timezone.localdate()
        if options["schools_only"]:
            make_trust(today)
        else:
            load_everything(today, say=self.stdout.write)
