"""Who is learning: an account, or the session of a browser."""

from __future__ import annotations

from django.http import HttpRequest

from course.attempts import Learner

LEARNER_VIEW = "learner_view"
"""The session's key under which the made-up learner is kept whom an instructor has become for a while."""


def learner_of(request: HttpRequest) -> Learner:
    """The learner behind a request; one without an account and without a session has done nothing yet."""
    if request.user.is_authenticated:
        viewing = request.session.get(LEARNER_VIEW)
        return Learner(session_key=viewing) if viewing else Learner(user=request.user)
    return Learner(session_key=request.session.session_key or "")


def storing_learner_of(request: HttpRequest) -> Learner:
    """The same for a request that will store something: begins a session where there is none."""
    if not request.user.is_authenticated and not request.session.session_key:
        request.session.create()
    return learner_of(request)
