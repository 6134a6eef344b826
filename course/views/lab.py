"""The toolbar lab: a ready page as a view and a template, rendered in the jail, with the toolbar's SQL panel."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from course import content, labs, limits, rendering
from course.attempts import Learner
from course.domain.grading import Check, Verdict
from course.domain.labs.lab import Lab
from course.domain.labs.lab_lines import PlacedFinding, line_counts, placed_findings, where_seen
from course.domain.labs.lab_mends import ProvenPageMend
from course.domain.labs.lab_page import LabVerdict, ToldPage
from course.domain.labs.project import sightings
from course.domain.lesson import Lesson
from course.domain.run import RunResult
from course.errors import REFUSALS, Problem, Refused, problem_of, with_retry_after
from course.evaluation import BrokenExercise
from course.forms import HintForm, LabForm, cleaned
from course.mended_labs import proven_page_mend
from course.models import LabRun
from course.rendering.frames import Frame, page_frame
from course.rendering.toolbar_panel import Sources, panel_frame
from course.views.learner import learner_of, storing_learner_of
from course.views.partials import wants_partial
from course.views.problem_list import ProblemList, keep_problems, problem_list

RECENT = 5
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LabOutcome:
    """A graded run as the page shows it. `lines`: JSON for the editors' gutters, see `lines_json`.

    problems: which of the lab's listed problems the run still shows; None where it lists none. mend: a proven fix;
    mend_earned: whether the learner may see one; hints: how many stand beside the code.
    """

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
    problems: ProblemList | None
    hints: int
    mend_earned: bool
    mend: ProvenPageMend | None

    @property
    def failed_checks(self) -> tuple[Check, ...]:
        return tuple(check for check in self.grade.checks if not check.passed)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    standing = labs.standing(learner_of(request))
    rows = [(lab, standing.get(lab.name), project_of(lab)) for lab in content.labs()]
    return render(request, "course/lab/index.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def lab(request: HttpRequest, name: str) -> HttpResponse:
    found = lab_or_404(name)
    return answered(request, found) if request.method == "POST" else lab_page(request, found)


@require_POST
def hint(request: HttpRequest, name: str) -> HttpResponse:
    """The hints up to the `step` that is asked for. The form sends the code too, so that it is there again."""
    found = lab_or_404(name)
    try:
        step = cleaned(HintForm(request.POST))["step"]
    except REFUSALS as error:
        return refused(request, found, problem_of(error))
    if not wants_partial(request):
        return lab_page(request, found, hints=step)
    return render(request, "course/lab/_hints.html", {"lab": found} | hints_of(found, step))


def lab_or_404(name: str) -> Lab:
    found = content.find_lab(name)
    if found is None:
        raise Http404(f"no lab {name}")
    return found


def answered(request: HttpRequest, found: Lab) -> HttpResponse:
    """The partial for a script's request, else the whole page; nothing that was typed is lost."""
    try:
        outcome = outcome_of(request, found)
    except REFUSALS as error:
        return refused(request, found, problem_of(error))
    if wants_partial(request):
        context = {"lab": found, "outcome": outcome, "fresh_problems": outcome.problems}
        return render(request, "course/lab/_result.html", context)
    return lab_page(request, found, outcome=outcome)


def refused(request: HttpRequest, found: Lab, problem: Problem) -> HttpResponse:
    told = {"problem": problem, "message": problem.message, "retry_after": problem.retry_after}
    template = "course/_problem.html"
    response = render(request, template, told) if wants_partial(request) else lab_page(request, found, problem=problem)
    response.status_code = problem.status
    return with_retry_after(response, problem)


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
    earned = has_earned_a_fix(learner, found, result, sent["hints"])
    return LabOutcome(
        run=result.run, page=result.page, grade=result.grade, before=result.before, budget=result.budget,
        findings=placed_findings(result.run), lines=lines_json(result), page_frame=shown,
        panel_frame=panel_frame(result.run, sources, static_root), recent=tuple(labs.recent(learner, found, RECENT)),
        problems=problems_after(request, found, result), hints=sent["hints"], mend_earned=earned,
        mend=proven_page_mend(found, sent["code"], sent["template"], result.run) if earned else None,
    )  # fmt: skip


def has_earned_a_fix(learner: Learner, found: Lab, result: labs.LabResult, hints: int) -> bool:
    """As in an exercise: of a right page that is slow, for whoever has passed, or has no hint left to see."""
    if result.grade.verdict not in (Verdict.SLOW, Verdict.PASSED) or not result.run.findings:
        return False
    return result.grade.passed or hints >= len(found.hints) or labs.has_passed(learner, found)


def problems_after(request: HttpRequest, found: Lab, result: labs.LabResult) -> ProblemList | None:
    """The lab's list of problems as this run shows them, which is kept."""
    if not found.problems:
        return None
    sighted = sightings(found.problems, result.run, result.grade.same_page)
    return keep_problems(request, kept_as(found), sighted, lambda one: where_seen(result.run, one.findings))


def kept_as(found: Lab) -> str:
    return f"lab:{found.name}"


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
    request: HttpRequest,
    found: Lab,
    *,
    outcome: LabOutcome | None = None,
    problem: Problem | None = None,
    hints: int = 0,
) -> HttpResponse:
    """The page with the code that was just sent, or the learner's last, or the starting code, and so many hints.

    One query, without an outcome.
    """
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
        "project": project_of(found),
        "problems": problems_of(request, found, outcome, last),
    }
    return render(request, "course/lab/lab.html", context | hints_of(found, hints or hints_sent(request)))


def problems_of(
    request: HttpRequest, found: Lab, outcome: LabOutcome | None, last: LabRun | None
) -> ProblemList | None:
    if outcome or not found.problems:
        return outcome.problems if outcome else None
    return problem_list(request, kept_as(found), found.problems, done=last is not None and last.passed)


def hints_sent(request: HttpRequest) -> int:
    """How many hints stood beside code that was sent, be it sound or not."""
    form = LabForm(request.POST)
    form.is_valid()
    return int(form.cleaned_data.get("hints", 0))


def hints_of(found: Lab, step: int) -> dict[str, Any]:
    """The first hints, as HTML, and how many are left."""
    shown = tuple(rendering.markdown_html(text) for text in found.hints[:step])
    return {"hints": shown, "left": len(found.hints) - len(shown)}


def project_of(found: Lab) -> Lesson | None:
    """The lesson of the final project, where its page is this lab's."""
    lesson = content.course().project
    plan = lesson.front.project if lesson else None
    return lesson if plan and plan.lab == found.name else None
