"""What the site adds to a run: reading the evidence, writing the JSON, HTTP with all of Django around the runner."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from bench import runner
from bench.figures import summary, table
from bench.snippets import SNIPPETS
from course.domain.report import explained, run_json
from course.domain.run import DataImage, RunRequest
from course.sandbox import pool as site_pool
from course.sandbox import wire
from course.sandbox.limits import configured
from course.sandbox.pair import Evidence
from course.sandbox.pool import Pool

MEASURED = (1, 101, 1001)
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
    """POST /api/runs through every middleware, interleaved with the same run without HTTP, on the site's own pool."""
    client, sent, bare = Client(headers={"host": "localhost"}), [], []
    ask = {"code": SNIPPETS[queries], "dataset": image.dataset, "scale": 1}
    with override_settings(SANDBOX_RUNS_PER_MINUTE=NO_LIMIT), _kept_out_of_the_database():
        for _ in range(rounds + 1):
            time.sleep(runner.PAUSE_SECONDS)
            sent.append(runner.milliseconds(partial(_posted, client, ask)))
            time.sleep(runner.PAUSE_SECONDS)
            bare.append(runner.milliseconds(partial(site_pool.run, RunRequest(SNIPPETS[queries], image))))
    whole, run = summary(sent[1:])["p50"], summary(bare[1:])["p50"]  # the first of each starts the pool
    return {"request_ms": whole, "run_ms": run, "ratio": round(whole / run, 2)}


@contextmanager
def _kept_out_of_the_database() -> Iterator[None]:
    """Whatever a request stores is gone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _posted(client: Client, ask: dict[str, Any]) -> None:
    response = client.post("/api/runs", ask, content_type="application/json", secure=not settings.DEBUG)
    if response.status_code != 200:
        raise SystemExit(f"POST /api/runs: {response.status_code} {response.content[:200]!r}")


def costs_table(told: dict[int, dict[str, Any]]) -> str:
    head = ("queries", "read ms", "explain ms", "write JSON ms", "evidence bytes", "JSON bytes", "run ms", "request ms",
            "request / run")
    names = ("read_ms", "explain_ms", "write_ms", "evidence_bytes", "json_bytes", "run_ms", "request_ms", "ratio")
    return table(head, [(queries, *(line[name] for name in names)) for queries, line in told.items()])
