"""Routes of the import: for the SENCO and the office, and the SENCO's own register for the SENCO alone."""

from senco.permissions import Role
from tests.access.table import Route

MAY_IMPORT = frozenset({Role.SENCO, Role.OFFICE})

ROUTES = [
    Route("import", "GET POST", MAY_IMPORT),
    Route("import-run", "GET", MAY_IMPORT, of={"pk": "import"}),
    Route("import-progress", "GET", MAY_IMPORT, of={"pk": "import"}),
    Route("import-columns", "POST", MAY_IMPORT, of={"pk": "import"}),
    Route("import-choices", "POST", MAY_IMPORT, of={"pk": "import"}),
    Route("import-take-in", "POST", MAY_IMPORT, of={"pk": "import"}),
    Route("import-take-value", "POST", MAY_IMPORT, of={"pk": "import"}),
    Route("import-give-up", "POST", MAY_IMPORT, of={"pk": "import"}),
    Route("import-problems", "GET", MAY_IMPORT, of={"pk": "import"}),
    Route("import-changes", "GET", MAY_IMPORT, of={"pk": "import"}),
]
