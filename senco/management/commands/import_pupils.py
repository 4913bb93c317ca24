"""`manage.py import_pupils FILE --school LAESTAB`: a school's own file, looked through or taken in."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pupils.imports import FileRefused, Kind, Problem
from senco.imports.changes import Preview, Tab
from senco.imports.intake import ImportRefused, Wishes, look_through, take_in
from senco.imports.opening import open_file
from senco.models import School
from senco.permissions import today
from senco.rows import acting_for

REFUSED = 1
SAY_SO = " If it is meant for this school all the same, add --other-school."


class Command(BaseCommand):
    """Exit status 0 when nothing stands in the way, 1 when the file is refused and nothing was taken in."""

    help = "Takes a school's file in: pupils, the SENCO's register, staff, groups, attendance or suspensions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--school", required=True, metavar="LAESTAB", help="or a setting's URN or Ofsted number")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--json", action="store_true", help="counts and problems as one JSON object")
        parser.add_argument("--on", type=_day, metavar="DATE", help="the day from which changes count (today)")
        parser.add_argument("--kind", choices=[str(kind) for kind in Kind], help="do not guess what the file is")
        parser.add_argument("--whole-roll", action="store_true", help="whoever is not in the file has left")
        parser.add_argument(
            "--confirm-leavers", type=int, metavar="N", help="yes, N pupils leave, though that is above 5%% of the roll"
        )

        parser.add_argument(
            "--other-school", action="store_true", help="yes, it is meant for this school, though it names another"
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        preview = self._preview(file, options)
        if options["json"]:
            self.stdout.write(json.dumps(preview.as_dict(), indent=2, ensure_ascii=False))
        else:
            self._tell(preview, dry=options["dry_run"])
        if preview.refused or preview.must_confirm or preview.names_school:
            raise SystemExit(REFUSED)

    def _preview(self, file: Path, options: dict[str, Any]) -> Preview:
        school = School.objects.numbered(options["school"])
        if school is None:
            return _refused(f"No school here has the number {options['school']}.")
        wishes = Wishes(
            is_whole_roll=options["whole_roll"],
            leavers_confirmed=options["confirm_leavers"],
            other_school=options["other_school"],
        )
        day = options["on"] or today()
        run = look_through if options["dry_run"] else take_in
        try:
            with acting_for(school):
                parsed = open_file(file, file.name, school, kind=options["kind"], day=day)
                return run(parsed, school, day=day, wishes=wishes)
        except FileRefused as refused:
            return _refused(refused.message)
        except ImportRefused as refused:
            return refused.preview

    def _tell(self, preview: Preview, *, dry: bool) -> None:
        for warning in preview.warnings:
            self.stderr.write(f"Note: {warning}")
        for problem in preview.problems:
            where = f"{preview.place.lower()} {problem.line}" + (f", {problem.column}" if problem.column else "")
            self.stderr.write(f"{where}: “{problem.value}”: {problem.message}")
        if preview.refused:
            self.stderr.write(
                f"Refused: nothing was taken in. {preview.refused}{SAY_SO if preview.names_school else ''}"
            )
            return
        if preview.names_school:
            self.stderr.write(f"It will be refused: the file names another school ({preview.names_school}).{SAY_SO}")
        if preview.must_confirm:
            self.stderr.write(f"It will be refused until --confirm-leavers {preview.must_confirm} is given.")
        counts = preview.counts
        self.stdout.write(
            f"{'Would be' if dry else 'Taken in'}: {counts[Tab.NEW]} new, {counts[Tab.CHANGED]} changed, "
            f"{counts[Tab.UNCHANGED]} unchanged, {counts[Tab.LEAVER]} leavers, {len(preview.problems)} problems."
        )


def _refused(why: str) -> Preview:
    preview = Preview()
    preview.refuse(why)
    preview.problems.append(Problem(0, "", "", why, stops=True))
    return preview


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} must be a date such as 2026-11-20") from None
