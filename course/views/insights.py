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
from course.errors import not_found
from course.forms import CodeForm, IndexForm, RunForm, cleaned
from course.views.api import posts_json
from course.views.attempts import attempt_outcome, reported
from course.views.item_views import posts_to_item
from course.views.learner import learner_of
from course.views.outcomes import Outcome, PanelOutcome
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


@posts_to_item(Exercise, Sample)
def growth(request: HttpRequest, item: Exercise | Sample) -> Outcome:
    code = admitted_code(request)
    return in_its_result(request, GrowthOutcome(item, code, insight.growth_of(code, item.dataset)))


@posts_to_item(Exercise, Sample)
def steps(request: HttpRequest, item: Exercise | Sample) -> Outcome:
    code = admitted_code(request)
    return in_its_result(request, StepsOutcome(item, code, insight.steps(code, item.dataset)))


@posts_to_item(Exercise, Sample)
def timeline(request: HttpRequest, item: Exercise | Sample) -> Outcome:
    code = admitted_code(request)
    return in_its_result(request, TimelineOutcome(item, code, insight.timeline(code, item.dataset)))


@posts_to_item(Exercise, Sample)
def plan(request: HttpRequest, item: Exercise | Sample) -> Outcome:
    """The plans; or, where the form chose an index, what that would change in the plan of one query."""
    index = chosen_index(request)
    code = admitted_code(request)
    run = attempts.run(code, item.dataset)
    told = insight.plans(run)
    if index is None:
        return in_its_result(request, PlanOutcome(item, code, told, run))
    found = insight.what_if(run, **index)
    return in_its_result(request, WhatIfOutcome(item, code, told, run, index["group"], found))


def in_its_result(request: HttpRequest, panel: PanelOutcome) -> Outcome:
    """The panel for a script, which puts it into the result that stands there; else that result anew, with it in place.

    Nothing is kept of the new run. Raises as a run and a grade do.
    """
    if wants_partial(request):
        return panel
    if isinstance(panel.item, Sample):
        return replace(sample_outcome(panel.item, panel.code), opened=panel)
    with reported(panel.item):
        check = attempts.evaluate(panel.item, panel.code)
    outcome = attempt_outcome(request, learner_of(request), panel.item, panel.code, check)
    return replace(outcome, opened=panel)


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
