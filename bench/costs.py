"""What the site adds to a run: reading the evidence, JSON, HTML, and HTTP with all of Django around the runner.

Alone: `python -m bench.costs [ROUNDS]`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "course.settings")
os.environ.setdefault("LOCAL_HTTP", "true")

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from bench import runner
from bench.figures import summary, table
from bench.snippets import SNIPPETS
from course import content
from course.datasets import live_image
from course.domain.items import Sample
from course.domain.report import explained, run_json
from course.domain.run import DataImage, RunRequest
from course.sandbox import pool as site_pool
from course.sandbox import wire
from course.sandbox.limits import configured
from course.sandbox.pair import Evidence
from course.sandbox.pool import Pool
from course.views.runs import sample_outcome

MEASURED = (1, 101, 1001)
MOST_RENDER_TO_RUN, MOST_HTML_BYTES = 5, 150_000
NO_LIMIT = 1_000_000


def costs(pool: Pool, image: DataImage, rounds: int) -> dict[int, dict[str, Any]]:
    """For each number of queries: milliseconds (and bytes) of each step after the run, and of the whole request."""
    return {queries: _steps(pool, image, queries, rounds) | _request(image, queries, rounds) for queries in MEASURED}


def _steps(pool: Pool, image: DataImage, queries: int, rounds: int) -> dict[str, Any]:
    request = RunRequest(SNIPPETS[queries], image)
    evidence = pool.conductor.conduct(request)
    limits, tables = configured(), pool.tables
    read = partial(wire.result, evidence, request, limits, tables)
    result = read()
    report = run_json(explained(result))
    body = json.dumps(report)
    steps: dict[str, Callable[[], object]] = {
        "read_ms": read,
        "explain_ms": lambda: run_json(explained(result)),
        "write_ms": lambda: json.dumps(report),
    }
    told: dict[str, Any] = {name: _median(step, rounds) for name, step in steps.items()}
    return told | {"evidence_bytes": _size(evidence), "json_bytes": len(body)}


def _size(evidence: Evidence) -> int:
    return sum(map(len, (evidence.frame, evidence.printed, evidence.log, evidence.changes)))


def _median(action: Callable[[], object], rounds: int) -> float:
    return summary([runner.milliseconds(action) for _ in range(rounds)])["p50"]


def _request(image: DataImage, queries: int, rounds: int) -> dict[str, Any]:
    """Interleaved on the site's own pool: a run by itself, the template of its result, and both requests for it."""
    sample = _a_sample(image)
    outcome = sample_outcome(sample, SNIPPETS[queries])
    client, asked = Client(headers={"host": "localhost"}), RequestFactory().get("/")
    api = {"code": SNIPPETS[queries], "dataset": image.dataset, "scale": 1}
    form = {"code": SNIPPETS[queries]}
    actions: dict[str, Callable[[], object]] = {
        "run_ms": partial(site_pool.run, RunRequest(SNIPPETS[queries], image)),
        "render_ms": partial(render_to_string, outcome.template, outcome.context(), asked),
        "request_ms": partial(_posted, client, "/api/runs", api, content_type="application/json"),
        "page_ms": partial(_posted, client, reverse("sample_run", args=[sample.lesson, sample.id]), form,
                           headers={"X-Partial": "1"}),
    }
    with override_settings(SANDBOX_RUNS_PER_MINUTE=NO_LIMIT), _kept_out_of_the_database():
        told: dict[str, Any] = _interleaved(actions, rounds)
        html = actions["page_ms"]()
    run = told["run_ms"]
    shares = {f"{name}_to_run": round(told[f"{name}_ms"] / run, 2) for name in ("request", "render", "page")}
    return told | shares | {"html_bytes": html}


def _a_sample(image: DataImage) -> Sample:
    """Any sample of the course on this data: its place shows whatever code was sent."""
    found = (sample for lesson in content.course().lessons for sample in lesson.samples)
    return next(sample for sample in found if sample.runs_here and sample.dataset == image.dataset)


def _interleaved(actions: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median of each; what comes first is not counted, as it starts the pool and reads the templates."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds + 1):
        for name, action in actions.items():
            time.sleep(runner.PAUSE_SECONDS)
            times[name].append(runner.milliseconds(action))
    return {name: summary(found[1:])["p50"] for name, found in times.items()}


@contextmanager
def _kept_out_of_the_database() -> Iterator[None]:
    """Whatever a request stores is gone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _posted(client: Client, address: str, data: dict[str, Any], **how: Any) -> int:
    """The size of the answer, bytes."""
    response = client.post(address, data, secure=not settings.DEBUG, **how)
    if response.status_code != 200:
        raise SystemExit(f"POST {address}: {response.status_code} {response.content[:200]!r}")
    return len(response.content)


COLUMNS = {
    "read ms": "read_ms",
    "explain ms": "explain_ms",
    "write JSON ms": "write_ms",
    "evidence bytes": "evidence_bytes",
    "JSON bytes": "json_bytes",
    "run ms": "run_ms",
    "API request / run": "request_to_run",
    "render HTML ms": "render_ms",
    f"render / run (at most {MOST_RENDER_TO_RUN})": "render_to_run",
    "whole result / run": "page_to_run",
    f"HTML bytes (at most {MOST_HTML_BYTES:,})": "html_bytes",
}


def costs_table(told: dict[int, dict[str, Any]]) -> str:
    return table(("queries", *COLUMNS), [(queries, *map(line.get, COLUMNS.values())) for queries, line in told.items()])


def main() -> None:
    pool = runner.new_pool()
    print(costs_table(costs(pool, live_image("town-library"), int(sys.argv[1]) if len(sys.argv) > 1 else 30)))
    pool.stop()


if __name__ == "__main__":
    main()
