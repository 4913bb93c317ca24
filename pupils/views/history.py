"""Who changed what of a pupil, and when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupils.changes import events_of, in_words
from pupils.views.frame import frame, pupil_seen
from senco.lists import paged
from senco.permissions import MemberRequest, Permission, requires


@requires(Permission.VIEW_HISTORY)
@require_safe
def history(request: MemberRequest, pk: int) -> HttpResponse:
    pupil = pupil_seen(request, pk, Permission.VIEW_HISTORY)
    page = paged(request, events_of(pupil), 50)
    shown = {**frame(request, pupil, "pupils:history"), "page": page, "changes": in_words(page.object_list)}
    return render(request, "pupils/pupils/history.html", shown)
