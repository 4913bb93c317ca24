"""What the database itself says about the walls, asked on any connection."""

from typing import Any

PUBLIC = "relnamespace = 'public'::regnamespace"


def ask(cursor: Any, sql: str, *parameters: object) -> list[tuple]:
    cursor.execute(sql, parameters)
    return cursor.fetchall()


def policies(cursor: Any) -> dict[str, tuple[str, str]]:
    """Table to (using, with check), for tables whose row security is switched on."""
    found = ask(
        cursor,
        "select c.relname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)"
        f" from pg_policy join pg_class c on c.oid = polrelid where c.relrowsecurity and polcmd = '*' and {PUBLIC}",
    )
    return {table: (using, check) for table, using, check in found}


def composite_keys(cursor: Any) -> set[str]:
    found = ask(cursor, "select conname from pg_constraint where contype = 'f' and array_length(conkey, 1) = 2")
    return {name for (name,) in found}


def privileges(cursor: Any, role: str, table: str) -> set[str]:
    """Which of select, insert, update, delete the role holds on the table."""
    every = ("select", "insert", "update", "delete")
    found = ask(
        cursor,
        "select " + ", ".join("has_table_privilege(%s, %s, %s)" for _ in every),
        *(part for privilege in every for part in (role, table, privilege)),
    )
    return {privilege for privilege, held in zip(every, found[0], strict=True) if held}
