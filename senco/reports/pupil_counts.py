"""A school's counts of pupils as governors may see them, the same wherever they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from senco.law import broad_areas
from senco.reports.roll import OTHER_AREA, OTHER_STAGE, STAGES, Cell, area_of, stage_of, sums
from senco.reports.suppression import Breakdown, in_words, percent_in_words, protect

ROLL, REGISTER, SUPPORT, PLANS, OTHERS = "on roll", "on the SEN register", "SEN support", "EHC plan", "no SEN provision"


@dataclass(frozen=True)
class Line:
    """One count in words, and its share of those on roll."""

    label: str
    count: str
    share: str


@dataclass(frozen=True)
class PupilCounts:
    """What may be shown of one school; None is hidden. `by_stage` and `by_area` add up to the register."""

    school: int
    shown: dict[str, int | None]
    stages: tuple[str, ...]
    areas: tuple[str, ...]

    def __getitem__(self, name: str) -> int | None:
        return self.shown[name]

    def line(self, name: str, whole: str = ROLL) -> Line:
        return Line(name, in_words(self.shown[name]), percent_in_words(self.shown[name], self.shown[whole]))

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


def pupil_counts(school: int, cells: Iterable[Cell]) -> PupilCounts:
    """From the cells of one school. Pure.

    Which key stages are listed follows from the years that are taught at all, with or without SEN; all areas of
    need are listed always, so that a row that is not there says nothing.
    """
    cells = [cell for cell in cells if cell.school == school]
    taught = {stage_of(cell.year) for cell in cells}
    stages = tuple(name for name in (*STAGES, OTHER_STAGE) if name in taught)
    areas = (*(area.name for area in broad_areas()), OTHER_AREA)
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
    return PupilCounts(school, protect(counts, breakdowns), stages, areas)
