#!/usr/bin/env python
"""Django's commands, with the embedded database for those that need one (see senco/embedded/commands.py)."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senco.settings")
    try:
        from django.core.management import execute_from_command_line

        from senco.embedded import EmbeddedError, ensure_for
    except ModuleNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed: run bin/demo or bin/test once, then .venv/bin/python manage.py")
    try:
        ensure_for(sys.argv)
    except EmbeddedError as error:
        sys.exit(f"Error: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
