"""Who is asking (MemberMiddleware), and the refusal of any view that has no access rule (AccessGuardMiddleware)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from senco.models import Membership
from senco.permissions import THIRD_PARTY_PUBLIC, Member, today

CHOSEN = "school"
"""Session key: the school chosen in the switcher, absent for all."""


class MemberMiddleware:
    """Sets `request.member`: None for a visitor or somebody with no current role. It opens no context."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.member = None
        if request.user.is_authenticated:
            request.member = find_member(request.user, request.session.get(CHOSEN))
        response = self.get_response(request)
        if request.member is not None:
            # Pages of somebody signed in hold children's names and that user's draft key: no copy is kept anywhere.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def find_member(user: Any, chosen: int | None = None) -> Member | None:
    """One query: all memberships held today, groups with their schools."""
    everywhere = Membership.objects.roles_of(user, today())
    if not everywhere:
        return None
    names = {school: name for school, (name, _) in everywhere.items()}
    if chosen not in names:
        chosen = None
    roles = {school: roles for school, (_, roles) in everywhere.items() if chosen in (None, school)}
    return Member(user=user, roles=roles, names=names, chosen=chosen)


class AccessGuardMiddleware:
    """A view with neither `@requires` nor `@public`, and not named in `THIRD_PARTY_PUBLIC`, is refused."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if hasattr(view, "access"):
            return
        match = request.resolver_match
        if match is not None and match.view_name in THIRD_PARTY_PUBLIC:
            return
        raise PermissionDenied("This page has no access rule, so it is closed.")
