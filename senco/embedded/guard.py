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
    children = [psutil.Process(int(line)) for line in sys.stdin if psutil.pid_exists(int(line))]
    end(children)
    stop_unheld(var)


def end(children: list[psutil.Process]) -> None:
    """Ask each child to end, and after a while end it with all that it started."""
    for child in children:
        with suppress(psutil.NoSuchProcess):
            child.terminate()
    _, stubborn = psutil.wait_procs(children, timeout=PATIENCE)
    for child in stubborn:
        # Each child leads a process group of its own, so this reaches its workers too.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
