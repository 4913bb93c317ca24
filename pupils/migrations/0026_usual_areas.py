"""Every school that is here already begins with the usual areas, under whose keys its concerns were logged."""

from django.db import migrations

USUAL = (
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


def give_usual_areas(apps, schema_editor):
    ConcernArea, Criterion = apps.get_model("pupils", "ConcernArea"), apps.get_model("pupils", "Criterion")
    for school in apps.get_model("senco", "School").objects.order_by("pk"):
        for place, (key, fields, texts) in enumerate(USUAL, start=1):
            area = ConcernArea.objects.create(school=school, key=key, place=place, **fields)
            Criterion.objects.bulk_create(
                Criterion(school=school, area=area, text=text, place=at) for at, text in enumerate(texts, start=1)
            )


class Migration(migrations.Migration):
    dependencies = [("pupils", "0025_areas_of_concern_and_criteria")]
    operations = [migrations.RunPython(give_usual_areas, migrations.RunPython.noop)]
