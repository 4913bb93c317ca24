"""The words of a file, drawn out by another process so that a hostile file costs that process and nothing else."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from senco.papers import reader

SECONDS = 30
"""By the clock; by the processor's time the reader ends itself sooner."""


class Unreadable(Exception):
    """The reader gave up: damaged, or too much for its limits."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was found. `pages` is known of a PDF alone; `is_cut` says that there is more than was read."""

    text: str = ""
    pages: int | None = None
    is_cut: bool = False
    is_locked: bool = False


def words_of(file: Any, kind: str) -> Words:
    """The words of a file of one of the kinds that have some."""
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as answer:
        file.seek(0)
        copyfileobj(file, sent)
        sent.seek(0)
        command = [sys.executable, "-I", str(Path(reader.__file__)), kind]
        try:
            subprocess.run(
                command, stdin=sent, stdout=answer, stderr=subprocess.DEVNULL, env={}, cwd="/", timeout=SECONDS,
                check=True,
            )  # fmt: skip
            answer.seek(0)
            found = json.loads(answer.read())
        except (subprocess.SubprocessError, ValueError) as error:
            raise Unreadable(str(error)) from error
    if found.get("locked"):
        return Words(is_locked=True)
    return Words(found["text"], found["pages"], found["is_cut"])
