"""The demo's mail, to read what the site has sent. On an embedded database only: elsewhere there is no such page."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from senco import mailbox as letters
from senco.permissions import MemberRequest, Permission, requires, today

DEMO_DOMAIN = "@demo.example"
MOST = 100


@requires(Permission.SIGN_IN)
@require_safe
def mailbox(request: MemberRequest) -> HttpResponse:
    """One's own mail; a demo login reads everybody's, to see what each role is sent."""
    if not settings.EMBEDDED:
        raise Http404
    email = request.member.user.email
    is_demo = email.endswith(DEMO_DOMAIN)
    found = letters.newest(MOST, to=None if is_demo else email)
    shown = {"mails": found, "is_demo": is_demo, "command": letters.command() if is_demo else "", "today": today()}
    return render(request, "senco/mailbox.html", shown)
