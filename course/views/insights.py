"""Panels of a result that are asked for one by one, since each is a run: growth, plan, chain steps, timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from course import attempts, insight, limits
from course.datasets import UnknownDataset
from course.domain.exercise import Exercise
from course.domain.items import Sample
from course.domain.run import RunResult
from course.errors import REFUSALS, not_found, problem_of
from course.forms import CodeForm, IndexForm, RunForm, cleaned
from course.views.api import posts_json
from course.views.attempts import attempt_outcome, reported
from course.views.item_views import posts_to_item
from course.views.kept_results import kept_result
from course.views.learner import learner_of
from course.views.outcomes import AttemptOutcome, Outcome, PanelOutcome, RefusedPanel, SampleOutcome
from course.views.partials import wants_partial
from course.views.runs import sample_outcome

WHAT_IF_COLUMNS = 3


class GrowthOutcome(PanelOutcome):
    panel = "growth"


class StepsOutcome(PanelOutcome):
    panel = "steps"


class TimelineOutcome(PanelOutcome):
    panel = "timeline"


@dataclass(frozen=True)
class PlanOutcome(PanelOutcome):
    """The plans of what `run` sent."""

    panel = "plan"
    run: RunResult


@dataclass(frozen=True)
class WhatIfOutcome(PlanOutcome):
    """The plan of one group with an index that is not there; with the other plans where the whole page comes back."""

    template = "course/result/_what_if.html"
    group: int
    found: insight.WhatIf


def in_its_result(tell: Callable[[HttpRequest, Any], PanelOutcome]) -> Callable[[HttpRequest, Any], Outcome]:
    """The panel for a script, which puts it into the result that is there; else that result with the panel in place.

    What refuses the panel then refuses no result. Raises REFUSALS, and as a run and a grade do.
    """

    @wraps(tell)
    def outcome(request: HttpRequest, item: Exercise | Sample) -> Outcome:
        if wants_partial(request):
            return tell(request, item)
        kept = kept_result(request, item.id)
        try:
            panel = tell(request, item)
        except REFUSALS as error:
            if kept is None:
                raise
            return replace(kept, opened=RefusedPanel(tell.__name__, problem_of(error)))
        return replace(kept or made_anew(request, item, panel.code), opened=panel)

    return outcome


def made_anew(request: HttpRequest, item: Exercise | Sample, code: str) -> AttemptOutcome | SampleOutcome:
    """The result of code of which none is kept; nothing is stored of this run. Raises as a run and a grade do."""
    if isinstance(item, Sample):
        return sample_outcome(item, code)
    with reported(item):
        check = attempts.evaluate(item, code)
    return attempt_outcome(request, learner_of(request), item, code, check)


@posts_to_item(Exercise, Sample)
@in_its_result
def growth(request: HttpRequest, item: Exercise | Sample) -> PanelOutcome:
    code = admitted_code(request)
    return GrowthOutcome(item, code, insight.growth_of(code, item.dataset))


@posts_to_item(Exercise, Sample)
@in_its_result
def steps(request: HttpRequest, item: Exercise | Sample) -> PanelOutcome:
    code = admitted_code(request)
    return StepsOutcome(item, code, insight.steps(code, item.dataset))


@posts_to_item(Exercise, Sample)
@in_its_result
def timeline(request: HttpRequest, item: Exercise | Sample) -> PanelOutcome:
    code = admitted_code(request)
    return TimelineOutcome(item, code, insight.timeline(code, item.dataset))


@posts_to_item(Exercise, Sample)
@in_its_result
def plan(request: HttpRequest, item: Exercise | Sample) -> PanelOutcome:
    """The plans; or, where the form chose an index, what that would change in the plan of one query."""
    index = chosen_index(request)
    code = admitted_code(request)
    run = attempts.run(code, item.dataset)
    told = insight.plans(run)
    if index is None:
        return PlanOutcome(item, code, told, run)
    found = insight.what_if(run, **index)
    return WhatIfOutcome(item, code, told, run, index["group"], found)


def admitted_code(request: HttpRequest) -> str:
    """The code that was sent, counted as one run. Raises Refused."""
    code: str = cleaned(CodeForm(request.POST))["code"]
    limits.admit_run(request)
    return code


def admitted_body(request: HttpRequest, body: dict[str, Any]) -> tuple[str, str]:
    """The code and the dataset of a JSON body, counted as one run. Raises Refused."""
    given = cleaned(RunForm(body))
    limits.admit_run(request)
    return given["code"], given["dataset"]


def chosen_index(request: HttpRequest) -> dict[str, Any] | None:
    """The index of a button that proposes one, or of the three choices; None where none was asked for."""
    idea = request.POST.get("index")
    if idea is None:
        return None
    if idea:  # "group table column,column"
        group, _, rest = idea.partition(" ")
        table, _, columns = rest.partition(" ")
        return cleaned(IndexForm({"group": group, "table": table, "columns": columns}))
    chosen = [request.POST.get(f"column-{place}", "") for place in range(1, WHAT_IF_COLUMNS + 1)]
    parts = [one.partition(" ") for one in chosen if one]
    tables = dict.fromkeys(table for table, _, _ in parts)
    columns = ",".join(column for _, _, column in parts)
    return cleaned(IndexForm({"group": request.POST.get("query"), "table": " ".join(tables), "columns": columns}))


def tells_json(tell: Callable[[HttpRequest, dict[str, Any]], dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Make a view of a function `(request, body) -> JSON object` that wants a code and a dataset."""

    @posts_json
    @wraps(tell)
    def view(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
        try:
            return tell(request, body)
        except UnknownDataset:
            raise not_found(f"There is no dataset {body['dataset']} here.") from None

    return view


@tells_json
def growth_api(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    return insight.growth_of(*admitted_body(request, body)).as_json()


@tells_json
def steps_api(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    return insight.steps(*admitted_body(request, body)).as_json()


@tells_json
def timeline_api(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    return insight.timeline(*admitted_body(request, body)).as_json()


@tells_json
def plan_api(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """The plans; with "index": {"group", "table", "columns"} the comparison for that one as "what_if"."""
    index = None if body.get("index") is None else cleaned(IndexForm.of_json(body["index"]))
    run = attempts.run(*admitted_body(request, body))
    told = insight.plans(run).as_json()
    return told if index is None else told | {"what_if": insight.what_if(run, **index).as_json()}
