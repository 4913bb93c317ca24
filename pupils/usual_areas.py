"""Areas of concern that a school begins with and makes its own, and what is usually looked for in each."""

from typing import Any

USUAL: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    (
        "CI",
        {"name": "Communication and interaction", "broad": "CI", "enough": 3},
        (
            "Needs instructions broken up or shown, where others follow them",
            "Speaks in shorter or less clear sentences than others of this age",
            "Is often not understood by adults who know them",
            "Finds it hard to join in talk or play with others",
            "Much the same after half a term of help in class",
        ),
    ),
    (
        "CL",
        {"name": "Cognition and learning", "broad": "CL", "enough": 3},
        (
            "Reads, writes or calculates well below others of this age",
            "Forgets within days what was learned and practised",
            "Needs tasks broken into steps that others do not need",
            "Makes less progress than others who began at the same point",
            "Much the same after half a term of help in class",
        ),
    ),
    (
        "SEMH",
        {"name": "Social, emotional and mental health", "broad": "SEMH", "enough": 3},
        (
            "Is withdrawn, anxious or low on most days",
            "Cannot settle after upset without an adult",
            "Leaves the room or refuses work more than once a week",
            "Has few or no friendships that last",
            "Much the same after half a term of help in class",
        ),
    ),
    (
        "SP",
        {"name": "Sensory and physical", "broad": "SP", "enough": 2},
        (
            "Sight or hearing seems poor, and has been checked",
            "Finds noise, touch, light or movement too much on most days",
            "Finds holding, moving or sitting harder than others of this age",
            "Cannot take part in some lessons without changes",
        ),
    ),
    ("other", {"name": "Something else", "broad": ""}, ()),
)
USUAL_NAMES = {key: str(fields["name"]) for key, fields, _ in USUAL}
"""By key: what an area is called where a school has set none of its own."""
