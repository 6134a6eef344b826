"""What it costs to know where each statement came from and to say what is wrong: `python -m bench.capture [ROUNDS]`.

The same program in the same jail, interleaved: once as it is always run and then explained, and once with the look-up
of lines and origins taken out by the program itself, and nothing explained.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "course.settings")
os.environ.setdefault("LOCAL_HTTP", "true")

import django

if __name__ == "__main__":
    django.setup()

from bench import runner
from bench.figures import ratios, summary, table
from bench.snippets import SNIPPETS
from course.datasets import live_image
from course.domain.report import explained
from course.domain.run import DataImage, RunRequest, RunResult
from course.sandbox.pool import Pool

MEASURED = (1, 101, 1001)
MOST_RATIO = 1.15
WITHOUT = "from sandbox_app.backend.remote import transport\ntransport.where = lambda _sql: b'[null, null, null]'\n"


def capture(pool: Pool, image: DataImage, rounds: int) -> dict[int, dict[str, Any]]:
    """For each number of queries: milliseconds with and without, and their ratio."""
    return {queries: _compared(pool, image, queries, rounds) for queries in MEASURED}


def _compared(pool: Pool, image: DataImage, queries: int, rounds: int) -> dict[str, Any]:
    code = SNIPPETS[queries]
    with_it, without = [], []
    for _ in range(rounds):
        for times, action in ((with_it, partial(_explained, pool, image, code, queries)),
                              (without, partial(_run, pool, image, WITHOUT + code, queries))):
            time.sleep(runner.PAUSE_SECONDS)
            times.append(runner.milliseconds(action))
    told = {"with": summary(with_it), "without": summary(without)}
    # Beside other work on the machine the fastest runs are the ones that nothing disturbed.
    fastest = round(min(with_it) / min(without), 2)
    return told | {"ratio": ratios(told["with"], told["without"])["p50"], "ratio_of_fastest": fastest}


def _explained(pool: Pool, image: DataImage, code: str, queries: int) -> None:
    result = explained(_run(pool, image, code, queries))
    if queries > 1 and not result.findings:
        raise SystemExit(f"{queries} queries, and no finding")


def _run(pool: Pool, image: DataImage, code: str, queries: int) -> RunResult:
    result = pool.run(RunRequest(code, image))
    if result.query_count != queries:
        raise SystemExit(f"{queries} queries were expected, {result.query_count} counted ({result.status})")
    return result


def capture_table(told: dict[int, dict[str, Any]]) -> str:
    head = ("queries", "with capture and diagnosis p50 ms", "without p50 ms", f"ratio (at most {MOST_RATIO})",
            "ratio of the fastest")
    return table(head, [(queries, line["with"]["p50"], line["without"]["p50"], line["ratio"], line["ratio_of_fastest"])
                        for queries, line in told.items()])


def main() -> None:
    pool = runner.new_pool()
    print(capture_table(capture(pool, live_image("town-library"), int(sys.argv[1]) if len(sys.argv) > 1 else 40)))
    pool.stop()


if __name__ == "__main__":
    main()
