"""The JSON side of the site: how a body is read and how a refusal is said. The views stand beside the pages' views."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse

from course.errors import NOT_POSTED, REFUSALS, TOO_LONG, Refused, bad_input, json_error, problem_of


def posts_json(act: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Make a view of a function `(request, body, …) -> JSON object`; refusals become `{"error": …}`."""

    @wraps(act)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            response = json_error(NOT_POSTED)
            response["Allow"] = "POST"
            return response
        try:
            return JsonResponse(act(request, json_body(request), *args, **kwargs))
        except REFUSALS as error:
            return json_error(problem_of(error))

    return view


def json_body(request: HttpRequest) -> dict[str, Any]:
    """The object in the request's body. Raises Refused: 413 when it is far too long, 400 when it is no JSON object."""
    try:
        body = json.loads(request.body)
    except RequestDataTooBig:
        raise Refused(TOO_LONG) from None
    except (ValueError, RecursionError):
        raise bad_input("The body is not JSON in UTF-8.") from None
    if not isinstance(body, dict):
        raise bad_input("The body must be a JSON object.")
    return body
