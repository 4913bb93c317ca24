"""A night's reminders over 10,000 and over 100,000 deadlines: is it linear, and how much memory does it take?"""

from tests.bench.night import PEAK_MB
from tests.bench.night import measure as measure_nights

LINEAR = 1.5


def measure() -> list[str]:
    found, missed = measure_nights(), []
    for size in (found["small"], found["large"]):
        print(
            f"  {size['deadlines']:>7,} deadlines: {size['reminders']:,} reminders in {size['digests']:,} digests,"
            f" peak memory {size['peak_mb']} MB (bound: {PEAK_MB})"
        )
        if size["peak_mb"] > PEAK_MB:
            missed.append(f"memory of a night over {size['deadlines']:,}")
    for name in ("write_ratio", "send_ratio"):
        print(f"  time a deadline at 100,000 / at 10,000, {name[:-6]:<6} {found[name]:.2f}   (bound: {LINEAR})")
        if found[name] > LINEAR:
            missed.append(f"a night is not linear: {name}")
    return missed
