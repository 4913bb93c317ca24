"""Words that name a diagnosis or a kind of need: a supply teacher's copy must hold none of them."""

import functools
import re

from senco.law import historical_sen_types, sen_types

NAMED = (
    "ADHD", "ODD", "PDA", "ASC", "ASD", "autism", "autistic", "asperger", "dyslexia", "dyslexic", "dyspraxia",
    "dyspraxic", "DCD", "dyscalculia", "dysgraphia", "epilepsy", "epileptic", "diabetes", "diabetic", "asthma",
    "asthmatic", "tourette", "tourettes", "cerebral palsy", "down syndrome", "downs syndrome", "down's syndrome",
    "FASD", "foetal alcohol", "fetal alcohol", "attachment disorder", "anxiety disorder", "depression", "depressed",
    "OCD", "PTSD", "selective mutism", "anorexia", "bulimia", "hearing impaired", "visually impaired", "DLD",
    "cystic fibrosis", "sickle cell", "hypermobility", "learning difficulty", "learning difficulties", "SEN", "SEND",
    "EHCP", "EHC plan", "looked after", "LAC", "diagnosis", "diagnosed",
)  # fmt: skip
"""Short forms are matched as they are written, words in any case."""


def named_in(text: str) -> str:
    """The first diagnosis or code of need that the text names, as it is written there; "" where there is none."""
    found = _pattern().search(text)
    return found[0] if found else ""


@functools.cache
def _pattern() -> re.Pattern[str]:
    codes = [one.code for one in (*sen_types(), *historical_sen_types()) if len(one.code) > 2]
    names = [*codes, *NAMED]
    short = "|".join(re.escape(one) for one in names if one.isupper())
    words = "|".join(re.escape(one) for one in names if not one.isupper())
    return re.compile(rf"\b(?:{short}|(?i:{words}))\b")
