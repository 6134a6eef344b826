"""`python -m bench [ROUNDS]`: the whole benchmark; writes bench/results.json and prints the tables."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "course.settings")
os.environ.setdefault("LOCAL_HTTP", "true")

import django

django.setup()

from bench import runner  # noqa: E402 - Django first
from bench.capture import capture, capture_table  # noqa: E402
from bench.costs import costs, costs_table  # noqa: E402
from bench.figures import table  # noqa: E402
from course.datasets import image_path, live_image  # noqa: E402

RESULTS = Path(__file__).parent / "results.json"


def measure(rounds: int) -> dict[str, Any]:
    image = live_image("town-library")
    path = image_path(image.version, "base")
    told: dict[str, Any] = {"date": datetime.now(tz=UTC).date().isoformat(), "rounds": rounds, **runner.machine()}
    print("Start-up and memory …", file=sys.stderr)
    told["start_up"] = runner.start_up()
    pool = runner.new_pool()
    told["level"] = pool.status()["level"]
    for queries in runner.SNIPPETS:
        runner.checked(pool, image, queries)
    print("Latency …", file=sys.stderr)
    told["latency"] = runner.latency(pool, image, path, rounds)
    print("Throughput …", file=sys.stderr)
    told["throughput"] = {clients: runner.throughput(pool, image, clients, rounds * 2) for clients in (1, 2, 4, 8)}
    print("CPU …", file=sys.stderr)
    told["cpu"] = {queries: runner.cpu_per_run(pool, image, path, queries, rounds) for queries in (1, 101)}
    print("Capture …", file=sys.stderr)
    told["capture"] = capture(pool, image, rounds)
    print("Reading, writing, HTTP …", file=sys.stderr)
    told["costs"] = costs(pool, image, rounds)
    pool.stop()
    return told


def report(told: dict[str, Any]) -> str:
    latency = [
        (queries, line["floor"]["p50"], line["jail"]["p50"], line["jail"]["p95"], line["ratio"].get("p50", ""),
         line["ratio"].get("p95", ""), line["fresh"]["p50"], line["fresh_to_jail"])
        for queries, line in told["latency"].items()
    ]  # fmt: skip
    throughput = [
        (clients, line["runs_a_second"], line["p50"], line["p95"]) for clients, line in told["throughput"].items()
    ]
    cpu = [(queries, line["floor_ms"], line["jail_ms"], line["ratio"]) for queries, line in told["cpu"].items()]
    head = (
        "queries",
        "floor p50 ms",
        "jail p50 ms",
        "jail p95 ms",
        "p50 ratio",
        "p95 ratio",
        "fresh process ms",
        "fresh / jail",
    )
    return "\n\n".join(
        (
            table(head, latency),
            table(("clients", "runs a second", "p50 ms", "p95 ms"), throughput),
            table(("queries", "floor CPU ms", "jail CPU ms", "ratio"), cpu),
            capture_table(told["capture"]),
            costs_table(told["costs"]),
            closing_line(told),
        )
    )


def closing_line(told: dict[str, Any]) -> str:
    start = told["start_up"]
    spent = f"Start {start['seconds_with_self_test']} s with self-test, idle {start['idle_pss_mib']} MiB PSS"
    return f"{spent}, level {told['level']}, {told['rounds']} rounds, {told['cores']} cores, Python {told['python']}."


def main() -> None:
    told = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    RESULTS.write_text(json.dumps(told, indent=1) + "\n")
    print(report(told))


main()
