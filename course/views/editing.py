"""What an editor asks for while somebody types: the names to complete, and the marks of code as it stands."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from course import limits
from course.datasets import UnknownDataset
from course.domain.program.code_marks import code_marks
from course.domain.told import BadReport
from course.errors import not_found
from course.forms import RunForm, cleaned
from course.sandbox.errors import SandboxBusy, SandboxUnavailable
from course.views.api import posts_json
from course.vocabulary import vocabulary_of, vocabulary_text

FOR_GOOD = "public, max-age=31536000, immutable"
NOT_NOW = (UnknownDataset, SandboxBusy, SandboxUnavailable, BadReport)


@require_safe
def names(request: HttpRequest, dataset: str, name: str = "") -> HttpResponse:
    """The vocabulary under the name of its content, for good; any other name leads there."""
    try:
        text, current = vocabulary_text(dataset)
    except NOT_NOW as error:
        raise Http404(f"no names of {dataset} now: {error}") from error
    if name != current:
        return redirect("names", dataset=dataset, name=current)
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": FOR_GOOD})


@posts_json
def marks_api(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """`{"code", "dataset"}` -> `{"marks": [{"line", "column", "message", "severity"}]}`. Runs nothing."""
    given = cleaned(RunForm(body))
    limits.admit_marks(request)
    try:
        scope = vocabulary_of(given["dataset"]).scope
    except NOT_NOW:
        raise not_found(f"The names of {given['dataset']} cannot be had.") from None
    return {"marks": [asdict(mark) for mark in code_marks(given["code"], scope)]}
