"""Pages, and for the API JSON, that say why a request got no answer and what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from course.errors import TOO_LONG, Problem, json_error, with_retry_after
from course.views.partials import wants_partial

PAGES = (400, 403, 404, 429, 500, 503)


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of a problem; under `/api/` its JSON, for the page's script its partial."""
    if request.path.startswith("/api/"):
        return json_error(problem)
    context = {"problem": problem, "message": problem.message, "retry_after": problem.retry_after}
    if wants_partial(request):
        return with_retry_after(render(request, "course/_problem.html", context, status=problem.status), problem)
    page = problem.status if problem.status in PAGES else 400
    response = render(request, f"course/errors/{page}.html", context, status=problem.status)
    return with_retry_after(response, problem)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return problem_page(request, TOO_LONG)
    return problem_page(request, Problem(400, "bad_input", "The request could not be understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, Problem(403, "forbidden", "This is not yours to open."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's reason stays in the log: to a learner it only says that the page was too old."""
    message = "The page was open for too long, or cookies are off. Go back, reload it and send it again."
    return problem_page(request, Problem(403, "csrf_failed", message))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, Problem(404, "not_found", "There is nothing at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: whatever broke (the database, a context processor) must not break this page too."""
    problem = Problem(500, "server_error", "Something broke on our side. It has been logged.")
    if request.path.startswith("/api/"):
        return json_error(problem)
    context: dict[str, Any] = {"problem": problem, "message": problem.message, "retry_after": None}
    html = loader.render_to_string("course/errors/500.html", context)
    return HttpResponse(html, status=HTTPStatus.INTERNAL_SERVER_ERROR)
