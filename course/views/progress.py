"""How far a learner has come, and all that is stored about them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from course import attempts, classes, content, feedback
from course.views.course_map import course_map
from course.views.learner import learner_of


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    found = course_map(attempts.done(learner))
    context = {
        "modules": found.modules,
        "done_total": found.done_total,
        "item_total": found.item_total,
        "attempt_count": attempts.count(learner),
        "memberships": classes.memberships(learner.user) if learner.user else (),
        "feedback": [
            {"said": said, "exercise": content.find_exercise(said.attempt.exercise)}
            for said in feedback.of_learner(learner)
        ],
    }
    return render(request, "course/progress.html", context)


@require_safe
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """Everything stored about the learner, as a JSON file."""
    account = {"username": request.user.get_username() or None, "email": getattr(request.user, "email", "")}
    learner = learner_of(request)
    data = {"account": account} | attempts.export(learner) | {
        "classes": classes.export(learner.user) if learner.user else [],
        "feedback": feedback.export(learner),
    }
    response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="one-query-progress.json"'
    return response
