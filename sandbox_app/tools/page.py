"""Answers one request with the learner's view and template, as a Django project would.

`material`: JSON {"view", "path", "template_name", "template"}. The one template lives in memory; no file is read.
"""

from __future__ import annotations

import json
import linecache
import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, get_installed_libraries
from django.test import RequestFactory
from django.utils import timezone

from sandbox_app import harness
from sandbox_app.backend.remote import transport
from sandbox_app.capture import FILENAME
from sandbox_app.evidence import Output
from sandbox_app.hints import noticed_in_view
from sandbox_app.tools.template_lines import PageWhereabouts

SHOWN_FILENAME = "views.py"
REHEARSED = "{% load i18n l10n static tz %}{{ now|date }}{{ now|time }}{{ 1.5|floatformat }}"
# The tags and filters that come with Django. Looked for once, in the zygote: a jailed process may list no folder.
LIBRARIES = get_installed_libraries()
# `{% url %}` finds nothing here, and says so.
urlpatterns: list[Any] = []


class PageTemplates(DjangoTemplates):
    """Django's own template backend with the libraries that are known already."""

    def get_templatetag_libraries(self, custom_libraries: dict[str, str]) -> dict[str, str]:
        return {**LIBRARIES, **custom_libraries}


class Asked:
    """What is asked of the tool."""

    def __init__(self, material: str) -> None:
        told = json.loads(material)
        self.view, self.path = told["view"], told["path"]
        self.template_name, self.template = told["template_name"], told["template"]


def rehearse() -> None:
    """Render something in the zygote, so that a jailed process need not open what Django imports late."""
    settings.TEMPLATE_TEXTS["rehearsed.html"] = REHEARSED
    render(RequestFactory().get("/"), "rehearsed.html", {"now": timezone.now()})
    settings.TEMPLATE_TEXTS.clear()


def frame(code: str, material: str, names: dict[str, Any], output: Output) -> dict[str, Any]:
    """The frame of a run; its answer is {"html", "status", "template_line"}, the last for an error in the template."""
    asked = Asked(material)
    settings.TEMPLATE_TEXTS[asked.template_name] = asked.template
    linecache.cache[FILENAME] = (len(code), None, code.splitlines(keepends=True), FILENAME)
    try:
        program = harness.compiled(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"status": "rejected", "error": renamed(harness.syntax_error(error))}
    transport.where = whereabouts = PageWhereabouts(program.source, asked.template_name)
    sys.stdout = sys.stderr = harness.printing(output)
    try:
        response = answered(program, asked, names, whereabouts)
        answer = told(html=page_text(response, output), status=response.status_code)
        return {"status": "ok", "answer": answer, "hints": noticed_in_view(program.source, whereabouts.fetches)}
    except MemoryError as error:
        return {"status": "memory", "error": renamed(harness.memory_error(error, names, whereabouts))}
    except BaseException as error:  # noqa: BLE001  whatever learner code raises is its own failure
        seen = explained(renamed(harness.learner_error(error, whereabouts)), error, asked)
        return {"status": "error", "error": seen, "answer": told(line=template_line(error, asked))}


def answered(program: harness.Program, asked: Asked, names: dict[str, Any], whereabouts: PageWhereabouts) -> Any:
    """The view's response, rendered. Raises whatever the view and the template raise."""
    exec(program.body, names)  # noqa: S102  this process exists for nothing else
    if program.final:
        eval(program.final, names)  # noqa: S307
    view = names.get(asked.view)
    if not callable(view):
        what = f"There is no view called {asked.view} in this code. The address {asked.path} needs it."
        raise AttributeError(what)  # noqa: TRY004  a name that is not there
    whereabouts.answer_line = getattr(getattr(view, "__code__", None), "co_firstlineno", None)
    response = view(request_for(asked.path))
    if not isinstance(response, HttpResponseBase):
        found = "None" if response is None else f"a {type(response).__name__}"
        what = f"The view {asked.view} didn't return an HttpResponse object. It returned {found} instead."
        raise ValueError(what)  # noqa: TRY004  the exception that Django raises
    if callable(getattr(response, "render", None)):
        response = response.render()
    return response


def request_for(path: str) -> HttpRequest:
    request: HttpRequest = RequestFactory().get(path)
    return request


def page_text(response: Any, output: Output) -> str:
    """The body as text. A page beyond the output limit ends the run as printing too much does."""
    body = b"".join(response)
    text = body.decode("utf-8", "replace")
    if len(body) > output.room:
        harness.Printed(output).write(body)
    return text


def told(html: str = "", status: int = 0, line: int | None = None) -> dict[str, Any]:
    return {"kind": "scalar", "item": {"html": html, "status": status, "template_line": line}}


def template_line(error: BaseException, asked: Asked) -> int | None:
    """The template's line that an exception came from, as Django's own debug page finds it."""
    seen = getattr(error, "template_debug", None)
    if not isinstance(seen, dict) or seen.get("name") != asked.template_name:
        return None
    line = seen.get("line")
    return line if type(line) is int else None


def explained(seen: Any, error: BaseException, asked: Asked) -> Any:
    """Django names a template that is not there and says no more."""
    if not isinstance(error, TemplateDoesNotExist):
        return seen
    return seen | {"message": f"{seen['message']}: the one template here is called {asked.template_name}"}


def renamed(error: dict[str, Any] | None) -> dict[str, Any] | None:
    """The traceback with the file's name as a project has it."""
    if error is None:
        return None
    return error | {"traceback": error["traceback"].replace(f'"{FILENAME}"', f'"{SHOWN_FILENAME}"')}


rehearse()
