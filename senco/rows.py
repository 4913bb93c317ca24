"""Row security: the wall between schools.

Every table of a school's data carries `school_id` and one Postgres policy: a query sees, and a
write may touch, only rows of the schools named in the transaction-local setting `app.schools`.
With no context a query sees nothing and an insert fails, so forgetting is safe.

A second setting, `app.safeguarding`, names those of them where the reader is the safeguarding lead: some
history is theirs alone (`LeadWall`).
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import pghistory
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models, transaction
from kombu.exceptions import OperationalError as BrokerDown

log = logging.getLogger(__name__)

# The sub-select is evaluated once a query, not once a row; for one school it stays an index condition.
_NAMED = (
    "school_id = any((select string_to_array(nullif(current_setting('{}', true), ''), ',')::bigint[])::bigint[])".format
)
POLICY = _NAMED("app.schools")
LEADS = _NAMED("app.safeguarding")


class SchemaRule(models.BaseConstraint):
    """A rule of the database that Django has no class for; `makemigrations` writes it like any constraint."""

    def create_statement(self, table: str, quote: Callable[[str], str]) -> str:
        raise NotImplementedError

    def remove_statement(self, table: str, quote: Callable[[str], str]) -> str:
        raise NotImplementedError

    def constraint_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]
        """Called while CREATE TABLE is composed: such a rule can only follow it."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return self.create_statement(model._meta.db_table, schema_editor.quote_name)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return self.remove_statement(model._meta.db_table, schema_editor.quote_name)

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database alone decides."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.deconstruct() == self.deconstruct()

    __hash__ = None  # type: ignore[assignment]


class SchoolWall(SchemaRule):
    """Row security with the one policy of this project. Enabled, not forced: the owner migrates and backs up."""

    def create_statement(self, table: str, quote: Callable[[str], str]) -> str:
        return (
            f"alter table {quote(table)} enable row level security; "
            f"create policy {quote('school_wall')} on {quote(table)} using ({POLICY}) with check ({POLICY})"
        )

    def remove_statement(self, table: str, quote: Callable[[str], str]) -> str:
        return (
            f"drop policy {quote('school_wall')} on {quote(table)}; "
            f"alter table {quote(table)} disable row level security"
        )


class LeadWall(SchemaRule):
    """Rows that nobody but the safeguarding lead of their school reads, except where `unless` (SQL) holds.

    It narrows what the wall between schools lets through, and binds reading alone: history is still written.
    """

    def __init__(self, *, unless: str, name: str) -> None:
        self.unless = unless
        super().__init__(name=name)

    def create_statement(self, table: str, quote: Callable[[str], str]) -> str:
        return (
            f"create policy {quote('lead_wall')} on {quote(table)} as restrictive for select"
            f" using (({self.unless}) or {LEADS})"
        )

    def remove_statement(self, table: str, quote: Callable[[str], str]) -> str:
        return f"drop policy {quote('lead_wall')} on {quote(table)}"

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "unless": self.unless}


class BothWall(SchemaRule):
    """Rows that name a second school beside their own: read, changed and taken away only where both are in context.

    With one of the two alone nobody learns that there is such a row, how many there are, or what was changed.
    """

    POLICIES = {"both_wall": "select", "both_wall_change": "update", "both_wall_delete": "delete"}

    def __init__(self, *, field: str, name: str) -> None:
        self.field = field
        super().__init__(name=name)

    def create_statement(self, table: str, quote: Callable[[str], str]) -> str:
        named = POLICY.replace("school_id", quote(self.field + "_id"), 1)
        return "; ".join(
            f"create policy {quote(policy)} on {quote(table)} as restrictive for {command} using ({named})"
            for policy, command in self.POLICIES.items()
        )

    def remove_statement(self, table: str, quote: Callable[[str], str]) -> str:
        return "; ".join(f"drop policy {quote(policy)} on {quote(table)}" for policy in self.POLICIES)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "field": self.field}


class SchoolKey(SchemaRule):
    """Composite foreign key (x_id, school_id): a row can only point at a row of its own school."""

    def __init__(self, *, field: str, to: str, name: str) -> None:
        self.field = field
        self.to = to
        super().__init__(name=name)

    def create_statement(self, table: str, quote: Callable[[str], str]) -> str:
        return (
            f"alter table {quote(table)} add constraint {quote(self.name)} "
            f"foreign key ({quote(self.field + '_id')}, school_id) "
            f"references {quote(self.to.lower().replace('.', '_'))} (id, school_id) deferrable initially deferred"
        )

    def remove_statement(self, table: str, quote: Callable[[str], str]) -> str:
        return f"alter table {quote(table)} drop constraint {quote(self.name)}"

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "field": self.field, "to": self.to}


class SchoolForeignKey(models.ForeignKey[Any, Any]):
    """A foreign key between two school-owned tables: composite in the database, never cascading."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False  # SchoolKey below is the constraint
        super().__init__(to, on_delete, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)
        # Migration states and history models are not SchoolOwned; there the constraint comes by name.
        if issubclass(cls, SchoolOwned) and not cls._meta.abstract:
            to = self.remote_field.model
            label = to if isinstance(to, str) else to._meta.label
            if label == "self":
                label = cls._meta.label
            elif "." not in label:
                label = f"{cls._meta.app_label}.{label}"
            rule = SchoolKey(field=name, to=label, name=f"{cls._meta.db_table}_{name}_school"[:63])
            cls._meta.constraints = [*cls._meta.constraints, rule]
            cls._meta.original_attrs["constraints"] = cls._meta.constraints


class SchoolOwned(models.Model):
    """A row of one school. `school_id` never changes: a move between schools is a hand-over."""

    school = models.ForeignKey("senco.School", on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True
        constraints = [
            SchoolWall(name="%(app_label)s_%(class)s_wall"),
            models.UniqueConstraint(fields=["id", "school"], name="%(app_label)s_%(class)s_in_school"),
        ]


class AppendOnly(models.Model):
    """Rows that the runtime role may read and add, never change or take away: migrate sets the grants."""

    class Meta:
        abstract = True


def track(*trackers: Any, lead_unless: str = "", both: str = "", **kwargs: Any) -> Any:
    """Append-only history by trigger, behind the same wall as the table it follows.

    With `lead_unless` (SQL) the safeguarding lead alone reads the events for which it does not hold. `both` names
    the field of a second school (`BothWall`).
    """
    trackers = trackers or (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    walls: list[SchemaRule] = [SchoolWall(name="%(app_label)s_%(class)s_wall")]
    if lead_unless:
        walls.append(LeadWall(unless=lead_unless, name="%(app_label)s_%(class)s_lead"))
    if both:
        walls.append(BothWall(field=both, name="%(app_label)s_%(class)s_both"))
    return pghistory.track(*trackers, meta={"constraints": walls}, **kwargs)


@contextmanager
def acting_for(*schools: Any, leading: Iterable[int] = ()) -> Iterator[None]:
    """Open a transaction that sees these schools (School objects or ids) and no others.

    `leading` are the ids of those where the reader is the safeguarding lead. Queries: one to open, one to
    close. The former context comes back at the end, also inside an outer transaction, where a released
    savepoint would keep the inner value.
    """
    ids = ",".join(str(int(getattr(school, "pk", school))) for school in schools)
    led = ",".join(str(int(school)) for school in leading)
    nested = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            # The inner select (fenced by `offset 0`) reads the former value before it is replaced.
            cursor.execute(
                "select before, led, set_config('app.schools', %s, true), set_config('app.safeguarding', %s, true)"
                " from (select coalesce(current_setting('app.schools', true), '') as before,"
                " coalesce(current_setting('app.safeguarding', true), '') as led offset 0) as now",
                [ids, led],
            )
            before = cursor.fetchone()[:2]
        yield
        if nested and not connection.needs_rollback:
            _put_back(before)


def _put_back(before: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.schools', %s, true), set_config('app.safeguarding', %s, true)", before)


@contextmanager
def every_school() -> Iterator[None]:
    """The context of the nightly jobs that need all schools. One more query than `acting_for`."""
    from senco.models import School

    with acting_for(*School.objects.values_list("pk", flat=True)):
        yield


def current_schools() -> tuple[int, ...]:
    """The schools of the context that is open now; empty with none. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.schools', true), '')")
        value = cursor.fetchone()[0]
    return tuple(int(part) for part in value.split(",") if part)


def wake(task: Any, school_id: int, *args: Any) -> None:
    """Nudge a task once this transaction has committed; the school always comes first.

    A broker that is down must not hand its error to a user whose work is committed: what has to be
    sent is a row with `sent_at`, and the sweep takes up what no nudge reached.
    """
    transaction.on_commit(lambda: _nudge(task, school_id, *args), robust=True)


def _nudge(task: Any, *args: Any) -> None:
    try:
        task.delay(*args)
    except BrokerDown:
        log.warning("No worker could be told of %s: it is done when one next looks round.", task.name)


def refuse_powerful_role() -> None:
    """Stop a web server or worker that connects as a role row security does not hold back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper, rolbypassrls, exists(select 1 from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and c.relkind in ('r', 'p')"
            " and pg_has_role(current_user, c.relowner, 'member'))"
            " from pg_roles where rolname = current_user"
        )
        role, superuser, bypass, owner = cursor.fetchone()
    connection.close()
    if superuser or bypass or owner:
        why = "a superuser" if superuser else "exempt from row security" if bypass else "the owner of the tables"
        raise ImproperlyConfigured(f"The database role {role!r} is {why}. DATABASE_URL must name the runtime role.")


class SchoolQuerySet(models.QuerySet[Any]):
    """What every school-owned QuerySet can do."""

    def of_school(self, school: Any) -> Self:
        return self.filter(school=school)

    def of_schools(self, schools: Collection[int]) -> Self:
        """Of the schools with these ids; of none with none."""
        return self.filter(school__in=schools)


def settle_grants() -> None:
    """Run as owner after migrating: what the runtime role may do. Default privileges cover new tables."""
    from django.apps import apps

    role = connection.ops.quote_name(settings.RUNTIME_ROLE)
    closed = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if issubclass(model, AppendOnly | pghistory.models.Event) and model._meta.managed
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {role}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {role}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {role}")
        for table in closed:
            cursor.execute(f"revoke update, delete, truncate on {connection.ops.quote_name(table)} from {role}")
        cursor.execute(f"revoke insert, update, delete on django_migrations from {role}")
