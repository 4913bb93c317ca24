"""Routes of the ground: being up, signing in, the switcher, settings and reports."""

from tests.access.table import EVERYBODY, Route

ROUTES = [
    Route("healthz", "GET", EVERYBODY, public=True),
    Route("account_login", "GET POST", EVERYBODY, public=True),
    Route("account_logout", "GET POST", EVERYBODY, public=True),
    Route("account_reset_password", "GET POST", EVERYBODY, public=True),
    Route("account_reset_password_done", "GET", EVERYBODY, public=True),
    Route("account_reset_password_from_key", "GET POST", EVERYBODY, of={"uidb36": "=1", "key": "=x"}, public=True),
    Route("account_reset_password_from_key_done", "GET", EVERYBODY, public=True),
]
