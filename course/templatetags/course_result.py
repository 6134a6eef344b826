"""What a result says in words, and its queries as a strip of ticks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from django import template

from course.domain.filled import filled
from course.domain.grading import Check, CheckResult, RowChange, RowDifference, Verdict
from course.domain.insight.stop import Stop, line_to_mark, stop_of
from course.domain.run import CapturedQuery, QueryGroup, RunResult, RunStatus
from course.templatetags.course_html import counted

register = template.Library()

STRIP_WIDTH = 1000
MOST_TICKS = 200
MOST_GROUPS, MOST_STATEMENTS = 40, 30
ALL_SHOWN = range(MOST_STATEMENTS)
TONES = {Verdict.PASSED: "good", Verdict.SLOW: "slow", Verdict.WRONG: "bad", Verdict.ERROR: "bad", Verdict.LIMIT: "bad"}
WRONG_WORDS = {
    "returned_something": "Nothing came back",
    "same_result": "Not the expected {things}",
    "ordered": "Right rows, wrong order",
    "database_state": "The data is not as asked",
    "no_side_effects": "Right answer, but it changed the data",
}
SLOW_WORDS = {
    "max_queries": "Right {things}, {count}, budget {budget}: slow",
    "flat_growth": "Right {things}, {count}, and more as the data grows: slow",
    "rows_fetched": "Right {things}, {count}, but too many rows read: slow",
    "columns_read": "Right {things}, {count}, but columns read that nobody needs: slow",
}
STOPPED_WORDS = {
    RunStatus.ERROR: "Stopped by an error",
    RunStatus.TIMEOUT: "Stopped: out of time",
    RunStatus.MEMORY: "Stopped: out of memory",
    RunStatus.OUTPUT_LIMIT: "Stopped: too much output",
    RunStatus.QUERY_LIMIT: "Stopped: too many queries",
    RunStatus.REJECTED: "Refused before it ran",
    RunStatus.KILLED: "Stopped by the sandbox",
}


@register.filter
def tone(check: CheckResult) -> str:
    """`good`, `slow` or `bad`: which colours support the words."""
    return TONES[check.verdict]


@register.filter
def run_tone(run: RunResult) -> str:
    return "plain" if run.status is RunStatus.OK else "bad"


@register.filter
def verdict_words(check: CheckResult) -> str:
    """The verdict as one sentence, such as `Right rows, 101 queries, budget 1: slow`."""
    if check.verdict in (Verdict.ERROR, Verdict.LIMIT):
        return run_words(check.run)
    words = {"things": _things(check.run), "count": counted(check.query_count, "query"), "budget": check.budget}
    if check.verdict is Verdict.PASSED:
        return "Passed: right {things}, {count}, budget {budget}".format(**words)
    failed = next(one for one in check.checks if not one.passed)
    if check.verdict is Verdict.SLOW:
        return SLOW_WORDS[failed.name].format(**words) + _elsewhere(failed)
    return f"{WRONG_WORDS[failed.name].format(**words)}{_elsewhere(failed)}{_difference(check)}"


@register.filter
def run_words(run: RunResult) -> str:
    """How a run ended, as one sentence."""
    count = counted(run.query_count, "query")
    if run.status is RunStatus.OK:
        return f"Ran in {run.elapsed_ms:.0f} ms, {count}"
    if run.error is None:
        return f"{STOPPED_WORDS[run.status]}, after {count}"
    what = run.error.type if run.status is RunStatus.ERROR else STOPPED_WORDS[run.status]
    place = f" on line {run.error.line}" if run.error.line else ""
    return f"{what}{place}, after {count}"


@register.filter
def stop(run: RunResult) -> Stop | None:
    return stop_of(run)


@register.filter
def marked_line(run: RunResult) -> int | str:
    """The line that the editor marks as the one where it ended, or nothing."""
    return line_to_mark(run) or ""


@register.filter
def failed_ones(checks: tuple[Check, ...]) -> list[Check]:
    return [check for check in checks if not check.passed]


@register.filter
def passed_ones(checks: tuple[Check, ...]) -> list[Check]:
    return [check for check in checks if check.passed]


@register.filter
def left_out(difference: RowDifference) -> bool:
    """Whether there are more rows missing or too many than are kept to show."""
    shown = len(difference.missing), len(difference.extra) + len(difference.duplicates)
    return shown != (difference.missing_total, difference.extra_total)


@register.filter
def name_of(change: RowChange, difference: RowDifference) -> str:
    """What a learner knows a row by: its key, else the first cell that is as it should be."""
    differing = {cell.column for cell in change.cells}
    row = dict(zip(difference.columns, difference.missing[change.missing_place], strict=False))
    return change.key or next((str(value) for column, value in row.items() if column not in differing), "")


@dataclass(frozen=True, slots=True)
class SentGroup:
    """A group, its first statements, and its SQL with the values of the first one written in."""

    group: QueryGroup
    statements: tuple[CapturedQuery, ...]
    with_values: str

    @property
    def left_out(self) -> int:
        return self.group.count - len(self.statements)


@register.filter
def sent_groups(run: RunResult) -> list[SentGroup]:
    """The first groups of a run, each with its first statements: a page stays small, whatever was sent."""
    sent: dict[int, list[CapturedQuery]] = {group.group: [] for group in run.groups[:MOST_GROUPS]}
    for query in run.queries:
        if len(sent.get(query.group, ALL_SHOWN)) < MOST_STATEMENTS:
            sent[query.group].append(query)
    return [
        SentGroup(group, tuple(sent[group.group]), filled(group.sql, sent[group.group][0].params))
        for group in run.groups[:MOST_GROUPS]
    ]


@register.filter
def groups_left_out(run: RunResult) -> int:
    return max(0, len(run.groups) - MOST_GROUPS)


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of the strip, in thousandths of its width. `tone` 0: a query of its own kind."""

    x: float
    width: float
    tone: int


@register.filter
def strip(run: RunResult) -> list[Tick]:
    """One tick for each query, in the order sent; repeated ones share a colour. Past 200: a block a group."""
    tones = _tones(run)
    sent = [query.group for query in run.queries]
    sent += sent[-1:] * max(0, run.query_count - len(sent))
    step = STRIP_WIDTH / max(len(sent), 100)
    if len(sent) <= MOST_TICKS:
        return [Tick(round(at * step, 2), round(step * 0.62, 2), tones.get(group, 0)) for at, group in enumerate(sent)]
    return _blocks(Counter(sent), tones, step)


def _blocks(sent: Counter[int], tones: dict[int, int], step: float) -> list[Tick]:
    """Thousands of ticks would be grey dust: one piece for each group, in order of first appearance."""
    starts = accumulate(sent.values(), initial=0)
    return [
        Tick(round(start * step, 2), round(max(count * step - 1, 0.5), 2), tones.get(group, 0))
        for start, (group, count) in zip(starts, sent.items(), strict=False)
    ]


def _tones(run: RunResult) -> dict[int, int]:
    repeated = [group.group for group in run.groups if group.count > 1]
    return {group: 1 + place % 3 for place, group in enumerate(repeated)}


def _things(run: RunResult) -> str:
    return "answer" if run.value.kind == "scalar" else "rows"


def _difference(check: CheckResult) -> str:
    found = check.difference
    if found is None or not (found.missing_total or found.extra_total):
        return ""
    return f": {found.missing_total:,} missing, {found.extra_total:,} too many"


def _elsewhere(failed: Check) -> str:
    return "" if failed.variant == "base" else ", on other data"
