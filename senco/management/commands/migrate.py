"""Migrate as owner, then settle what the runtime role may do."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate

from senco.rows import settle_grants


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DB_ROLE != "owner":
            raise CommandError("Migrations run as the owner of the tables: set SENCO_DB_ROLE=owner.")
        super().handle(*args, **options)
        if not (options.get("plan") or options.get("check_unapplied")):
            settle_grants()
