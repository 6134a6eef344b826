"""Which lines of a lab's view and template sent statements: for gutters, advice, and the toolbar's panel. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from course.domain.report import explained
from course.domain.run import CapturedQuery, Finding, RunResult
from course.domain.verdict.words import lines_named

File = Literal["view", "template"]


@dataclass(frozen=True, slots=True)
class LineCount:
    """How many statements a line sent, and one of them."""

    line: int
    count: int
    sql: str


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """Advice, and the file in which its lines are."""

    finding: Finding
    file: File


def file_of(query: CapturedQuery) -> File:
    return "template" if query.template else "view"


def line_of(query: CapturedQuery) -> int | None:
    """The line that asked, in the file that asked."""
    return query.template.line if query.template else query.line


def by_file(run: RunResult) -> RunResult:
    """The same run explained, in groups and advice each statement's line being that of the file that asked for it."""
    told = explained(replace(run, queries=tuple(_at_its_line(query) for query in run.queries)))
    pairs = zip(run.queries, told.queries, strict=True)
    return replace(told, queries=tuple(replace(query, group=grouped.group) for query, grouped in pairs))


def _at_its_line(query: CapturedQuery) -> CapturedQuery:
    if query.template is None:
        return query
    origin = replace(query.origin, column=0, loop_column=0) if query.origin else None  # of the view
    return replace(query, line=query.template.line, loop_line=query.template.loop_line, origin=origin)


def line_counts(run: RunResult, file: File) -> tuple[LineCount, ...]:
    """The lines of one file that sent statements, in order, with the statement each sent most often."""
    texts = {group.group: group.sql for group in run.groups}
    sent: dict[int, Counter[int]] = {}
    for query in _in(run.queries, file):
        line = line_of(query)
        if line is not None:
            sent.setdefault(line, Counter())[query.group] += 1
    return tuple(
        LineCount(line, groups.total(), texts.get(groups.most_common(1)[0][0], ""))
        for line, groups in sorted(sent.items())
    )


def _in(queries: Iterable[CapturedQuery], file: File) -> Iterable[CapturedQuery]:
    return (query for query in queries if file_of(query) == file)


def placed_findings(run: RunResult) -> tuple[PlacedFinding, ...]:
    """The advice of a run that is explained by `by_file`."""
    return tuple(PlacedFinding(finding, _file_of_finding(run, finding)) for finding in run.findings)


def where_seen(run: RunResult, seen: Collection[Finding]) -> str:
    """The lines of some of those findings, file by file: `lines 14, 15 of the template`."""
    lines: dict[File, set[int]] = {}
    for placed in placed_findings(run):
        if placed.finding in seen and placed.finding.line is not None:
            lines.setdefault(placed.file, set()).add(placed.finding.line)
    return ", ".join(f"{lines_named(sorted(found))} of the {file}" for file, found in lines.items())


def _file_of_finding(run: RunResult, finding: Finding) -> File:
    """That of the statements on its line; of two files with the same line, the one that loaded its relation."""
    there = [query for query in run.queries if line_of(query) == finding.line]
    told = [query for query in there if query.origin and query.origin.relation == finding.relation]
    return "template" if any(query.template for query in told or there) else "view"
