"""The key under which a browser keeps what somebody is typing.

The browser holds only sealed text; the key is here, in the cache, one for each user. It is handed out with that
user's forms, lives for a day after the last of them, and goes at sign-out: what is left in a browser then opens
for nobody.
"""

import base64
import logging
import secrets

from django.core.cache import cache
from redis.exceptions import RedisError

LIFE = 24 * 60 * 60
log = logging.getLogger(__name__)


def draft_key(user_id: int) -> str:
    """256 bits in base64, the same until sign-out. No database query. Empty while the cache is away: no drafts then."""
    name = _name(user_id)
    try:
        key = cache.get(name)
        if key is not None and cache.touch(name, LIFE):
            return str(key)
        fresh = base64.b64encode(secrets.token_bytes(32)).decode()
        # Two pages opened at once must be given one key.
        return fresh if cache.add(name, fresh, LIFE) else str(cache.get(name) or "")
    except RedisError:
        log.warning("The cache does not answer, so drafts are not kept.", exc_info=True)
        return ""


def forget_draft_key(user_id: int) -> None:
    """At sign-out: every draft that this user left in any browser is unreadable from here on."""
    try:
        cache.delete(_name(user_id))
    except RedisError:
        log.warning("The cache does not answer, so a draft key lives on until its day is over.", exc_info=True)


def _name(user_id: int) -> str:
    return f"draft-key:{user_id}"
