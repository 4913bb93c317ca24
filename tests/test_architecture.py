"""The structure, held by reading the code rather than by discipline."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("senco", "pupils", "records", "provision")
GROUND = ("models", "permissions", "rows", "middleware", "law", "mail", "embedded", "context", "papers", "templatetags")
MAY_IMPORT = {
    "pupils": {"pupils"},
    "records": {"records", "pupils"},
    "provision": {"provision", "records", "pupils"},
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "manager", "signals", "selectors", "repositories"}


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders or APPS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_an_app_imports_the_ground_and_the_floors_below_only(app: str) -> None:
    for path in sources(app):
        for name in imports(path):
            top = name.split(".")[0]
            if top in APPS and top != "senco":
                assert top in MAY_IMPORT[app], f"{path} imports {name}"
            if name.startswith(("senco.desk", "senco.reports", "senco.views", "senco.timeline", "senco.search")):
                raise AssertionError(f"{path} imports the top floor: {name}")


def test_the_ground_imports_no_app() -> None:
    for part in GROUND:
        here = ROOT / "senco" / part
        for path in [here.with_suffix(".py")] if not here.is_dir() else sorted(here.rglob("*.py")):
            if path.exists():
                for name in imports(path):
                    assert name.split(".")[0] not in MAY_IMPORT, f"{path} imports {name}"


def test_no_module_has_a_name_that_says_nothing() -> None:
    for path in sources():
        assert path.stem not in FORBIDDEN_NAMES, path


def test_functions_and_files_keep_their_size() -> None:
    for path in sources():
        lines = path.read_text().count("\n")
        assert lines <= 500, f"{path} has {lines} lines"
        for node in functions(path):
            assert length(node) <= 40, f"{path}:{node.lineno} {node.name} has {length(node)} lines"


def test_templates_keep_their_size() -> None:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        lines = path.read_text().count("\n")
        assert lines <= 200, f"{path} has {lines} lines"


def views() -> Iterator[Path]:
    for app in APPS:
        yield from sorted((ROOT / app / "views").glob("*.py"))


def test_views_are_short_functions_that_neither_filter_nor_save() -> None:
    for path in views():
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            assert not isinstance(node, ast.ClassDef) or _is_plain(node), f"{path}: views are functions"
            if isinstance(node, ast.Attribute) and node.attr in {"filter", "exclude", "save", "create", "bulk_create"}:
                raise AssertionError(f"{path}:{node.lineno} .{node.attr} belongs to a QuerySet or an action")
        for function in functions(path):
            if any("requires" in ast.dump(d) or "public" in ast.dump(d) for d in function.decorator_list):
                assert length(function) <= 25, f"{path}:{function.lineno} {function.name} has {length(function)} lines"


def _is_plain(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.dump(d) for d in node.decorator_list)


def test_views_fetch_rows_through_what_the_member_may_see() -> None:
    """A model's `objects` in a view is followed by `visible_to` at once."""
    for path in views():
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Attribute)
                and node.value.attr == "objects"
            ):
                assert node.attr == "visible_to", f"{path}:{node.lineno} reads {node.attr} without visible_to"


def test_no_signal_is_connected_anywhere() -> None:
    for path in sources():
        assert not any(name.startswith("django.dispatch") for name in imports(path)), path


def test_no_template_carries_inline_script_or_style() -> None:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if "emails" in path.parts:
            continue
        text = path.read_text()
        for forbidden in (" style=", "<style", " onclick=", " onchange=", "javascript:", "hx-on"):
            assert forbidden not in text, f"{path} has {forbidden}"


def test_migrations_import_no_model_code() -> None:
    for app in APPS:
        for path in sorted((ROOT / app / "migrations").glob("*.py")):
            for name in imports(path):
                if name.split(".")[0] in APPS:
                    assert name in ("senco.rows", "senco.migrating"), f"{path} imports {name}"
