"""Lists of the register kept under a name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pupils.actions.corrections import Refused
from pupils.actions.saved_views import remove_view, save_view
from pupils.forms.saved_views import SavedViewForm
from pupils.models import SavedView
from senco.permissions import MemberRequest, Permission, requires


@requires(Permission.VIEW_PUPILS)
@require_safe
def saved_views(request: MemberRequest) -> HttpResponse:
    """One's own and what colleagues share, and the form that keeps the list of `?query=`."""
    rows = SavedView.objects.visible_to(request.member).select_related("user")
    form = SavedViewForm(initial={"query": request.GET.get("query", "")})
    shown = {"rows": [(row, row.user_id == request.member.user.pk) for row in rows], "form": form}
    return render(request, "pupils/saved_views/list.html", {**shown, "saving": bool(request.GET.get("query"))})


@requires(Permission.VIEW_PUPILS)
@require_POST
def view_save(request: MemberRequest) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if form.is_valid():
        try:
            view = save_view(by=request.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Saved as “{view}”. It stands under Saved lists.")
            return redirect(f"{reverse('pupils:register')}?{view.query}")
    rows = SavedView.objects.visible_to(request.member).select_related("user")
    shown = {"rows": [(row, row.user_id == request.member.user.pk) for row in rows], "form": form, "saving": True}
    return render(request, "pupils/saved_views/list.html", shown, status=422)


@requires(Permission.VIEW_PUPILS)
@require_POST
def view_remove(request: MemberRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.member), pk=pk)
    try:
        remove_view(view, by=request.member)
        messages.success(request, f"“{view}” is removed. The pupils in it are not touched.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("pupils:saved-views")
