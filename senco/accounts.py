"""How people sign in: by e-mail address and password. Accounts are made by an administrator, never by oneself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from senco.drafts import forget_draft_key


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask your school's administrator to open it again.",
        "email_password_mismatch": "That e-mail address and password do not belong together. Check both, "
        "or choose a new password below.",
        "enter_current_password": "Your present password is not right.",
        "incorrect_password": "That password is not right.",
        "invalid_login": "That e-mail address and password do not belong together.",
        "invalid_password_reset": "This link no longer works. Ask for a new one.",
        "same_as_current": "Choose a password that you do not have already.",
        "too_many_login_attempts": "Too many wrong passwords. Wait five minutes and try again, "
        "or choose a new password below.",
        "rate_limited": "That was too often in a short time. Wait a few minutes and try again.",
    }

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
