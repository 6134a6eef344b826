"""From a learner's view and template to a stored verdict: the only path to one in the toolbar lab.

The page that must stay the same is the one of the lab's starting code, rendered in the jail on the same data; the
number to bring down is the broker's count. Solutions are only run to prove a lab.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial

from django.db.models import Case, F, QuerySet, When, Window
from django.db.models.functions import RowNumber

from course.attempts import Learner
from course.datasets import live_image
from course.domain.labs.lab import Lab
from course.domain.labs.lab_lines import by_file
from course.domain.labs.lab_page import LabVerdict, PageTrial, ToldPage, judge_page, read_page
from course.domain.labs.project import wrong_sightings
from course.domain.problem import Problem
from course.domain.run import DataImage, RunRequest, RunResult, RunStatus, Variant
from course.domain.verdict.words import queries_sent
from course.evaluation import BrokenExercise, outcome_words, variant_of
from course.models import LabRun
from course.sandbox import pool

FURTHER_VARIANTS: tuple[Variant, ...] = ("hidden",)


@dataclass(frozen=True, slots=True)
class LabResult:
    """A graded run on the base data, explained with each statement at the line of the file that asked.

    before: how many statements the starting code sends.
    """

    run: RunResult
    page: ToldPage
    grade: LabVerdict
    before: int
    budget: int


def page_request(lab: Lab, view: str, template: str, image: DataImage) -> RunRequest:
    asked = {"view": lab.view, "path": lab.address, "template_name": lab.template, "template": template}
    return RunRequest(view, image, tool="page", material=json.dumps(asked))


def evaluate(lab: Lab, view: str, template: str) -> LabResult:
    """Grade a view and a template on the live data; stores nothing.

    Raises SandboxUnavailable, SandboxBusy, UnknownDataset, and course.evaluation.BrokenExercise.
    """
    return evaluate_on(lab, view, template, live_image(lab.dataset))


def evaluate_on(lab: Lab, view: str, template: str, image: DataImage) -> LabResult:
    """The same on one version of the data: its base and, where the page is right there, what learners do not see."""
    base = trial_on(lab, view, template, image)
    others: Sequence[PageTrial] = ()
    if base.is_same:
        images = [variant_of(image, variant) for variant in FURTHER_VARIANTS]
        with ThreadPoolExecutor(len(images)) as threads:
            others = list(threads.map(partial(trial_on, lab, view, template), images))
    _, before = starting_page(lab, image)
    return LabResult(by_file(base.run), base.page, judge_page([base, *others], lab.budget), before, lab.budget)


def trial_on(lab: Lab, view: str, template: str, image: DataImage) -> PageTrial:
    """Raises as `evaluate` does."""
    expected, _ = starting_page(lab, image)
    return PageTrial(pool.run(page_request(lab, view, template, image)), expected)


def starting_page(lab: Lab, image: DataImage) -> tuple[str, int]:
    """The page of the starting code there, and how many statements it sends. Raises BrokenExercise."""
    return known_page(page_request(lab, lab.view_code, lab.template_text, image))


@lru_cache(maxsize=64)
def known_page(request: RunRequest) -> tuple[str, int]:
    """The page of an author's code, remembered. Raises BrokenExercise, which is not, where it ends badly."""
    run = pool.run(request)
    if run.status is not RunStatus.OK:
        raise BrokenExercise(f"the starting code of a lab ends with {outcome_words(run)} on {request.image.variant}")
    return read_page(run.answer).html, run.query_count


def submit(learner: Learner, lab: Lab, view: str, template: str) -> LabResult:
    """Grade and store. Raises as `evaluate` does, and stores nothing then."""
    result = evaluate(lab, view, template)
    LabRun.objects.create(
        **learner.owner, lab=lab.name, dataset_version=result.run.image.version, view=view, template=template,
        verdict=result.grade.verdict.value, query_count=result.run.query_count, before=result.before, budget=lab.budget,
    )  # fmt: skip
    return result


def recent(learner: Learner, lab: Lab, most: int) -> list[LabRun]:
    """The learner's runs of a lab, newest first. One query."""
    return list(_runs(learner).filter(lab=lab.name)[:most])


def has_passed(learner: Learner, lab: Lab) -> bool:
    """One query."""
    return _runs(learner).filter(lab=lab.name, verdict=LabRun.Verdict.PASSED).exists()


def standing(learner: Learner) -> dict[str, LabRun]:
    """The run of each lab, by name, that tells how far one is: the newest that passed, else the newest. One query."""
    passed_first = Case(When(verdict=LabRun.Verdict.PASSED, then=0), default=1)
    order = (passed_first.asc(), F("created").desc(), F("pk").desc())
    best_first = Window(RowNumber(), partition_by="lab", order_by=order)
    found = _runs(learner).defer("view", "template").annotate(place=best_first).filter(place=1)
    return {run.lab: run for run in found}


def _runs(learner: Learner) -> QuerySet[LabRun]:
    runs = LabRun.objects.all()
    return runs.filter(**learner.owner) if learner.user or learner.session_key else runs.none()


def prove_lab(lab: Lab, image: DataImage) -> Iterator[Problem]:
    """What does not hold of a lab on a version of the data. Raises SandboxUnavailable and SandboxBusy."""
    try:
        result = evaluate_on(lab, lab.solution_view, lab.solution_template, image)
    except BrokenExercise as error:
        yield Problem(lab.path, lab.line, error.message, "correct view.py and template.html")
        return
    yield from prove_starting_code(lab, image, result.run)
    if result.before <= lab.budget:
        what = f"the starting code sends {result.before}, which is within the budget of {lab.budget}"
        yield Problem(lab.path, lab.line_of("budget"), what, "lower the budget, or give the page something to mend")
    if result.run.error:
        yield Problem(lab.path, lab.line, f"the solution ends with {outcome_words(result.run)}", "correct the solution")
    for check in result.grade.checks:
        if not check.passed:
            what = f"the solution fails {check.name} on {check.variant}: {check.message}"
            yield Problem(lab.path, lab.line_of("budget"), what, "correct the solution, or change the budget")


def prove_starting_code(lab: Lab, image: DataImage, solved: RunResult) -> Iterator[Problem]:
    """It sends as many statements as stated, and shows each listed problem, which the solution's run does not."""
    run = by_file(pool.run(page_request(lab, lab.view_code, lab.template_text, image)))
    if run.query_count != lab.queries:
        what = f"the starting code sends {queries_sent(run.query_count)}, `queries` says {lab.queries}"
        yield Problem(lab.path, lab.line_of("queries"), what, "change `queries` or the starting code")
    for place, what in wrong_sightings(lab.problems, run, solved):
        yield Problem(lab.path, lab.line_of("problems", place), what, "correct `shown_by`, or the page")
