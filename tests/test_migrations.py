"""Migrations that stand for many before them leave what those leave."""

import re
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from senco.migrating import MakeTogether

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
APPS = ("senco", "pupils", "records", "provision")


def models_of(loader: MigrationLoader, nodes: list[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    """What the models are after these migrations, without the order in which constraints and triggers were named."""
    models = loader.project_state(nodes).models
    return {key: _told(model) for key, model in models.items() if key[0] in APPS}


def _told(model: Any) -> Any:
    options = {
        name: sorted(map(repr, (_deconstructed(one) for one in value))) if isinstance(value, list | tuple) else value
        for name, value in model.options.items()
        if value not in ([], ())
    }
    fields = {name: _ADDRESS.sub("", repr(field.deconstruct()[1:])) for name, field in model.fields.items()}
    return fields, options, [repr(base) for base in model.bases]


def _deconstructed(one: Any) -> Any:
    return one.deconstruct() if hasattr(one, "deconstruct") else getattr(one, "__dict__", one)


def standing_for_others() -> dict[str, Any]:
    on_disk = MigrationLoader(None).disk_migrations
    return {app: one for (app, _), one in on_disk.items() if app in APPS and one.replaces}


def test_what_stands_for_many_migrations_makes_the_same_models_as_they_do() -> None:
    firsts = standing_for_others()
    assert set(firsts) == set(APPS)
    last_replaced = [one.replaces[-1] for one in firsts.values()]
    one_by_one = models_of(MigrationLoader(None, replace_migrations=False), last_replaced)
    together = models_of(MigrationLoader(None), [(app, one.name) for app, one in firsts.items()])
    assert len(together) > 100
    assert together == one_by_one


@pytest.mark.django_db
def test_a_new_database_is_made_in_one_step_an_app() -> None:
    """A step a table would cost minutes: every model points at most others."""
    applied = MigrationRecorder(connection).applied_migrations()
    for app, first in standing_for_others().items():
        assert isinstance(first.operations[0], MakeTogether)
        assert (app, first.name) in applied
