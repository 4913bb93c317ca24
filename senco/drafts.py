"""The key under which a browser keeps what somebody is typing.

The browser holds only sealed text; the key is here, in the cache, one for each user. It is handed out with that
user's pages, lives for a day after the last of them, and goes at sign-out: what is left in a browser then opens
for nobody.

One key for a user and not one for each session, on purpose. A sign-in that ran out must give the words back to the
next one, so a session cannot hold the key; and signing out anywhere is how somebody who left a shared machine open
takes back what lies there. The price: a draft begun on a phone does not outlive signing out at the desk. A page
that is open meanwhile keeps its words and can still be sent.
"""

import base64
import logging
import secrets
import time

from django.core.cache import cache
from redis.exceptions import RedisError

LIFE = 24 * 60 * 60
RENEWED = 10 * 60
"""Seconds after which a page renews the key's life: not every page, so that most cost one question to the cache."""
log = logging.getLogger(__name__)


def draft_key(user_id: int) -> str:
    """256 bits in base64, the same until sign-out. No database query. Empty while the cache is away: no drafts then."""
    name = _name(user_id)
    try:
        held = cache.get(name)
        if held is None:
            fresh = (base64.b64encode(secrets.token_bytes(32)).decode(), time.time())
            # Two pages opened at once must be given one key.
            held = fresh if cache.add(name, fresh, LIFE + RENEWED) else cache.get(name, ("", 0.0))
        if not (isinstance(held, tuple) and len(held) == 2):  # left by another version of this site
            cache.delete(name)
            return ""
        key, renewed_at = held
        if key and time.time() - renewed_at > RENEWED:
            cache.set(name, (key, time.time()), LIFE + RENEWED)
        return str(key)
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
