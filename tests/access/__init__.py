"""The access table, one file a noun: every route, its methods, and the roles it admits.

Written from the requirement, never from the code: who *should* be let in. Each file of this folder that
has `ROUTES` is part of the table.
"""

import importlib
import pkgutil

from tests.access.table import Route


def _every_file() -> list[Route]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    files = (importlib.import_module(f"{__name__}.{name}") for name in names if name != "cast")
    return [route for file in files for route in getattr(file, "ROUTES", ())]


ROUTES: list[Route] = _every_file()
