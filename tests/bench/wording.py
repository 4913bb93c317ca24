"""The wording checker against 200 labelled lines: those its rules were made on, and 100 that they had never met."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from records.wording import checked

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Figures:
    """How lines were judged. Missed: faulty, and nothing remarked; false alarms: sound, and something remarked."""

    lines: int
    sound: int
    missed: list[str]
    false_alarms: list[str]


def of_file(name: str) -> list[dict[str, Any]]:
    """Lines with `kind`, `text`, `sound` and `faults`: all invented for this."""
    found: list[dict[str, Any]] = json.loads((HERE / f"wording_{name}.json").read_text(encoding="utf-8"))
    return found


def measured(lines: list[dict[str, Any]]) -> Figures:
    remarked = {line["text"]: any(found.remarks for found in checked(line["text"], line["kind"])) for line in lines}
    return Figures(
        lines=len(lines),
        sound=sum(line["sound"] for line in lines),
        missed=[line["text"] for line in lines if not line["sound"] and not remarked[line["text"]]],
        false_alarms=[line["text"] for line in lines if line["sound"] and remarked[line["text"]]],
    )


def measure() -> list[str]:
    for name, says in (("learnt", "lines that the rules were made on"), ("unseen", "lines that they had never met")):
        figures = measured(of_file(name))
        print(f"{figures.lines} {says}, {figures.sound} of them sound")
        print(f"  missed        {len(figures.missed):3d} of {figures.lines - figures.sound} faulty")
        print(f"  false alarms  {len(figures.false_alarms):3d} of {figures.sound} sound")
        for title, some in (("missed", figures.missed), ("false alarm", figures.false_alarms)):
            for text in some:
                print(f"    {title}: {text}")
    return []
