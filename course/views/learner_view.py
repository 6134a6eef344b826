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
    request.session[LEARNER_VIEW] = f"view-{secrets.token_hex(16)}"
    return redirect("home")


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Back to teaching; what the made-up learner did is thrown away."""
    key = request.session.pop(LEARNER_VIEW, None)
    if key is None:
        return redirect("home")
    attempts.forget(key)
    messages.success(request, "You are yourself again. What you did as a learner is thrown away.")
    return redirect("teach")
