#!/usr/bin/env python
"""Django's commands, with the embedded database for those that need one (see senco/embedded/commands.py)."""

import os
import select
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
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        if not nobody_reads():
            raise
        sys.exit(128 + 13)  # as a program ends that SIGPIPE stops


def nobody_reads() -> bool:
    """Whether whoever read this command's output (such as `head`) has had enough; then nothing more is written."""
    gone = False
    for stream in (sys.stdout, sys.stderr):
        ends = select.poll()
        ends.register(stream.fileno(), 0)
        if any(event & select.POLLERR for _, event in ends.poll(0)):
            gone = True
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return gone


if __name__ == "__main__":
    main()
