"""Which known wrong answer a learner's answer is: by what it does, however it is written."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from course.domain.exercise import Exercise
from course.domain.run import RunResult, RunStatus
from course.domain.sql import shapes
from course.domain.verdict.answers import Key, outcome_key


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What an answer does on the base data: the check it fails or what it raises, its outcome, its statements."""

    check: str
    raised: tuple[str, str] | None
    outcome: Key
    shapes: frozenset[tuple[str, int]]


def behaviour_of(exercise: Exercise, check: str, run: RunResult) -> Behaviour:
    """`check`: the first check that fails on the base data, or "" where the run raised."""
    if run.status is not RunStatus.OK:
        raised = (run.error.type, _normalised(run.error.message)) if run.error else (run.status.value, "")
        return Behaviour("", raised, None, frozenset())
    counted = Counter(shapes(query.sql for query in run.queries))
    return Behaviour(check, None, outcome_key(exercise, run), frozenset(counted.items()))


def _normalised(message: str) -> str:
    """A message without what changes from run to run: addresses in memory, whitespace."""
    return " ".join(re.sub(r"0x[0-9a-fA-F]+", "0x", message).split())


def same_program(exercise: Exercise, code: str) -> str:
    """The name of the wrong answer that is this very program, but for comments and layout; else ""."""
    tree = _tree(code)
    return next((file.name for file in exercise.wrong_answers if tree and _tree(file.code) == tree), "")


def _tree(code: str) -> str:
    try:
        return ast.dump(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


def same_behaviour(behaviour: Behaviour, known: Mapping[str, Behaviour]) -> str:
    """The name of the wrong answer that behaves like this one; else "".

    A FieldError about another misspelt name is the same mistake; other errors must say the same.
    """
    loose = _without_names(behaviour)
    exactly = (name for name, other in known.items() if other == behaviour)
    nearly = (name for name, other in known.items() if loose.raised and _without_names(other) == loose)
    return next(exactly, "") or next(nearly, "")


def _without_names(behaviour: Behaviour) -> Behaviour:
    if behaviour.raised is None or behaviour.raised[0] != "FieldError":
        return behaviour
    return replace(behaviour, raised=("FieldError", re.sub(r"'[^']*'", "'…'", behaviour.raised[1])))
