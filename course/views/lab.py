"""The toolbar lab: a ready page as a view and a template, rendered in the jail, with the toolbar's SQL panel."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from course import content, labs, limits
from course.domain.grading import Check
from course.domain.lab import Lab
from course.domain.lab_lines import PlacedFinding, line_counts, placed_findings
from course.domain.lab_page import LabVerdict, ToldPage
from course.domain.run import RunResult
from course.errors import REFUSALS, Problem, Refused, problem_of, with_retry_after
from course.evaluation import BrokenExercise
from course.forms import LabForm, cleaned
from course.models import LabRun
from course.rendering.frames import Frame, page_frame
from course.rendering.toolbar_panel import Sources, panel_frame
from course.views.learner import learner_of, storing_learner_of

RECENT = 5
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LabOutcome:
    """A graded run as the page shows it. `lines`: JSON for the editors' gutters, see `lines_json`."""

    run: RunResult
    page: ToldPage
    grade: LabVerdict
    before: int
    budget: int
    findings: tuple[PlacedFinding, ...]
    lines: str
    page_frame: Frame | None
    panel_frame: Frame
    recent: tuple[LabRun, ...]

    @property
    def failed_checks(self) -> tuple[Check, ...]:
        return tuple(check for check in self.grade.checks if not check.passed)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    standing = labs.standing(learner_of(request))
    rows = [(lab, standing.get(lab.name)) for lab in content.labs()]
    return render(request, "course/lab/index.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def lab(request: HttpRequest, name: str) -> HttpResponse:
    found = content.find_lab(name)
    if found is None:
        raise Http404(f"no lab {name}")
    return answered(request, found) if request.method == "POST" else lab_page(request, found)


def answered(request: HttpRequest, found: Lab) -> HttpResponse:
    """The partial for a script's request, else the whole page; nothing that was typed is lost."""
    partial = request.headers.get("X-Partial") == "1"
    try:
        outcome = outcome_of(request, found)
    except REFUSALS as error:
        problem = problem_of(error)
        told = {"problem": problem, "message": problem.message, "retry_after": problem.retry_after}
        template = "course/_problem.html"
        response = render(request, template, told) if partial else lab_page(request, found, problem=problem)
        response.status_code = problem.status
        return with_retry_after(response, problem)
    if partial:
        return render(request, "course/lab/_result.html", {"lab": found, "outcome": outcome})
    return lab_page(request, found, outcome=outcome)


def outcome_of(request: HttpRequest, found: Lab) -> LabOutcome:
    """Raises REFUSALS."""
    sent = cleaned(LabForm(request.POST))
    limits.admit_run(request)
    learner = storing_learner_of(request)
    try:
        result = labs.submit(learner, found, sent["code"], sent["template"])
    except BrokenExercise as error:
        logger.exception("broken lab %s: %s", found.name, error.message)
        message = "This page does not work with the data it has now. It has been logged; your code is kept."
        raise Refused(Problem(503, "lab_broken", message, retry_after=300)) from error
    static_root = request.build_absolute_uri(settings.STATIC_URL)
    sources = Sources(found.view, sent["code"], found.template, sent["template"])
    shown = page_frame("Your page", result.page.html, static_root) if result.page.html else None
    return LabOutcome(
        run=result.run, page=result.page, grade=result.grade, before=result.before, budget=result.budget,
        findings=placed_findings(result.run), lines=lines_json(result), page_frame=shown,
        panel_frame=panel_frame(result.run, sources, static_root), recent=tuple(labs.recent(learner, found, RECENT)),
    )  # fmt: skip


def lines_json(result: labs.LabResult) -> str:
    """`{"view": {"lines": [{"line", "count", "sql"}], "error": line or null}, "template": …}`."""
    error = result.run.error.line if result.run.error else None
    in_template = result.page.template_line
    errors = {"view": None if in_template else error, "template": in_template}
    told: dict[str, Any] = {
        file: {"lines": [asdict(line) for line in line_counts(result.run, file)], "error": errors[file]}
        for file in ("view", "template")
    }
    return json.dumps(told)


def lab_page(
    request: HttpRequest, found: Lab, *, outcome: LabOutcome | None = None, problem: Problem | None = None
) -> HttpResponse:
    """The page with the code that was just sent, or the learner's last, or the starting code. One query without one."""
    recent = outcome.recent if outcome else tuple(labs.recent(learner_of(request), found, RECENT))
    last = recent[0] if recent else None
    context = {
        "lab": found,
        "view_code": request.POST.get("code") or (last.view if last else found.view_code),
        "template_text": request.POST.get("template") or (last.template if last else found.template_text),
        "outcome": outcome,
        "problem": problem,
        "recent": recent,
        "last": last,
    }
    return render(request, "course/lab/lab.html", context)
