"""`bin/bench [pages] [imports] [passports] [reminders] [search] [timeline] [wording]`: without an argument, all."""

import logging
import sys

import django
from django.conf import settings

from senco import embedded

BOUNDS_MISSED: list[str] = []


def main(wanted: list[str]) -> None:
    django.setup()
    logging.disable(logging.WARNING)
    settings.ALLOWED_HOSTS = ["*"]
    settings.ROOT_URLCONF = "tests.bench.urls"
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    var = settings.VAR_DIR
    embedded.erase(var)
    try:
        embedded.use(var, "postgres", "valkey")
        embedded.prepare(var)
        embedded.bring_up_to_date(var, schools=False)
        from tests.bench import imports, pages, passports, reminders, search, timeline, wording

        parts = {
            "imports": imports.measure,
            "pages": pages.measure,
            "passports": passports.measure,
            "reminders": reminders.measure,
            "search": search.measure,
            "timeline": timeline.measure,
            "wording": wording.measure,
        }
        for name, measure in parts.items():
            if not wanted or name in wanted:
                print(f"\n== {name}", flush=True)
                BOUNDS_MISSED.extend(measure())
    finally:
        from django.db import connections

        connections.close_all()
        embedded.release(var)
    print(
        "\n" + ("Outside its bound: " + "; ".join(BOUNDS_MISSED) if BOUNDS_MISSED else "Everything within its bounds.")
    )
    sys.exit(1 if BOUNDS_MISSED else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
