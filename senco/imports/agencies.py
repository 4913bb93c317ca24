"""The short names by which SENCOs write of outside services, with the names in full."""

from __future__ import annotations

from dataclasses import dataclass

from pupils.names import fold
from records.models import Agency

Kind = Agency.Kind


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    short: str
    kind: str
    also: tuple[str, ...] = ()


WELL_KNOWN = (
    Known(
        "Speech and language therapy",
        "SALT",
        Kind.HEALTH,
        ("slt", "s and lt", "salt service", "speech and language", "speech therapy", "speech and language therapist"),
    ),
    Known(
        "Educational psychology",
        "EP",
        Kind.EDUCATION,
        ("ed psych", "eps", "educational psychologist", "educational psychology service"),
    ),
    Known(
        "Child and adolescent mental health services",
        "CAMHS",
        Kind.HEALTH,
        ("cahms", "camhs team", "cypmhs", "mental health services"),
    ),
    Known("Occupational therapy", "OT", Kind.HEALTH, ("occupational therapist", "o t")),
    Known("Physiotherapy", "Physio", Kind.HEALTH, ("pt", "physiotherapist")),
    Known("Community paediatrics", "Paediatrician", Kind.HEALTH, ("paeds", "paediatrics", "community paediatrician")),
    Known("School nursing", "School nurse", Kind.HEALTH, ("sn", "school nurse service", "school nursing service")),
    Known("Health visiting", "Health visitor", Kind.HEALTH, ("hv",)),
    Known("Mental health support team", "MHST", Kind.HEALTH, ("mental health support",)),
    Known("Hearing support service", "Teacher of the deaf", Kind.EDUCATION, ("tod", "hi team", "qtod", "his")),
    Known("Vision support service", "QTVI", Kind.EDUCATION, ("vi team", "vis", "teacher of the visually impaired")),
    Known(
        "Autism outreach", "Autism team", Kind.EDUCATION, ("asd team", "autism outreach service", "asd outreach", "cat")
    ),
    Known("Specialist teaching service", "STS", Kind.EDUCATION, ("specialist teacher", "specialist teachers", "lss")),
    Known("Behaviour support service", "BSS", Kind.EDUCATION, ("behaviour support", "behaviour team")),
    Known(
        "Educational welfare service", "EWO", Kind.EDUCATION, ("ews", "education welfare officer", "attendance team")
    ),
    Known("Virtual school", "VS", Kind.EDUCATION, ("virtual school team",)),
    Known("Portage", "Portage", Kind.EDUCATION),
    Known("Early help", "Early help", Kind.SOCIAL_CARE, ("eh", "family support", "early help team")),
    Known("Children’s social care", "Social worker", Kind.SOCIAL_CARE, ("sw", "social care", "csc", "social services")),
)
_BY_WORDS = {
    fold(words): known for known in WELL_KNOWN for words in (known.name, known.short, *known.also)
}  # fmt: skip


def known_as(written: str) -> Known:
    """The service that these letters stand for; what is not known is taken as the name it is."""
    found = _BY_WORDS.get(fold(written))
    return found or Known(written[:150], "", Kind.OTHER)
