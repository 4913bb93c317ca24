"""Opening pages as somebody, and what all page tests of plans, reviews and agencies need."""

import csv
import io
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from senco.models import User

MOST_QUERIES = 12


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(client: Client, name: str, /, *args: Any, **query: Any) -> str:
    response = client.get(reverse(f"records:{name}", args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def posted(client: Client, name: str, /, *args: Any, **values: Any) -> Any:
    """The answer itself; a redirect is not followed."""
    return client.post(reverse(f"records:{name}", args=args), values)


def refused(client: Client, name: str, /, *args: Any, status: int = 422, **values: Any) -> str:
    response = posted(client, name, *args, **values)
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode()


def exported(client: Client, name: str, **query: Any) -> list[dict[str, str]]:
    response = client.get(reverse(f"records:{name}"), {"format": "csv", **query})
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def queries_of(client: Client, name: str, /, *args: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        opened(client, name, *args)
    return len(seen)
