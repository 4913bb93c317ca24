"""The switcher: one school, or all that one serves."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from senco.middleware import CHOSEN
from senco.permissions import MemberRequest, Permission, requires


@requires(Permission.SIGN_IN)
@require_POST
def switch(request: MemberRequest) -> HttpResponse:
    """Remembered for the rest of this sign-in. It leads to the first page: what was open may be another school's."""
    asked = request.POST.get("school", "")
    if not asked:
        request.session.pop(CHOSEN, None)
    elif asked.isdigit() and int(asked) in request.member.names:
        request.session[CHOSEN] = int(asked)
    else:
        raise Http404("No such school among yours.")
    return redirect("today")
