"""What most schools in England measure: the set that each school begins with and makes its own.

How slow is significant is a judgement, and each school's to change. A gap begins at 20 points of a standardised score,
a third more than its standard deviation, beyond which about one pupil in ten lies, and at a year and a half of an age.

Ages are in months. The pass mark of the phonics check is published anew each summer, so none is given here.
"""

from typing import Any

STARTER: tuple[dict[str, Any], ...] = (
    {
        "name": "Reading age", "kind": "age", "lowest": 48, "highest": 228, "expected_gain": 12,
        "band": 6, "slower_by": 6, "gap": 18, "also": "RA, Reading age (years:months), NGRT reading age",
    },
    {
        "name": "Spelling age", "kind": "age", "lowest": 48, "highest": 228, "expected_gain": 12,
        "band": 6, "slower_by": 6, "gap": 18, "also": "SA, Spelling age (years:months)",
    },
    {
        "name": "Reading, standardised score", "kind": "standard", "lowest": 55, "highest": 145, "expected_gain": 0,
        "band": 10, "slower_by": 10, "gap": 20, "also": "Reading SAS, Reading SS, Reading standardised score, NGRT SAS",
    },
    {
        "name": "Spelling, standardised score", "kind": "standard", "lowest": 55, "highest": 145, "expected_gain": 0,
        "band": 10, "slower_by": 10, "gap": 20, "also": "Spelling SAS, Spelling SS, Spelling standardised score",
    },
    {
        "name": "Mathematics, standardised score", "kind": "standard", "lowest": 55, "highest": 145,
        "expected_gain": 0, "band": 10, "slower_by": 10, "gap": 20,
        "also": "Maths SAS, Maths SS, Maths standardised score, Mathematics standardised score",
    },
    {
        "name": "Phonics screening check", "kind": "pass", "lowest": 0, "highest": 40, "is_judged": False,
        "band": 5, "slower_by": 5, "gap": 10, "also": "Phonics, Phonics mark, Phonics score, PSC",
    },
    {
        "name": "Multiplication tables check", "kind": "number", "lowest": 0, "highest": 25, "is_judged": False,
        "band": 5, "slower_by": 5, "gap": 8, "also": "MTC, Times tables check, MTC score",
    },
    {
        "name": "Writing, teacher's judgement", "kind": "levels", "lowest": 1, "highest": 4,
        "levels": ["Pre-key stage", "Working towards", "Expected", "Greater depth"], "expected_gain": 0,
        "band": 0, "slower_by": 1, "gap": 2, "also": "Writing TA, Writing, Writing judgement",
    },
)  # fmt: skip
