"""Every address of the site. Sign-in pages are allauth's, listed by name in `senco.permissions`."""

from allauth.account import views as account
from django.urls import include, path, re_path

from pupils.views import calendar, search
from senco.views import governance, health, imports, mailbox, settings, sign_out, staff, summary, switcher, today

urlpatterns = [
    path("", today.today, name="today"),
    path("today/<str:key>/", today.part, name="today-part"),
    path("schools/in-view/", switcher.switch, name="school-switch"),
    path("settings/", settings.settings, name="settings"),
    path("settings/schools/<int:pk>/", settings.school, name="settings-school"),
    path("settings/schools/<int:pk>/years/", settings.year_make, name="year-make"),
    path("settings/dates/<str:kind>/add/<int:pk>/", settings.dates_add, name="dates-add"),
    path("settings/dates/<str:kind>/<int:pk>/", settings.dates_edit, name="dates-edit"),
    path("settings/dates/<str:kind>/<int:pk>/remove/", settings.dates_remove, name="dates-remove"),
    path("settings/groups/new/", settings.group_new, name="group-new"),
    path("settings/groups/<int:pk>/", settings.group_edit, name="group-edit"),
    path("staff/", staff.staff, name="staff"),
    path("staff/new/", staff.staff_new, name="staff-new"),
    path("staff/<int:pk>/", staff.person, name="staff-person"),
    path("staff/<int:pk>/role/", staff.role, name="staff-role"),
    path("staff/<int:pk>/name/", staff.rename, name="staff-name"),
    path("staff/<int:pk>/invite/", staff.invite, name="staff-invite"),
    path("staff/role/<int:pk>/end/", staff.role_end, name="staff-role-end"),
    path("reports/", summary.summary, name="summary"),
    path("governance/", governance.governance, name="governance"),
    path("governance/schools/", governance.group, name="group"),
    path("healthz", health.healthz, name="healthz"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", sign_out.sign_out, name="account_logout"),
    path("password/", account.password_reset, name="account_reset_password"),
    path("password/sent/", account.password_reset_done, name="account_reset_password_done"),
    # The key holds dashes of its own, so the first dash is the border.
    re_path(
        r"^password/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("search/", search.search, name="search"),
    path("pupils/import/", imports.imports, name="import"),
    path("pupils/import/<int:pk>/", imports.run, name="import-run"),
    path("pupils/import/<int:pk>/progress/", imports.progress, name="import-progress"),
    path("pupils/import/<int:pk>/columns/", imports.columns, name="import-columns"),
    path("pupils/import/<int:pk>/choices/", imports.choose, name="import-choices"),
    path("pupils/import/<int:pk>/take-in/", imports.take_in, name="import-take-in"),
    path("pupils/import/<int:pk>/take-value/", imports.take_value, name="import-take-value"),
    path("pupils/import/<int:pk>/give-up/", imports.give_up, name="import-give-up"),
    path("pupils/import/<int:pk>/problems.csv", imports.problems, name="import-problems"),
    path("pupils/import/<int:pk>/changes.csv", imports.changes, name="import-changes"),
    path("pupils/", include("pupils.urls")),
    path("records/", include("records.urls")),
    path("provision/", include("provision.urls")),
]
