"""Who may open the pages and the API of `/teach/`, and what visitors without that right are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache

from course.errors import Problem, json_error
from course.models import role
from course.views.error_pages import problem_page
from course.views.learner import LEARNER_VIEW
from course.views.partials import wants_partial

View = Callable[..., HttpResponseBase]

NOT_LOGGED_IN = Problem(403, "log_in_first", "Log in as an instructor first.")
VIEWING_AS_LEARNER = Problem(
    403,
    "viewing_as_learner",
    "You are looking at the site as a learner, and learners cannot open this page. The bar at the top leads back.",
)
INSTRUCTORS_ONLY = Problem(
    403,
    "instructors_only",
    "This page is for instructors. If you teach here, ask an administrator of this site to make you one.",
)


def teaches(request: HttpRequest) -> bool:
    """Whether the visitor acts as an instructor. Asks the database at most once a request."""
    if not hasattr(request, "_teaches"):
        known = request.user.is_authenticated and not views_as_learner(request)
        request._teaches = known and role.teaches(request.user)  # type: ignore[attr-defined]
    return bool(request._teaches)  # type: ignore[attr-defined]


def views_as_learner(request: HttpRequest) -> bool:
    """Whether an instructor has become a made-up learner for a while."""
    return request.user.is_authenticated and LEARNER_VIEW in request.session


def instructor_required(view: View) -> View:
    """Refuse everyone but instructors and administrators, before the view does anything.

    A visitor without an account goes to the log-in page and comes back; a learner gets 403 and why. What asked for
    JSON, or for a part of a page, gets the refusal in that form.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if teaches(request):
            return view(request, *args, **kwargs)
        return refusal(request)

    return guarded


def refusal(request: HttpRequest) -> HttpResponse:
    problem = problem_for(request)
    if wants_json(request):
        return json_error(problem)
    if request.user.is_authenticated or wants_partial(request):
        return problem_page(request, problem)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/teach/")


def problem_for(request: HttpRequest) -> Problem:
    if not request.user.is_authenticated:
        return NOT_LOGGED_IN
    return VIEWING_AS_LEARNER if views_as_learner(request) else INSTRUCTORS_ONLY


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/json")


def teaching(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `teaches`, asked of the database only where a template asks for it; `views_as_learner`."""
    return {"teaches": lambda: teaches(request), "views_as_learner": lambda: views_as_learner(request)}
