"""What a grade says to the learner: exact, kind, and what to do. Nothing here shows a row of hidden data."""

from __future__ import annotations

from collections.abc import Sequence

from course.domain.grading import GrowthPoint
from course.domain.run import RunResult, RunStatus, TableChange
from course.domain.verdict.answers import Answer, Comparison, shape

ELSEWHERE = {"scale-2": "On twice the data", "scale-4": "On four times the data", "hidden": "On other data"}
LIMITS = {
    RunStatus.TIMEOUT: "it ran longer than the time limit",
    RunStatus.MEMORY: "it needed more memory than it may have",
    RunStatus.OUTPUT_LIMIT: "it printed more than is kept",
    RunStatus.QUERY_LIMIT: "it sent more queries than are allowed",
    RunStatus.KILLED: "it did something that the sandbox does not allow",
}


def plural(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def queries_sent(number: int) -> str:
    return plural(number, "query", "queries")


def lines_named(numbers: Sequence[int]) -> str:
    """`line 3`, `lines 2, 3`, or nothing for no line."""
    return f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(map(str, numbers))}" if numbers else ""


def stopped(run: RunResult) -> str:
    """Why a run gave no answer."""
    if run.error is not None:
        line = f" on line {run.error.line}" if run.error.line else ""
        return f"Your code stopped{line}: {run.error.type}: {run.error.message}"
    why = LIMITS.get(run.status, "it could not be run")
    sent = f" It had sent {queries_sent(run.query_count)} by then." if run.query_count else ""
    return f"Your code was stopped: {why}.{sent}"


def nothing(compared: str, run: RunResult) -> str:
    if compared == "stdout":
        return "Your code printed nothing; the task asks for printed lines."
    if run.stdout.strip():
        return "Your code printed something and gave nothing back: `return` the answer instead of printing it."
    return "Your code gave nothing back: return the answer from `solve()`, or end with an expression that is it."


def something(compared: str) -> str:
    return "Something was printed." if compared == "stdout" else "An answer came back."


def asked(did: bool) -> str:
    if did:
        return "The database was asked."
    return "Your code never asked the database, so it cannot know: the task is to look, also where little comes of it."


def right(expected: Answer) -> str:
    if expected.kind != "items":
        return "The expected value."
    return f"The expected {plural(len(expected.items), 'row')}."


def right_elsewhere(variant: str) -> str:
    return f"{ELSEWHERE[variant]}: right as well."


def wrong_result(given: Answer, expected: Answer, found: Comparison) -> str:
    """Why the answer on the base data is not the expected one."""
    if expected.kind == "items" and given.kind == "scalar":
        return "You returned one value, the task asks for rows."
    if expected.kind == "scalar" and given.kind == "items":
        if given.keys == expected.keys:
            return "You returned the value inside a list, the task asks for the value alone."
        return f"You returned {plural(len(given.items), 'row')}, the task asks for one value."
    if expected.kind == "scalar":
        return shape_words(given, expected) or "You returned another value than the expected one."
    return shape_words(given, expected) or _row_words(found)


def shape_words(given: Answer, expected: Answer) -> str:
    """How the form of the items differs, or "" where at least one given item has an expected form."""
    shapes, wanted = {shape(item) for item in given.items}, {shape(item) for item in expected.items}
    if not shapes or not wanted or shapes & wanted:
        return ""
    got, asked = shape(given.items[0]), shape(expected.items[0])
    each = "Each of your rows is" if given.kind == "items" else "You returned"
    return f"{each} {got}, the task asks for {asked}{' in each' if given.kind == 'items' else ''}."


def _row_words(found: Comparison) -> str:
    parts = []
    if found.missing:
        parts.append(f"{plural(len(found.missing), 'expected row')} {_is(found.missing)} missing")
    if found.extra:
        parts.append(f"{plural(len(found.extra), 'row')} {_is(found.extra)} not expected")
    if found.duplicates:
        come = "comes" if len(found.duplicates) == 1 else "come"
        parts.append(f"{plural(len(found.duplicates), 'row')} {come} too often")
    advice = " A condition across a to-many relation repeats rows; `.distinct()` keeps each once." \
        if found.duplicates and not found.missing and not found.extra else ""
    return f"Not the expected rows: {', '.join(parts)}.{advice}"


def _is(places: Sequence[int]) -> str:
    return "is" if len(places) == 1 else "are"


def wrong_elsewhere(variant: str, found: Comparison, base_is_right: bool) -> str:
    kinds = [kind for kind, places in (
        ("expected rows are missing", found.missing), ("there are rows that are not expected", found.extra),
        ("rows come too often", found.duplicates),
    ) if places]
    what = " and ".join(kinds) or "the answer has another form"
    if not base_is_right:
        return f"{ELSEWHERE[variant]}: not the expected result either."
    return (f"{ELSEWHERE[variant]} of the same models: {what}. Your code is right on the data you see only: "
            "work the answer out from the tables instead of writing values of this data into it.")


def raised_elsewhere(variant: str, run: RunResult) -> str:
    kind = run.error.type if run.error else "an error"
    return (f"Your code fails on other data: {ELSEWHERE[variant].lower()} it raised {kind}. "
            "Think of rows that are not there, values that are NULL, and several rows where you expect one.")


def order(variant: str, in_order: bool) -> str:
    opening = "" if variant == "base" else f"{ELSEWHERE[variant]}: "
    if in_order:
        return f"{opening}in the order the task asks for."
    return f"{opening}the right rows in another order: sort them with `order_by()` as the task says, ties included."


def state(variant: str, same: bool, run: RunResult, reference: RunResult) -> str:
    if variant != "base":
        return right_elsewhere(variant) if same else f"{ELSEWHERE[variant]}: the tables do not end up as they should."
    if same:
        return "The tables are as they should be."
    return f"The tables are not as they should be: you changed {_changes(run)}, expected {_changes(reference)}."


def side_effects(variant: str, run: RunResult) -> str:
    opening = "" if variant == "base" else f"{ELSEWHERE[variant]}: "
    if not run.tables_changed:
        return "No table was changed."
    return f"{opening}Your code changed {_changes(run)}; this task only reads. Remove what writes."


def _changes(run: RunResult) -> str:
    return ", ".join(f"{model} ({_counts(change)})" for model, change in run.tables_changed) or "nothing"


def _counts(change: TableChange) -> str:
    counts = (("inserted", change.inserted), ("updated", change.updated), ("deleted", change.deleted))
    return ", ".join(f"{number:,} {word}" for word, number in counts if number)


def queries(variant: str, run: RunResult, budget: int) -> str:
    opening = "" if variant == "base" else f"{ELSEWHERE[variant]}: "
    if run.status in LIMITS:
        return f"{opening}{LIMITS[run.status]}, after {queries_sent(run.query_count)}"
    return f"{opening}{queries_sent(run.query_count)}, the budget is {budget:,}"


def growth(points: Sequence[GrowthPoint], flat: bool) -> str:
    first, last = points[0], points[-1]
    times = {2: "twice", 4: "four times"}.get(last.scale, f"{last.scale} times")
    if flat:
        return f"{queries_sent(last.queries)} on {times} the data, too: the number does not grow."
    return (f"{queries_sent(first.queries)} become {last.queries:,} on {times} the data: "
            "the number grows with the rows. Look for the query that runs once for each row.")


def fetched(rows: int, most: int) -> str:
    opening = f"{plural(rows, 'row')} fetched, at most {most:,} needed"
    return opening if rows <= most else f"{opening}: let the database choose or count instead of Python."


def columns(read: Sequence[str], unwanted: Sequence[str]) -> str:
    if not read:
        return f"Not read: {', '.join(f'`{name}`' for name in unwanted)}."
    names, them = ", ".join(f"`{name}`" for name in read), "it" if len(read) == 1 else "them"
    return f"Your queries read {names}, which this task does not need: leave {them} out."
