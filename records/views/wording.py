"""A text read for wording that nobody could be held to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from records.forms.wording import WordingForm
from records.wording import basis, checked
from senco.law import status_text
from senco.permissions import MemberRequest, Permission, requires


@requires(Permission.VIEW_SEN_RECORD)
@require_http_methods(["GET", "POST"])
def wording(request: MemberRequest) -> HttpResponse:
    """The text comes by POST, so that no address and no log holds it; from another form, with `kind` in the address."""
    given = request.POST.copy()
    given.setdefault("kind", request.GET.get("kind", "provision"))
    form = WordingForm(given if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        kind, lines = form.cleaned_data["kind"], checked(form.cleaned_data["text"], form.cleaned_data["kind"])
        source = basis(kind)
        context |= {"lines": lines, "sound": sum(not line.remarks for line in lines), "kind": kind}
        context |= {"basis": source, "status": status_text(source.status), "was_read": True}
    part = request.htmx and request.htmx.target == "wording"
    failed = request.method == "POST" and not form.is_valid() and not part
    page = "records/wording/_remarks.html" if part else "records/wording/page.html"
    return render(request, page, context, status=422 if failed else 200)
