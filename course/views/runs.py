"""Runs of code that nobody grades: a lesson's live samples, and the API's free runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from course import attempts, limits
from course.datasets import UnknownDataset
from course.domain.items import Sample
from course.domain.report import run_json
from course.errors import must_run_here, not_found
from course.forms import CodeForm, RunForm, cleaned
from course.latest_runs import set_beside_the_last
from course.mended import proven_mend
from course.views.api import posts_json
from course.views.item_views import posts_to_item
from course.views.learner import storing_learner_of
from course.views.outcomes import Outcome, SampleOutcome, gutter_json


@posts_to_item(Sample)
def sample_run(request: HttpRequest, sample: Sample) -> Outcome:
    must_run_here(sample)
    code = cleaned(CodeForm(request.POST))["code"]
    limits.admit_run(request)
    outcome = sample_outcome(sample, code)
    return replace(outcome, beside=set_beside_the_last(storing_learner_of(request), sample.id, code, outcome.run))


def sample_outcome(sample: Sample, code: str) -> SampleOutcome:
    """The run of a sample by itself, with nothing kept. Raises REFUSALS of the sandbox."""
    run = attempts.run(code, sample.dataset)
    return SampleOutcome(sample, code, run, gutter_json(run), proven_mend(code, run))


@posts_json
def run_api(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    given = cleaned(RunForm(body))
    limits.admit_run(request)
    try:
        return run_json(attempts.run(given["code"], given["dataset"], given["scale"]))
    except UnknownDataset:
        raise not_found(f"There is no dataset {given['dataset']} here.") from None
