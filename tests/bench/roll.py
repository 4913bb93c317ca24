"""A school of any size, as a file that its own system would export."""

import csv
import datetime as dt
import io
import random

from senco.law import upn_check_letter

FORENAMES = ("Amira", "Ben", "Chloe", "Dan", "Ella", "Femi", "Grace", "Hana", "Ivy", "Jay", "Kofi", "Leo", "Maisie")
SURNAMES = ("Adeyemi", "Baker", "Chen", "Davies", "Evans", "Foster", "Grant", "Hussain", "Ito", "Jones", "Khan")
NEEDS = ("SLCN", "SEMH", "ASD", "MLD", "SPLD", "HI", "PD")
HEADER = (
    "Adno", "UPN", "Legal Surname", "Legal Forename", "Gender", "DOB", "Year taught in", "Reg Group", "SEN Status",
    "SEN Need Type 1", "Pupil Premium Indicator", "Parental Salutation", "Primary Email", "% Attendance",
)  # fmt: skip


def roll(pupils: int, laestab: str, *, sen_every: int = 6) -> bytes:
    """CSV of that many pupils of Years 7 to 11; every sixth on the register, one in five of them with a plan."""
    chance = random.Random(laestab)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for n in range(pupils):
        year = 7 + n % 5
        rest = f"{laestab}{20 - year % 5:02d}{n % 1000:03d}" if pupils < 1000 else f"{laestab}{n:05d}"
        provision = "N" if n % sen_every else "E" if n % (5 * sen_every) == 0 else "K"
        born = dt.date(2026 - 5 - year, 9, 1) + dt.timedelta(days=chance.randrange(360))
        writer.writerow(
            (
                f"{n:06d}",
                upn_check_letter("A" + rest) + rest,
                f"{chance.choice(SURNAMES)}-{n:x}",
                chance.choice(FORENAMES),
                "Female" if n % 2 else "Male",
                f"{born:%d/%m/%Y}",
                f"Year {year}",
                f"{year}{'ABCDEFGHIJ'[n // 5 % max(1, min(10, pupils // 150))]}",
                provision,
                chance.choice(NEEDS) if provision != "N" else "",
                "Yes" if n % 4 == 0 else "No",
                f"Mr Parent {n}",
                f"p{n}@example.org",
                f"{chance.uniform(80, 100):.1f}",
            )  # fmt: skip
        )
    return out.getvalue().encode()
