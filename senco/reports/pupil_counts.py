"""A school's counts of pupils as governors may see them, the same wherever they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pupils.bands import OTHER_STAGE, STAGES, area_names, area_of, stage_of
from senco.reports.roll import Cell, sums
from senco.reports.suppression import Breakdown, in_words, percent_in_words, protect

ROLL, REGISTER, SUPPORT, PLANS, OTHERS = "on roll", "on the SEN register", "SEN support", "EHC plan", "no SEN provision"


@dataclass(frozen=True)
class Line:
    """One count in words, its share of those on roll, and the list behind it, "" where that may not be opened."""

    label: str
    count: str
    share: str
    url: str = ""


@dataclass(frozen=True)
class PupilCounts:
    """What may be shown of one school; None is hidden. `by_stage` and `by_area` add up to the register."""

    school: int
    shown: dict[str, int | None]
    stages: tuple[str, ...]
    areas: tuple[str, ...]
    lists: Mapping[str, str] = field(default_factory=dict)
    """Addresses of the lists behind the counts, by their names: none for governors."""

    def __getitem__(self, name: str) -> int | None:
        return self.shown[name]

    def line(self, name: str, whole: str = ROLL) -> Line:
        share = percent_in_words(self.shown[name], self.shown[whole])
        return Line(name, in_words(self.shown[name]), share, self.lists.get(name, ""))

    @property
    def provision(self) -> list[Line]:
        return [self.line(name) for name in (REGISTER, SUPPORT, PLANS, OTHERS)]

    @property
    def by_stage(self) -> list[Line]:
        return [self.line(name, REGISTER) for name in self.stages]

    @property
    def by_area(self) -> list[Line]:
        return [self.line(name, REGISTER) for name in self.areas]

    @property
    def hides(self) -> bool:
        return None in self.shown.values()


def pupil_counts(school: int, cells: Iterable[Cell], lists: Mapping[str, str] | None = None) -> PupilCounts:
    """From the cells of one school. Pure.

    Which key stages are listed follows from the years that are taught at all, with or without SEN; all areas of
    need are listed always, so that a row that is not there says nothing.
    """
    cells = [cell for cell in cells if cell.school == school]
    taught = {stage_of(cell.year) for cell in cells}
    stages = tuple(name for name in (*STAGES, OTHER_STAGE) if name in taught)
    areas = area_names()
    register = [cell for cell in cells if cell.on_register]
    by_provision = sums(cells, lambda cell: cell.provision)
    by_stage, by_area = (
        sums(register, lambda cell: stage_of(cell.year)),
        sums(register, lambda cell: area_of(cell.need)),
    )
    counts = {
        OTHERS: by_provision["N"],
        SUPPORT: by_provision["K"],
        PLANS: by_provision["E"],
        REGISTER: by_provision["K"] + by_provision["E"],
        ROLL: by_provision.total(),
        **{name: by_stage[name] for name in stages},
        **{name: by_area[name] for name in areas},
    }
    breakdowns = [
        Breakdown(ROLL, (OTHERS, REGISTER)),
        Breakdown(REGISTER, (SUPPORT, PLANS)),
        Breakdown(REGISTER, areas),
    ]
    if stages:
        breakdowns.append(Breakdown(REGISTER, stages))
    return PupilCounts(school, protect(counts, breakdowns), stages, areas, lists or {})
