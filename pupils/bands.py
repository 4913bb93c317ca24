"""Key stages and broad areas of need: the bands in which pupils are counted, and by which the register is narrowed."""

from senco.law import broad_area_of, broad_areas, code_name, historical_sen_types, sen_types

STAGES = {
    "Early years": ("E1", "E2", "N1", "N2", "R"),
    "Key stage 1": ("1", "2"),
    "Key stage 2": ("3", "4", "5", "6"),
    "Key stage 3": ("7", "8", "9"),
    "Key stage 4": ("10", "11"),
    "After 16": ("12", "13", "14"),
}
OTHER_STAGE = "No key stage"
OTHER_AREA = "Other, or not yet known"


def stage_of(year: str) -> str:
    return next((name for name, years in STAGES.items() if year in years), OTHER_STAGE)


def area_of(need: str) -> str:
    """The broad area of the Code of Practice that a need belongs to, by name."""
    area = broad_area_of(need) if need else None
    return code_name("broad_area", area) if area else OTHER_AREA


def area_names() -> tuple[str, ...]:
    return (*(area.name for area in broad_areas()), OTHER_AREA)


def needs_in(area: str) -> tuple[str, ...]:
    """Codes of the needs of an area, old ones included."""
    return tuple(one.code for one in (*sen_types(), *historical_sen_types()) if area_of(one.code) == area)
