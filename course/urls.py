"""Addresses of the site; those that others rely on never change."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from course.views import accounts, answers, attempts, health, home, lab, lessons, progress, project, runs, teach

LESSON = "lessons/<slug:slug>/"
EXERCISE = f"{LESSON}exercises/<slug:item_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path(LESSON, lessons.lesson, name="lesson"),
    path(EXERCISE, attempts.attempt, name="attempt"),
    path(f"{EXERCISE}hints/", attempts.hint, name="hint"),
    path(f"{EXERCISE}solution/", attempts.solution, name="solution"),
    path(f"{EXERCISE}history/", attempts.history, name="history"),
    path(f"{LESSON}samples/<slug:item_id>/", runs.sample_run, name="sample_run"),
    path(f"{LESSON}answers/<slug:item_id>/", answers.answer, name="answer"),
    path("project/", project.project, name="project"),
    path("lab/", lab.index, name="labs"),
    path("lab/<slug:name>/", lab.lab, name="lab"),
    path("progress/", progress.progress, name="progress"),
    path("progress/export/", progress.export, name="progress_export"),
    path("accounts/", accounts.account, name="account"),
    path("accounts/signup/", accounts.signup, name="signup"),
    path("accounts/login/", accounts.LogIn.as_view(), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("accounts/password/", accounts.ChangePassword.as_view(), name="password_change"),
    path("accounts/delete/", accounts.delete, name="account_delete"),
    path("teach/", teach.teach, name="teach"),
    path("teach/audit-log/", teach.audit_log, name="teach_audit_log"),
    path("api/runs", runs.run_api),
    path("api/exercises/<slug:exercise_id>/attempts", attempts.attempt_api),
    path("api/exercises/<slug:item_id>/answers", answers.answer_api),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
]
if settings.DEBUG_TOOLBAR:
    urlpatterns.append(path("__debug__/", include("debug_toolbar.urls")))

handler400 = "course.views.error_pages.bad_request"
handler403 = "course.views.error_pages.forbidden"
handler404 = "course.views.error_pages.page_not_found"
handler500 = "course.views.error_pages.server_error"
