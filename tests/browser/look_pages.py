"""Pages for the tests of the scripts: the real frame and parts, round a form that remembers nothing."""

import base64
from pathlib import Path
from types import SimpleNamespace as Row
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

LOOK = Path(__file__).resolve().parent / "look"
NAMES = ["Maisie Turner", "Amira Hussain", "Leo Okafor", "Łukasz Wiśniewski"]


class Concern(forms.Form):
    pupil = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Choose the pupil from the list."})
    seen = forms.CharField(label="What have you seen?", help_text="A sentence is enough.", widget=forms.Textarea)
    area = forms.ChoiceField(widget=forms.RadioSelect, choices=[("l", "Learning"), ("c", "Language")])


def _frame(request: HttpRequest) -> dict[str, Any]:
    """What the context processor gives to a signed-in user; the cookie `who` says which."""
    who = request.COOKIES.get("who", "ann")
    school = {"names": {1: "Oakfield Primary"}, "several": False, "chosen": 1, "school_name": "Oakfield Primary"}
    places = [("Today", "sun"), ("Pupils", "people"), ("Concerns", "chat-left-text"), ("Provision", "grid-3x3-gap")]
    return {
        "member": Row(user=Row(name="Ann Reid"), role_names="Teacher", **school),
        "nav": [
            Row(label=label, icon=icon, url=f"/{label.lower()}/", current=False, count=0) for label, icon in places
        ],
        "search_url": "/find/",
        "search_options_url": "/options/",
        "log_concern_url": "/form/",
        "draft_key": base64.b64encode((who * 32)[:32].encode()).decode(),
        "draft_user": who,
    }


def _page(request: HttpRequest, source: str, status: int = 200, **context: Any) -> HttpResponse:
    text = (LOOK / source).read_text() if source.endswith(".html") else source
    return HttpResponse(engines["django"].from_string(text).render(_frame(request) | context, request), status=status)


def form(request: HttpRequest) -> HttpResponse:
    bound = Concern(request.POST or None)
    if request.method == "POST" and bound.is_valid():
        messages.success(request, "Concern logged.", extra_tags="undo:/undone/")
        return HttpResponseRedirect("/parts/")
    return _page(request, "form.html", 422 if bound.errors else 200, form=bound)


def parts(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "parts.html",
        names=NAMES,
        count=["The meeting was on Tue 3 Nov 2026.", "Two weeks later is Tue 17 Nov 2026."],
        facts=[Row(value=62, label="on the register", note="14.8% of 419", url="/", state="late")] * 3,
        tabs=[
            Row(label="Overview", url="/", current=True, count=2),
            Row(label="People", url="/", current=False, count=0),
        ],
        steps=[Row(title="Invite", note="", state="done"), Row(title="Meet", note="Wed 9 Dec", state="now")],
        terms=["Spring", "Summer", "Autumn"],
        series=[Row(label="SEN support", values=[91, None, 93]), Row(label="All", values=[94, 95, 95])],
        needs=[
            Row(label="Speech, language and communication", value=21),
            Row(label="Autism", value=None, display="hidden"),
        ],
    )


def options(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").lower()
    found = [Row(value=at, label=name, note="5M") for at, name in enumerate(NAMES, 1) if text in name.lower()]
    return _page(request, '{% include "components/combobox_options.html" %}', options=found)


def sign_in(request: HttpRequest) -> HttpResponse:
    return _page(
        request, '{% extends "entrance.html" %}{% block content %}<h1>Sign in</h1>{% endblock %}', draft_key=""
    )


urlpatterns = [
    path("form/", form),
    path("parts/", parts),
    path("options/", options),
    path("done/", lambda request: _page(request, "row.html")),
    path("undone/", lambda request: _page(request, '{% include "components/toast.html" with text="Undone." %}')),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", sign_in, name="account_logout"),
]
for _route in urlpatterns:
    _route.callback.access = ()  # public, and without the database: the access guard asks for this mark
