r"""The first line of a case: what must come of it. Parsed strictly, so that a typing error never passes for a check.

    # expect: status=error error=PermissionError          one word a property, `a|b` where either will do
    # expect: value="nothing" queries=0                   quotes as in a shell
    # expect: value=nothing error.C=ModuleNotFoundError   `.C` (`.BC`): at these levels it is this instead

Words:
    status   how the run ends, one of RunStatus; `ok` when it is left out and no `error` is named, else `error`
    error    the type of the exception
    line     the line that the error names
    message  a part of the error's message
    value    the value as text (`none` for no value)
    rows     how many rows the value has in all
    queries  how many statements were counted: `3`, or `1..50`
    printed  all of standard output, with `\n` for the end of a line
    changed  what the run did to the tables: `Post+1~2-3` (inserted, updated, deleted), joined by `,`; `none`
    verdict  for a case of `grading`: what grading makes of it
    check    for a case of `grading`: the first check that fails
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from course.domain.grading import Verdict
from course.domain.run import RunResult, RunStatus

PREFIX = "# expect: "
GRADING_WORDS = frozenset({"verdict", "check"})
WORDS = frozenset({"status", "error", "line", "message", "value", "rows", "queries", "printed", "changed"})
LEVELS = frozenset("ABC")
ALLOWED = {
    "status": re.compile("|".join(RunStatus)),
    "verdict": re.compile("|".join(Verdict)),
    "error": re.compile(r"[A-Za-z]\w*"),
    "line": re.compile(r"\d+"),
    "rows": re.compile(r"\d+"),
    "queries": re.compile(r"\d+(\.\.\d+)?"),
    "check": re.compile(r"[a-z_]+"),
}


class BadExpectation(ValueError):
    r"""The first line of a case is not what this module's grammar allows."""


@dataclass(frozen=True)
class Expectation:
    """Word -> the alternatives that will do."""

    words: dict[str, tuple[str, ...]]

    def problems(self, result: RunResult) -> list[str]:
        """What is not as it must be, in words; empty when all is."""
        seen = observed(result)
        wrong = [
            name for name, wanted in self.words.items() if not any(_fits(name, want, seen[name]) for want in wanted)
        ]
        return [f"{name}: {seen[name]!r}, not {' or '.join(map(repr, self.words[name]))}" for name in wrong]


def parse(line: str, level: str, grading: bool = False) -> Expectation:
    """The expectation that holds at a level. Raises BadExpectation."""
    if not line.startswith(PREFIX):
        raise BadExpectation(f"the first line must start with {PREFIX!r}: {line!r}")
    general: dict[str, tuple[str, ...]] = {}
    special: dict[str, tuple[str, ...]] = {}
    for word in _split(line.removeprefix(PREFIX)):
        name, levels, wanted = _read(word, GRADING_WORDS if grading else WORDS)
        into = special if levels else general
        if name in into and (not levels or level in levels):
            raise BadExpectation(f"{name} stands twice: {line!r}")
        if not levels or level in levels:
            into[name] = wanted
    if not general and not special:
        raise BadExpectation(f"nothing is expected: {line!r}")
    return Expectation(general | special if grading else _with_status(general | special))


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise BadExpectation(f"{error}: {line!r}") from error


def _read(word: str, known: frozenset[str]) -> tuple[str, str, tuple[str, ...]]:
    name, equals, value = word.partition("=")
    name, dot, levels = name.partition(".")
    if not equals or name not in known or bool(dot) != bool(levels) or not set(levels) <= LEVELS:
        raise BadExpectation(f"unknown word {word!r}; these are known: {', '.join(sorted(known))}")
    wanted = (value.replace("\\n", "\n"),) if name in {"value", "printed", "message"} else tuple(value.split("|"))
    pattern = ALLOWED.get(name)
    if pattern is not None and not all(pattern.fullmatch(one) for one in wanted):
        raise BadExpectation(f"{value!r} is no {name}")
    return name, levels, wanted


def _with_status(words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return words if "status" in words else words | {"status": ("error" if "error" in words else "ok",)}


def observed(result: RunResult) -> dict[str, str]:
    """Each word's value in a result, as text."""
    error = result.error
    return {
        "status": result.status.value,
        "error": error.type if error else "",
        "line": str(error.line) if error else "",
        "message": error.message if error else "",
        "value": result.value.text if result.value.kind == "scalar" else result.value.kind,
        "rows": str(result.value.total),
        "queries": str(result.query_count),
        "printed": result.stdout,
        "changed": _changes(result),
    }


def _changes(result: RunResult) -> str:
    told = [f"{table}+{change.inserted}~{change.updated}-{change.deleted}" for table, change in result.tables_changed]
    return ",".join(told) or "none"


def _fits(name: str, wanted: str, seen: str) -> bool:
    if name == "message":
        return wanted in seen
    if name == "queries" and ".." in wanted:
        least, _, most = wanted.partition("..")
        return int(least) <= int(seen) <= int(most)
    return wanted == seen
