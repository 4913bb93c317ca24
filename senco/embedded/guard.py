"""Ends what the demo started when the demo cannot, because it was killed outright.

A process of its own, apart from the terminal. It is told each child's number on its standard input; when
that closes it ends those children that still live, and stops the engines unless another process uses them.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from senco.embedded.holds import stop_unheld

PATIENCE = 10
"""Seconds that a child has to end by itself."""


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # it goes when the demo goes
    var = Path(sys.argv[1])
    children = []
    for line in sys.stdin:
        with suppress(psutil.NoSuchProcess):
            children.append(psutil.Process(int(line)))
    end(children)
    stop_unheld(var)


def end(children: list[psutil.Process]) -> None:
    """Ask each child to end, and after a while end it with all that it started."""
    for child in children:
        with suppress(psutil.NoSuchProcess):
            child.terminate()
    psutil.wait_procs(children, timeout=PATIENCE)
    for child in children:
        # Each child leads a process group of its own; what is left in it belongs to nobody now.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    psutil.wait_procs(children, timeout=PATIENCE)


if __name__ == "__main__":
    main()
