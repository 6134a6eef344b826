"""What is asked of the jail, and what comes back: the values every layer shares.

`course.sandbox.pool.run(RunRequest)` gives a `RunResult` whose `groups` and `findings` are empty;
`course.domain.report.explained` fills them. The public JSON form of a result is
`course.domain.report.run_json`; `answer` and `table_rows` never leave the server.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal


class RunStatus(StrEnum):
    """How a run ended. Every status keeps what was printed and each statement captured up to then."""

    OK = "ok"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT_LIMIT = "output_limit"
    QUERY_LIMIT = "query_limit"
    REJECTED = "rejected"
    KILLED = "killed"


Variant = Literal["base", "scale-2", "scale-4", "hidden"]
Tool = Literal["", "page", "plan", "steps", "timeline", "vocabulary"]
SCALES: dict[int, Variant] = {1: "base", 2: "scale-2", 4: "scale-4"}


@dataclass(frozen=True, slots=True)
class DataImage:
    """One SQLite image: a dataset's name, the content hash of its version, and which variant of it."""

    dataset: str
    version: str
    variant: Variant = "base"

    @property
    def scale(self) -> int:
        return {variant: scale for scale, variant in SCALES.items()}.get(self.variant, 1)


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One run of a learner's code on one image. It never holds an answer.

    keep_table_rows: ask the broker for the rows that a write changed (for `compare: database`).
    tool: "" runs the code; any other name has `sandbox_app.tools` look at it, and the `answer` is what that found.
    material: what the tool needs beside the code, as JSON text.
    """

    code: str
    image: DataImage
    keep_table_rows: bool = False
    tool: Tool = ""
    material: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which part of the ORM asked for a statement: a hint from the learner's process, never a grade.

    kind: "forward" (a foreign key or one-to-one was followed), "reverse_one_to_one", "manager" (a reverse
    foreign key or many-to-many manager), "deferred" (a column left out by only() or defer()), "prefetch"
    (prefetch_related fetched a relation), "save", "create", "delete" (of one object), "get", "count", "exists", "query"
    (anything else).
    relation: `Model.field` (for a manager `Model.accessor`), the `Model` alone for what saves, creates, updates or
    deletes rows, or "".
    method: the QuerySet method that ran it ("count", "get", "exists", "filter" …), or "".
    column, loop_column: where on their lines the expression and the loop around it begin, from 1; 0: not known.
    """

    kind: str
    relation: str = ""
    method: str = ""
    column: int = field(default=0, compare=False)
    loop_column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """The line of a template that was being rendered when a statement was sent, and that of the `{% for %}` around it.

    A hint from the learner's process, like every line.
    """

    line: int
    loop_line: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What the learner's process saw beside its statements, such as rows that were only counted. Never a grade.

    code: of the finding it supports; or "relation_rows", "relation_key", "prefetched_list", "asked_again", "by_hand",
    "by_key", "key_only", which only make a fix exact. line, loop_line: what is advised about.
    asked_line, column: where the rows were asked for, as in an Origin. relation: as in a Finding.
    fix: the code that mends it. detail: a part of the message.
    """

    code: str
    line: int
    loop_line: int | None
    asked_line: int
    relation: str = ""
    fix: str = ""
    detail: str = ""
    column: int = 0


@dataclass(frozen=True, slots=True)
class CapturedQuery:
    """One statement the learner's code sent, as the broker saw it. `ms`: its run time in milliseconds.

    columns: how many columns each of its rows had. bytes: what the broker sent back for it, so about the size of its
    rows on the wire, a fixed head of about a hundred bytes included. template: where a page of the toolbar lab asked;
    `line` is then the view's, which had the template rendered.
    """

    index: int
    sql: str
    params: tuple[Any, ...]
    verb: str
    line: int | None
    loop_line: int | None
    rows: int
    ms: float
    failed: bool = False
    group: int = 0
    origin: Origin | None = None
    columns: int = 0
    bytes: int = 0
    template: TemplatePlace | None = None


@dataclass(frozen=True, slots=True)
class QueryGroup:
    """Statements of one shape. `identical`: every one of them had the same parameters too."""

    group: int
    sql: str
    count: int
    lines: tuple[int, ...]
    identical: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of advice: what the statements show, where, and the exact code that mends it.

    lesson: the slug of the lesson that teaches it; a course may have none of that name. column: as in an Origin.
    """

    code: str
    line: int | None
    loop_line: int | None
    relation: str
    count: int
    fix: str
    message: str
    lesson: str = ""
    column: int = 0


@dataclass(frozen=True, slots=True)
class RunError:
    """What the learner's code raised; `traceback` holds the learner's own frames only."""

    type: str
    message: str
    line: int | None
    traceback: str


@dataclass(frozen=True, slots=True)
class RunValue:
    """What the code gave back, for display. Cells are plain JSON values.

    kind "rows": columns, rows (at most 500), total; kind "scalar": json (where JSON can hold it) and text;
    kind "none": nothing else.
    """

    kind: Literal["rows", "scalar", "none"]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    total: int = 0
    truncated: bool = False
    json: Any = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TableChange:
    """Rows that a run inserted, updated and deleted in one model's table."""

    inserted: int = 0
    updated: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where a run was that was stopped from outside: a hint of its own process on the line.

    copies: how often the statement sent last, `sql`, had been sent, exact; 0 where its text was not kept.
    """

    line: int | None = None
    sql: str = ""
    copies: int = 0


@dataclass(frozen=True, slots=True)
class RunResult:
    """Everything known about one run, also when the code looped, crashed or was killed.

    answer: what the code gave back in the exact form that grading compares, plain JSON:
        {"kind": "none"} | {"kind": "scalar", "item": X} | {"kind": "items", "items": [X, …]} where X is a JSON
        scalar, a list (for a list, tuple or set), or a tagged object: {"$": "model", "model": "blog.Post", "pk": 1},
        {"$": "dict", "items": [[X, X], …]}, {"$": "Decimal", "text": "1.50"} and likewise for dates and other types.
        None when the run gave no answer.
    table_rows: table name -> {"inserted": [row…], "updated": [[before, after]…], "deleted": [row…]}, each row a
        list of [column, value] pairs; only when asked for.
    hints: what the learner's process noticed; only of a run that came to its end.
    """

    status: RunStatus
    image: DataImage
    stdout: str = ""
    stdout_truncated: bool = False
    value: RunValue = RunValue("none")
    error: RunError | None = None
    query_count: int = 0
    queries: tuple[CapturedQuery, ...] = ()
    queries_truncated: bool = False
    groups: tuple[QueryGroup, ...] = ()
    findings: tuple[Finding, ...] = ()
    tables_changed: tuple[tuple[str, TableChange], ...] = ()
    elapsed_ms: float = 0.0
    answer: Any = None
    table_rows: Any = None
    hints: tuple[Hint, ...] = ()
    stopped: Stopped | None = None
