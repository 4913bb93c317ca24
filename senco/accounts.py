"""How people sign in: by e-mail address and password. Accounts are made by an administrator, never by oneself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from senco.drafts import forget_draft_key


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            forget_draft_key(request.user.pk)
        super().logout(request)

    def get_client_ip(self, request: HttpRequest) -> Any:
        return request.META.get("REMOTE_ADDR") or "127.0.0.1"
