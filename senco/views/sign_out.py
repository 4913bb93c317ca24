"""Leaving: the drafts of this user are gone from the server's side and from the browser's."""

from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse

from senco.permissions import public

STORAGE = '"storage"'


@public
def sign_out(request: HttpRequest) -> HttpResponse:
    """allauth's page; `senco.accounts.Adapter` forgets the draft key, and this has the browser empty its storage."""
    left: bool = request.method == "POST" and request.user.is_authenticated
    response: Any = account.logout(request)
    if left:
        response["Clear-Site-Data"] = STORAGE
    return response
