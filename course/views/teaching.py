"""Who may open the pages and the API of `/teach/`, and what visitors without that right are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from course.errors import Problem, json_error
from course.models import role
from course.views.error_pages import problem_page

View = Callable[..., HttpResponse]

NOT_LOGGED_IN = Problem(403, "log_in_first", "Log in as an instructor first.")
INSTRUCTORS_ONLY = Problem(
    403,
    "instructors_only",
    "This page is for instructors. If you teach here, ask an administrator of this site to make you one.",
)


def teaches(request: HttpRequest) -> bool:
    """Whether the visitor acts as an instructor. Asks the database at most once a request."""
    if not hasattr(request, "_teaches"):
        request._teaches = request.user.is_authenticated and role.teaches(request.user)  # type: ignore[attr-defined]
    return bool(request._teaches)  # type: ignore[attr-defined]


def instructor_required(view: View) -> View:
    """Refuse everyone but instructors and administrators, before the view does anything.

    A visitor without an account goes to the log-in page and comes back; a learner gets 403 and why. What asked for
    JSON, or for a part of a page, gets the refusal in that form.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if teaches(request):
            return view(request, *args, **kwargs)
        return refusal(request)

    return guarded


def refusal(request: HttpRequest) -> HttpResponse:
    problem = INSTRUCTORS_ONLY if request.user.is_authenticated else NOT_LOGGED_IN
    if wants_json(request):
        return json_error(problem)
    if request.user.is_authenticated or request.headers.get("X-Partial") == "1":
        return problem_page(request, problem)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/teach/")


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/json")


def teaching(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `teaches`, asked of the database only where a template asks for it."""
    return {"teaches": lambda: teaches(request)}
