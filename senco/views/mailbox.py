"""The demo's mail, to read what the site has sent. On an embedded database only: elsewhere there is no such page."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from senco import mailbox as letters
from senco.permissions import Member, MemberRequest, Permission, Role, requires, today

DEMO_DOMAIN = "@demo.example"
MOST = 100


@requires(Permission.SIGN_IN)
@require_safe
def mailbox(request: MemberRequest) -> HttpResponse:
    """One's own mail. The demo's administrator reads everybody's, to see what each role is sent."""
    if not settings.EMBEDDED:
        raise Http404
    email = request.member.user.email
    is_demo = email.endswith(DEMO_DOMAIN)
    reads_all = is_demo and _administers(request.member)
    shown = {
        "mails": letters.newest(MOST, to=None if reads_all else email),
        "is_demo": is_demo,
        "reads_all": reads_all,
        "command": letters.command() if is_demo else "",
        "today": today(),
    }
    return render(request, "senco/mailbox.html", shown)


def _administers(member: Member) -> bool:
    return any(Role.ADMINISTRATOR in held for held in member.roles.values())
