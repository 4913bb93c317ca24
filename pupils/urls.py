"""Addresses of pupils, the register, concerns and what is due."""

from django.urls import path

from pupils.views import calendar, concerns, deadlines, pupils, register, reminders, safeguarding, triage

app_name = "pupils"
urlpatterns = [
    path("", register.register, name="register"),
    path("<int:pk>/", pupils.pupil, name="pupil"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/<int:pk>/", deadlines.deadline, name="deadline"),
    path("deadlines/<int:pk>/done/", deadlines.close, name="deadline-close"),
    path("deadlines/<int:pk>/reopen/", deadlines.reopen, name="deadline-reopen"),
    path("deadlines/<int:pk>/hand-over/", deadlines.give, name="deadline-hand-over"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/settings/", reminders.settings, name="reminder-settings"),
    path("reminders/settings/kind/", reminders.add_kind, name="reminder-kind"),
    path("reminders/settings/kind/remove/", reminders.remove_kind, name="reminder-kind-remove"),
    path("calendar/", calendar.address, name="calendar-address"),
    path("calendar/end/", calendar.end, name="calendar-end"),
    path("concerns/", concerns.index, name="concerns"),
    path("concerns/log/", concerns.log, name="concern-log"),
    path("concerns/pupils/", concerns.pupils, name="concern-pupils"),
    path("concerns/<int:pk>/", concerns.read, name="concern"),
    path("concerns/<int:pk>/triage/", triage.triage, name="concern-triage"),
    path("concerns/<int:pk>/reopen/", triage.reopen, name="concern-reopen"),
    path("concerns/questions/<int:pk>/", concerns.answer, name="concern-answer"),
    path("safeguarding/", safeguarding.index, name="safeguarding"),
    path("safeguarding/<int:pk>/", safeguarding.note, name="safeguarding-note"),
    path("safeguarding/<int:pk>/read/", safeguarding.read, name="safeguarding-read"),
]
