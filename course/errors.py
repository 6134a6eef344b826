"""What can keep a request from being answered, said the same way on a page, in a partial and in the API."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, JsonResponse

from course.datasets import SwitchedOff, UnknownDataset
from course.domain.authoring.authored import Placed
from course.sandbox.errors import SandboxBusy, SandboxUnavailable


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request got no answer. `retry_after`: in how many seconds to try again, where that helps."""

    status: int
    code: str
    message: str
    retry_after: int | None = None


class Refused(Exception):
    """Ends a request with `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


TOO_LONG = Problem(413, "code_too_long", "That is far too long to be run.")
NOT_POSTED = Problem(405, "method_not_allowed", "This address takes POST requests only.")
REFUSALS = (Refused, SandboxBusy, SandboxUnavailable, SwitchedOff, UnknownDataset)


def bad_input(message: str) -> Refused:
    return Refused(Problem(400, "bad_input", message))


def must_run_here(item: Placed) -> None:
    """Raises Refused for code that needs a newer Django than the one here."""
    if not item.runs_here:
        raise Refused(Problem(400, "needs_newer_django", item.why_not_here))


def not_found(message: str) -> Refused:
    return Refused(Problem(404, "not_found", message))


def problem_of(error: Exception) -> Problem:
    """The Problem behind one of REFUSALS."""
    match error:
        case Refused():
            return error.problem
        case SwitchedOff():
            return Problem(409, "switched_off", error.message)
        case SandboxBusy():
            return Problem(503, "busy", error.message, error.retry_after)
        case SandboxUnavailable():
            return Problem(503, "sandbox_unavailable", cannot_run(error.message), 60)
        case _:
            # its own message names folders of this machine and is for whoever runs a command here
            return Problem(503, "dataset_unavailable", cannot_run("their data is not loaded, run `manage.py seed`"), 60)


def cannot_run(reason: str) -> str:
    opening = "exercises cannot run on this host: "
    return reason if reason.startswith(opening) else opening + reason


def with_retry_after(response: HttpResponse, problem: Problem) -> HttpResponse:
    if problem.retry_after is not None:
        response["Retry-After"] = str(problem.retry_after)
    return response


def json_error(problem: Problem) -> HttpResponse:
    """The API's form of a problem: `{"error": {"code", "message"}}` with its status and, where useful, Retry-After."""
    body = {"error": {"code": problem.code, "message": problem.message}}
    return with_retry_after(JsonResponse(body, status=problem.status), problem)
