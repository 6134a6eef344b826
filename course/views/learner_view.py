"""The site as a learner sees it, for an instructor: a new learner without a name, never somebody who exists."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from course import attempts
from course.views.learner import LEARNER_VIEW
from course.views.teaching import instructor_required


@instructor_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """From now on this session is a new learner: nothing done, no way to the instructors' pages."""
    attempts.forget(made_up_keys(request))  # what is left of one that was never ended
    request.session[LEARNER_VIEW] = f"{made_up_keys(request)}{secrets.token_hex(7)}"
    return redirect("home")


def made_up_keys(request: HttpRequest) -> str:
    """How the keys of an instructor's made-up learners begin. No session's own key has a hyphen."""
    return f"view-{request.user.pk}-"


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Back to teaching; what the made-up learner did is thrown away."""
    key = request.session.pop(LEARNER_VIEW, None)
    if key is None:
        return redirect("home")
    attempts.forget(key)
    messages.success(request, "You are yourself again. What you did as a learner is thrown away.")
    return redirect("teach")
