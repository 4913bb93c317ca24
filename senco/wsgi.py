"""The web server's way in. gunicorn runs no system checks, so the role is checked here."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senco.settings")
application = get_wsgi_application()

from senco.rows import refuse_powerful_role  # noqa: E402 - needs the settings

refuse_powerful_role()
