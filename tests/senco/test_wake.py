"""A nudge that reaches nobody: what was to be done stands in a row, so nothing is lost and nothing is shouted."""

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from pupils import tasks
from senco.rows import wake

pytestmark = pytest.mark.django_db(transaction=True)


def test_with_no_worker_in_reach_the_work_is_kept_and_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unreachable(*args: object) -> None:
        raise OperationalError("Error 2 connecting to a socket")

    monkeypatch.setattr(tasks.work_out_progress, "delay", unreachable)
    with transaction.atomic():
        wake(tasks.work_out_progress, 1)
    [said] = caplog.records
    assert "No worker could be told" in said.getMessage() and not said.exc_info
