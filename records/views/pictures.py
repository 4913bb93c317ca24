"""The picture of a passport: sent in, shown to those who may see the pupil, taken out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.views.frame import pupil_seen
from records.actions.pictures import put_picture_back, set_picture, take_picture_out
from records.forms.passports import PictureForm
from records.models import PassportPicture
from records.views.passports import attempt, form_answer
from senco.permissions import MemberRequest, Permission, requires

EDIT = Permission.EDIT_PASSPORTS


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def picture_new(request: MemberRequest, pk: int) -> HttpResponse:
    pupil, posted = pupil_seen(request, pk, EDIT), request.method == "POST"
    form = PictureForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_bound and attempt(
        form, lambda said: set_picture(pupil, by=request.member, content=form.content, alt=said["alt"])
    ):
        messages.success(request, "The picture is in the draft.")
        return redirect("records:passport", pk)
    lead = "A photograph or a drawing that the pupil chose. Where and when it was taken is not kept."
    return form_answer(request, pupil, form, "A picture", act="Put it in", lead=lead, sends_file=True)


@requires(Permission.VIEW_PROVISION)
@require_safe
def picture(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(PassportPicture.objects.visible_to(request.member), pk=pk)
    try:
        with found.file.open("rb") as file:
            return HttpResponse(file.read(), content_type="image/jpeg", headers={"Content-Disposition": "inline"})
    except FileNotFoundError as error:
        raise Http404 from error


@requires(EDIT)
@require_POST
def picture_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the picture out of the draft, or with `undo` put it back; `pk` is the picture's."""
    found = get_object_or_404(PassportPicture.objects.visible_to(request.member, EDIT).with_pupil(), pk=pk)
    if "undo" in request.GET or "undo" in request.POST:
        put_picture_back(found, by=request.member)
        messages.success(request, "The picture is back.")
    else:
        take_picture_out(found.pupil, by=request.member)
        undo = f"undo:{reverse('records:picture-remove', args=[found.pk])}?undo=1"
        messages.success(request, "The picture is out of the draft.", extra_tags=undo)
    return redirect("records:passport", found.pupil_id)
