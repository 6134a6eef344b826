"""From a page's findings to its view and its template mended in place; whether the page stays is for a run to prove. Pure."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from course.domain.insight.comparison import DiffLine
from course.domain.labs.lab_lines import PlacedFinding
from course.domain.labs.template_program import CONTEXT, HEAD, TemplateProgram
from course.domain.mending.mends import mended
from course.domain.run import Finding


@dataclass(frozen=True, slots=True)
class PageMend:
    """An edited view, and the template, which is edited only where it is to read another attribute."""

    view: str
    template: str


@dataclass(frozen=True, slots=True)
class ProvenPageMend:
    """One that rendered the very same page, with `after` queries for `before`.

    view_changes, template_changes: the lines that differ.
    """

    view: str
    template: str
    before: int
    after: int
    view_changes: tuple[DiffLine, ...]
    template_changes: tuple[DiffLine, ...]
    measure: str = "queries"


def mended_page(view: str, template: str, findings: Sequence[PlacedFinding]) -> PageMend | None:
    """Every mechanical fix made, or None where there is none or the files cannot be read."""
    program = TemplateProgram(template)
    code = f"{view}\n{program.code}"
    before = code.count("\n") - program.code.count("\n")
    told = [found for one in findings if (found := _in_program(one, program, before))]
    mend = mended(code, told, given=context_values, accepts=lambda edited: _parted(edited, program) is not None)
    return _parted(mend.code, program) if mend else None


def _in_program(placed: PlacedFinding, program: TemplateProgram, before: int) -> Finding | None:
    """The finding with its line in the view and the template's program, one after the other."""
    finding = placed.finding
    if placed.file == "view":
        return finding
    line = program.line_of(finding.line, finding.relation.partition(".")[2])
    return replace(finding, line=before + line) if line else None


def _parted(code: str, program: TemplateProgram) -> PageMend | None:
    view, head, rest = code.rpartition(f"\n{HEAD}")
    template = program.template_of(head.removeprefix("\n") + rest)
    return None if template is None else PageMend(view, template)


def context_values(tree: ast.AST) -> dict[str, ast.expr]:
    """What each name of the context stands for in the view's code, where it says so once."""
    found = list(_given(tree))
    names = [name for name, _ in found]
    return {f"{CONTEXT}{name}": value for name, value in found if names.count(name) == 1}


def _given(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """`{"posts": …}`, `dict(posts=…)` and `context["posts"] = …`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from _named(zip(node.keys, node.values, strict=True))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
            yield from ((one.arg, one.value) for one in node.keywords if one.arg)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            yield from _named([(node.targets[0].slice, node.value)])


def _named(pairs: Iterable[tuple[ast.expr | None, ast.expr]]) -> Iterator[tuple[str, ast.expr]]:
    for key, value in pairs:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value, value
