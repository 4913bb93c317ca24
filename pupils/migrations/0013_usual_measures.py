"""Every school that is here already begins with the usual measures; `pupils/starter.py` has the set for new ones."""

from django.db import migrations

STARTER = (
    {
        "name": "Reading age", "kind": "age", "lowest": 48, "highest": 228, "expected_gain": 12,
        "band": 6, "slower_by": 6, "gap": 12, "also": "RA, Reading age (years:months), NGRT reading age",
    },
    {
        "name": "Spelling age", "kind": "age", "lowest": 48, "highest": 228, "expected_gain": 12,
        "band": 6, "slower_by": 6, "gap": 12, "also": "SA, Spelling age (years:months)",
    },
    {
        "name": "Reading, standardised score", "kind": "standard", "lowest": 55, "highest": 145, "expected_gain": 0,
        "band": 10, "slower_by": 10, "gap": 15, "also": "Reading SAS, Reading SS, Reading standardised score, NGRT SAS",
    },
    {
        "name": "Spelling, standardised score", "kind": "standard", "lowest": 55, "highest": 145, "expected_gain": 0,
        "band": 10, "slower_by": 10, "gap": 15, "also": "Spelling SAS, Spelling SS, Spelling standardised score",
    },
    {
        "name": "Mathematics, standardised score", "kind": "standard", "lowest": 55, "highest": 145,
        "expected_gain": 0, "band": 10, "slower_by": 10, "gap": 15,
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


def give_starter_set(apps, schema_editor):
    Measure, School = apps.get_model("pupils", "Measure"), apps.get_model("senco", "School")
    Measure.objects.bulk_create(
        Measure(school=school, place=place, **fields)
        for school in School.objects.order_by("pk")
        for place, fields in enumerate(STARTER, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("pupils", "0012_measures_and_results")]
    operations = [migrations.RunPython(give_starter_set, migrations.RunPython.noop)]
