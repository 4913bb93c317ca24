"""Making many tables in one step of a migration, their models put together once and not again after each step.

Nearly every table here points at a school and a person, so after each step of a migration Django puts all models
together anew: some seconds for a dozen steps, minutes for hundreds. An app's first migration is one step instead.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger


class MakeTogether(Operation):
    """What `makemigrations` writes for tables that are not there yet: models, then their fields, indexes, constraints
    and triggers. Each table is made as all the steps together leave it; constraints that need another table, and the
    triggers, come after all tables. Cannot be undone: drop the database."""

    reversible = False
    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return self.__class__.__qualname__, (list(self.operations),), {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                model = to_state.apps.get_model(app_label, operation.name)
                if self.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)
        for operation in self.operations:
            if isinstance(operation, AddTrigger):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        made = sum(isinstance(operation, CreateModel) for operation in self.operations)
        return f"Make {made} tables"
