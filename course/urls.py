"""Addresses of the site; those that others rely on never change."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from course.views import (
    accounts,
    answers,
    attempts,
    classes,
    datasets,
    editing,
    exercise_statistics,
    feedback,
    health,
    home,
    insights,
    joining,
    lab,
    learner_view,
    lessons,
    preview,
    progress,
    project,
    reference,
    runs,
    teach,
)

LESSON = "lessons/<slug:slug>/"
EXERCISE = f"{LESSON}exercises/<slug:item_id>/"
ITEM = f"{LESSON}items/<slug:item_id>/"
CLASS = "teach/classes/<int:pk>/"
DATASET = "teach/datasets/<int:pk>/"

urlpatterns = [
    path("", home.home, name="home"),
    path(LESSON, lessons.lesson, name="lesson"),
    path(f"{LESSON}preview/state/", preview.state, name="preview_state"),
    path(f"{LESSON}preview/checks/", preview.checks, name="preview_checks"),
    path(EXERCISE, attempts.attempt, name="attempt"),
    path(f"{EXERCISE}hints/", attempts.hint, name="hint"),
    path(f"{EXERCISE}solution/", attempts.solution, name="solution"),
    path(f"{EXERCISE}history/", attempts.history, name="history"),
    path(f"{LESSON}samples/<slug:item_id>/", runs.sample_run, name="sample_run"),
    path(f"{LESSON}answers/<slug:item_id>/", answers.answer, name="answer"),
    path(f"{ITEM}growth/", insights.growth, name="growth_panel"),
    path(f"{ITEM}plan/", insights.plan, name="plan_panel"),
    path(f"{ITEM}steps/", insights.steps, name="steps_panel"),
    path(f"{ITEM}timeline/", insights.timeline, name="timeline_panel"),
    path("project/", project.project, name="project"),
    path("glossary/", reference.glossary, name="glossary"),
    path("methods/", reference.methods, name="methods"),
    path("lab/", lab.index, name="labs"),
    path("lab/<slug:name>/", lab.lab, name="lab"),
    path("lab/<slug:name>/hints/", lab.hint, name="lab_hint"),
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
    path("teach/classes/", classes.class_list, name="teach_classes"),
    path(CLASS, classes.class_page, name="teach_class"),
    path(f"{CLASS}name/", classes.rename, name="teach_class_name"),
    path(f"{CLASS}code/", classes.renew_code, name="teach_class_code"),
    path(f"{CLASS}archive/", classes.archive, name="teach_class_archive"),
    path(f"{CLASS}export/", classes.export, name="teach_class_export"),
    path(f"{CLASS}learners/<int:member>/", classes.learner, name="teach_class_learner"),
    path(f"{CLASS}learners/<int:member>/remove/", classes.remove, name="teach_class_remove"),
    path(f"{CLASS}exercises/<slug:exercise_id>/", exercise_statistics.class_exercise, name="teach_class_exercise"),
    path("teach/datasets/", datasets.dataset_list, name="teach_datasets"),
    path(DATASET, datasets.dataset_version, name="teach_dataset"),
    path(f"{DATASET}activate/", datasets.activate, name="teach_dataset_activate"),
    path(f"{DATASET}verify/", datasets.verify, name="teach_dataset_verify"),
    path(f"{DATASET}switch-off/", datasets.switch_off, name="teach_dataset_switch_off"),
    path(f"{DATASET}cancel/", datasets.cancel, name="teach_dataset_cancel"),
    path(f"{DATASET}remove/", datasets.remove, name="teach_dataset_remove"),
    path(f"{DATASET}export/", datasets.export, name="teach_dataset_export"),
    path("teach/exercises/", exercise_statistics.exercise_list, name="teach_exercises"),
    path("teach/exercises/<slug:exercise_id>/", exercise_statistics.exercise, name="teach_exercise"),
    path("teach/feedback/", feedback.queue, name="teach_feedback"),
    path("teach/feedback/<int:pk>/reply/", feedback.reply, name="teach_reply"),
    path("teach/view-as-learner/", learner_view.begin, name="teach_as_learner"),
    path("view-as-learner/end/", learner_view.end, name="learner_view_end"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join_class, name="join_class"),
    path("classes/<int:pk>/leave/", joining.leave, name="leave_class"),
    path("attempts/<int:attempt_id>/feedback/", feedback.give, name="feedback"),
    path("feedback/<int:pk>/read/", feedback.mark_read, name="feedback_read"),
    path("editor/<slug:dataset>/names.json", editing.names, name="current_names"),
    path("editor/<slug:dataset>/names-<slug:name>.json", editing.names, name="names"),
    path("api/marks", editing.marks_api, name="marks"),
    path("api/runs", runs.run_api),
    path("api/insights/growth", insights.growth_api),
    path("api/insights/plan", insights.plan_api),
    path("api/insights/steps", insights.steps_api),
    path("api/insights/timeline", insights.timeline_api),
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
