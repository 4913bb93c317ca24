"""Postgres and Valkey from their wheels, for the demo, the tests and a plain `manage.py`.

Nothing starts on import: the URLs are computed from the folder alone. `use()` starts what is not
running and holds it; `release()` stops what nobody else holds. A hold is a shared file lock, which the
kernel drops with its process: a killed command leaves a server that the next one takes over and stops.

The engines listen on unix sockets in a folder that only this user may enter, and trust whoever gets in.
Production has its own servers, named by DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL.
"""

from senco.embedded.commands import bring_up_to_date, ensure_for
from senco.embedded.folder import (
    EmbeddedError,
    address,
    cache_url,
    claim,
    only_one,
    owner_url,
    redis_url,
    runtime_url,
    secret_key,
    socket_dir,
    var_dir,
)
from senco.embedded.holds import erase, release, use
from senco.embedded.postgres import prepare

__all__ = [
    "EmbeddedError",
    "address",
    "bring_up_to_date",
    "cache_url",
    "claim",
    "ensure_for",
    "erase",
    "only_one",
    "owner_url",
    "prepare",
    "redis_url",
    "release",
    "runtime_url",
    "secret_key",
    "socket_dir",
    "use",
    "var_dir",
]
