"""Runs the cases at one level on a pool of its own: every case is followed by a control run on pristine data.

Needs no site, no database and no pytest, so that an ordinary user's process can do the same (`as_user.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from course.domain.insight.plan_report import read_plans
from course.domain.insight.steps import read_steps
from course.domain.insight.timeline import read_timeline
from course.domain.labs.lab_page import read_page
from course.domain.report import explained, run_json
from course.domain.run import DataImage, RunRequest, RunResult
from course.domain.told import BadReport
from course.sandbox.errors import SandboxError
from course.sandbox.jail import Level
from course.sandbox.limits import Limits
from course.sandbox.pool import Pool
from course.sandbox.supervisor import Supervisor
from tests.attacks import expectation

CASES = Path(__file__).parent / "cases"
GRADING = "grading"
# Small, so that reaching a limit takes about a second.
LIMITS = Limits(
    code_bytes=10_240, wall_seconds=1.5, cpu_seconds=1, memory_mib=160, output_bytes=20_000, queries=2_000,
    queries_kept=300, value_rows=200, value_bytes=65_536, ready_pairs=2, queue=64,
)  # fmt: skip
# An answer may be late by the time the broker has to tell what changed, and by what a busy machine takes.
LATE_SECONDS = 1.5
THREADS = 3
READERS: dict[str, Callable[[RunResult, str], object]] = {
    "": lambda _result, _code: None,
    "page": lambda result, _code: read_page(result.answer),
    "plan": lambda result, _code: read_plans(result.answer),
    "steps": lambda result, _code: read_steps(result.answer),
    "timeline": lambda result, code: read_timeline(result.answer, code, result.query_count),
}
"""Tool -> how the site reads what it told; BadReport is the one thing that may come of a forged answer."""
CONTROL, CONTROL_VALUE = "Post.objects.count()", 100


@dataclass(frozen=True)
class Case:
    """One submission. A second line `# tool: NAME` hands it to a tool of the jail, with the lines after `#|` beside it."""

    kind: str
    name: str
    code: str

    @property
    def tool(self) -> str:
        named = re.match(r"# expect: .*\n# tool: (\w+)\n", self.code)
        return named.group(1) if named else ""

    def request(self, version: str) -> RunRequest:
        beside = "\n".join(line[2:].removeprefix(" ") for line in self.code.splitlines() if line.startswith("#|"))
        page = {"view": "page", "path": "/page/", "template_name": "page.html", "template": beside}
        material = json.dumps(page) if self.tool == "page" else beside
        return RunRequest(self.code, DataImage("town-library", version), tool=self.tool, material=material)

    def expectation(self, level: str) -> expectation.Expectation:
        return expectation.parse(self.code.partition("\n")[0], level, grading=self.kind == GRADING)


@dataclass(frozen=True)
class Outcome:
    """What came of a case: no problems, or what is not as it must be."""

    case: str
    problems: tuple[str, ...]


def cases(folder: Path = CASES) -> tuple[Case, ...]:
    return tuple(
        Case(path.parent.name, path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*/*.py"))
    )


def kinds() -> list[str]:
    return sorted({case.kind for case in cases()} - {GRADING})


@contextmanager
def pool_at(level: Level, images: Path, limits: Limits = LIMITS) -> Iterator[Pool]:
    """Raises SandboxError when the level cannot be had here."""
    pool = Pool(limits, Supervisor(limits, images, (level,)))
    try:
        status = pool.status()
        if status["level"] is None:
            raise SandboxError(f"level {level.name} cannot be had here: {status['refused']}")
        yield pool
    finally:
        pool.stop()


def attempted(pool: Pool, version: str, level: str, chosen: Iterable[Case]) -> list[Outcome]:
    """The outcomes of the chosen cases, several at a time, as a site's visitors come."""

    def attempt(case: Case) -> Outcome:
        return Outcome(f"{case.kind}/{case.name}", (*tried(pool, version, case, level), *controlled(pool, version)))

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(attempt, chosen))


def tried(pool: Pool, version: str, case: Case, level: str) -> list[str]:
    wanted = case.expectation(level)
    try:
        result = pool.run(case.request(version))
        problems = wanted.problems(result)
        json.dumps(run_json(explained(result)), allow_nan=False).encode()
        with suppress(BadReport):
            READERS.get(case.tool, READERS[""])(result, case.code)
    except (SandboxError, ValueError) as error:
        return [f"the run itself failed: {type(error).__name__}: {error}"]
    if result.elapsed_ms > (LIMITS.wall_seconds + LATE_SECONDS) * 1000:
        problems.append(f"answered after {result.elapsed_ms:.0f} ms")
    return problems


def controlled(pool: Pool, version: str) -> list[str]:
    try:
        result = pool.run(RunRequest(CONTROL, DataImage("town-library", version)))
    except SandboxError as error:
        return [f"the control run failed: {error.message}"]
    right = (result.value.json, result.query_count, result.stdout) == (CONTROL_VALUE, 1, "")
    return [] if right else [f"the control run gave {result.status}, {result.value}, {result.query_count} queries"]
