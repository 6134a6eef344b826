"""What a learner gets back for one item of a lesson: as a partial for the page's script, or inside the whole page.

Each outcome is a frozen value; `template` is the partial that shows it, and its fields are that partial's context.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.items import Item, Sample
from course.domain.lesson import Lesson
from course.domain.mending.mends import ProvenMend
from course.domain.run import RunResult
from course.domain.verdict.side_by_side import SideBySide
from course.errors import Problem, with_retry_after
from course.latest_runs import BeforeAfter
from course.views.lesson_page import lesson_page
from course.views.partials import wants_partial
from course.views.problem_list import ProblemList


class Outcome:
    """Base: an answer to one POST of an item."""

    template: ClassVar[str]
    status: ClassVar[int] = 200

    def context(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True)
class ShownSolution:
    """The solution, why it is one, and its statements beside the learner's; `beside` is None where it cannot run."""

    code_html: SafeString
    because_html: SafeString
    beside: SideBySide | None


@dataclass(frozen=True)
class PanelOutcome(Outcome):
    """What a panel tells of the code that was sent. `panel` names its partial, `result/_<panel>.html`."""

    template = "course/result/_told.html"
    panel: ClassVar[str] = ""
    item: Exercise | Sample
    code: str
    told: Any

    def context(self) -> dict[str, Any]:
        return super().context() | {"panel": self.panel}


@dataclass(frozen=True)
class RefusedPanel:
    """Why a panel could not be opened in a result that stands there all the same."""

    panel: str
    problem: Problem


@dataclass(frozen=True)
class AttemptOutcome(Outcome):
    """A graded answer. `gutter` as in `gutter_json`; `solution` is None until the exercise is passed.

    problems: for the final project, which of its problems the run still shows; opened: the panel that stands open in it
    where no script opens panels, or was refused.
    """

    template = "course/_result.html"
    exercise: Exercise
    code: str
    check: CheckResult
    run: RunResult
    gutter: str
    attempts: tuple[Any, ...]
    previous_count: int | None
    solution: ShownSolution | None
    problems: ProblemList | None = None
    mend: ProvenMend | None = None
    beside: BeforeAfter | None = None
    opened: PanelOutcome | RefusedPanel | None = None


@dataclass(frozen=True)
class SampleOutcome(Outcome):
    """A run of a live sample, perhaps edited. mend: a proven fix of it; beside: the last run against this one.

    opened: as in AttemptOutcome.
    """

    template = "course/_run.html"
    sample: Sample
    code: str
    run: RunResult
    gutter: str
    mend: ProvenMend | None = None
    beside: BeforeAfter | None = None
    opened: PanelOutcome | RefusedPanel | None = None


@dataclass(frozen=True)
class AnswerOutcome(Outcome):
    """Whether an answer to a prediction, quiz or myth is right, and why (Markdown)."""

    template = "course/_answer.html"
    item: Item
    kind: str
    given: str
    correct: bool
    why: str


@dataclass(frozen=True)
class HintsOutcome(Outcome):
    """The hints shown so far, as HTML, and how many are left."""

    template = "course/_hints.html"
    exercise: Exercise
    hints: tuple[SafeString, ...]
    left: int


@dataclass(frozen=True)
class SolutionOutcome(Outcome):
    """None while it is neither earned nor confirmed."""

    template = "course/_solution.html"
    exercise: Exercise
    solution: ShownSolution | None = None
    asked_solution: bool = True


@dataclass(frozen=True)
class ProblemOutcome(Outcome):
    """Why there is no answer. `code` is what was sent, so that nothing typed is lost."""

    template = "course/_problem.html"
    message: str
    retry_after: int | None
    code: str
    problem: Problem


def gutter_json(run: RunResult) -> str:
    """How many statements each line sent, with the SQL it sent most often, by line.

    `[{"line", "count", "atLeast", "sql"}]`; atLeast: whether there were more than are kept with their lines.
    """
    sent: dict[int, Counter[int]] = {}
    for query in run.queries:
        if query.line is not None:
            sent.setdefault(query.line, Counter())[query.group] += 1
    texts = {group.group: group.sql for group in run.groups}
    lines = sorted(sent.items())
    return json.dumps(
        [
            {"line": line, "count": groups.total(), "atLeast": run.queries_truncated, "sql": _most_sent(groups, texts)}
            for line, groups in lines
        ]
    )


def _most_sent(groups: Counter[int], texts: dict[int, str]) -> str:
    return texts[groups.most_common(1)[0][0]]


def respond(request: HttpRequest, lesson: Lesson, item_id: str, outcome: Outcome) -> HttpResponse:
    """The partial for a script's request, else the lesson with the outcome in its place."""
    if wants_partial(request):
        response = render(request, outcome.template, outcome.context())
    else:
        code = getattr(outcome, "code", None)
        drafts = {} if code is None else {item_id: code}
        response = lesson_page(request, lesson, results={item_id: outcome}, drafts=drafts)
    problem = problem_in(outcome)
    if problem:
        response.status_code = problem.status
        with_retry_after(response, problem)
    return response


def problem_in(outcome: Outcome) -> Problem | None:
    refused = outcome if isinstance(outcome, ProblemOutcome) else getattr(outcome, "opened", None)
    return refused.problem if isinstance(refused, (ProblemOutcome, RefusedPanel)) else None
