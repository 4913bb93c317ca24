"""Settings of the worker that a test starts in order to kill it: the test's database, and its letters."""

import os

from senco.settings import *  # noqa: F403
from senco.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
EMAIL_BACKEND = "tests.pupils.letters.Backend"
CELERY_TASK_DEFAULT_QUEUE = os.environ["TEST_QUEUE"]
