"""Other ways to look at a learner's code than to run it; each gives plain JSON. Jailed and untrusted like the code.

The site reads what they tell in `course.domain.insight` (`plan_report`, `steps`, `timeline`), in
`course.domain.labs.lab_page` and in `course.domain.vocabulary`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox_app.answer import Bounds
from sandbox_app.evidence import Output
from sandbox_app.tools import page, plan, steps, timeline, vocabulary


@dataclass(frozen=True)
class Task:
    """What a tool is given. `names` are those that learners find in scope."""

    code: str
    material: str
    names: dict[str, Any]
    output: Output
    bounds: Bounds


def found(item: Any) -> dict[str, Any]:
    return {"status": "ok", "answer": {"kind": "scalar", "item": item}}


def steps_frame(task: Task) -> dict[str, Any]:
    from sandbox_app import harness

    sys.stdout = sys.stderr = harness.printing(task.output)
    try:
        return found(steps.steps(task.code, task.names))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"status": "rejected", "error": harness.syntax_error(error)}


TOOLS: dict[str, Callable[[Task], dict[str, Any]]] = {
    "page": lambda task: page.frame(task.code, task.material, task.names, task.output),
    "plan": lambda task: found(plan.explained(task.material)),
    "steps": steps_frame,
    "timeline": lambda task: timeline.frame(task.code, task.names, task.output, task.bounds),
    "vocabulary": lambda task: found(vocabulary.vocabulary(task.names)),
}


def run(tool: str, task: Task) -> dict[str, Any]:
    """The result frame of a tool, as a run has one."""
    return TOOLS[tool](task)
