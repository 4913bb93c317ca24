"""Asking a ClamAV daemon about a file, by its INSTREAM command over a socket."""

import socket
import struct
from typing import Any

from django.conf import settings

PIECE = 1 << 16


class ScannerDown(Exception):
    """Nobody can say whether the file is clean: no answer, or not one that means either."""


def is_configured() -> bool:
    return bool(settings.CLAMAV_HOST)


def virus_in(file: Any) -> str:
    """The name of the virus that was found, else nothing. The file stands at its beginning afterwards."""
    file.seek(0)
    try:
        with socket.create_connection(_address(), timeout=settings.CLAMAV_SECONDS) as connection:
            answer = _asked(connection, file)
    except OSError as error:
        raise ScannerDown("The virus scanner does not answer.") from error
    finally:
        file.seek(0)
    return _read(answer)


def _address() -> tuple[str, int]:
    return settings.CLAMAV_HOST, settings.CLAMAV_PORT


def _asked(connection: socket.socket, file: Any) -> str:
    connection.sendall(b"zINSTREAM\0")
    try:
        while piece := file.read(PIECE):
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # It has answered before the end: the file is larger than it takes.
    said = b""
    while not said.endswith(b"\0") and len(said) < PIECE and (more := connection.recv(4096)):
        said += more
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _read(answer: str) -> str:
    """ "stream: OK" or "stream: Eicar-Signature FOUND"; all else is no answer."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:100] or "a virus"
    raise ScannerDown(f"The virus scanner could not look at it: {answer[:200] or 'no words'}")


__all__ = ["ScannerDown", "is_configured", "virus_in"]
