"""Fixes that let the database choose and add up what a loop, or brackets, chose and added up in Python."""

from __future__ import annotations

import ast

from course.domain.mending.plan import Mending
from course.domain.program.bindings import BRACKETS
from course.domain.program.chains import name_of
from course.domain.program.code_blocks import has_comment, indentation, lines_taken_out, moved_left
from course.domain.program.code_text import UNREADABLE, Edit
from course.domain.run import Finding

AGGREGATES = ("sum", "max", "min", "mean", "fmean")
ASKING = ("len", "any")


def aggregate_in_database(mending: Mending, finding: Finding) -> bool:
    """`sum(post.views for post in posts)`, or a loop that adds up, becomes `posts.aggregate(…)["total"]`."""
    if not _is_expression(finding.fix):
        return False
    for node in mending.at(finding, ast.Call):
        summed = isinstance(node, ast.Call) and name_of(node) in AGGREGATES and len(node.args) == 1
        rows = node.args[0] if summed and isinstance(node, ast.Call) else None
        if isinstance(rows, (ast.GeneratorExp, ast.ListComp)) or (rows is not None and mending.feeds.of_rows(rows)):
            return mending.replace(node, finding.fix)
    loop = _loop_around(mending, finding.line or 0)
    return loop is not None and _added_at_once(mending, loop, finding.fix)


def _loop_around(mending: Mending, line: int) -> ast.For | None:
    """The innermost loop statement around the line; None for one that is no plain block."""
    found = [node for node in mending.text.nodes
             if isinstance(node, ast.For) and node.lineno < line <= (node.end_lineno or node.lineno)]
    loop = max(found, key=lambda node: node.lineno, default=None)
    return loop if loop is not None and not loop.orelse and indentation(mending.text, loop) is not None else None


def _added_at_once(mending: Mending, loop: ast.For, fix: str) -> bool:
    text, start, end = mending.text, mending.text.start(loop), mending.text.end(loop)
    inner = loop.body[0].body if isinstance(loop.body[0], ast.If) else loop.body
    added = inner[0]
    if not isinstance(added, ast.AugAssign) or len(inner) + len(loop.body) > 2 or has_comment(text, start, end):
        return False
    nothing = "" if fix.endswith(".count()") else " or 0"  # the sum of no rows is None in SQL
    mending.edits.append(Edit(start, end, f"{text.text(added.target)} += {fix}{nothing}"))
    return True


def filter_in_database(mending: Mending, finding: Finding) -> bool:
    """`[… for post in posts if post.published]` becomes `[… for post in posts.filter(published=True)]`; a loop, too."""
    if not _is_expression(finding.fix):
        return False
    for kind in BRACKETS:
        for node in mending.at(finding, kind):
            parts = node.generators if isinstance(node, BRACKETS) else []
            parent = mending.text.parents.get(node)
            if finding.fix.endswith((".count()", ".exists()")):
                is_asked = isinstance(parent, ast.Call) and name_of(parent) in ASKING
                return is_asked and isinstance(parent, ast.Call) and mending.replace(parent, finding.fix)
            if len(parts) == 1 and len(parts[0].ifs) == 1:
                return _without_condition(mending, parts[0], finding.fix)
    loop = _loop_around(mending, finding.line or 0)
    return loop is not None and _without_if(mending, loop, finding.fix)


def fetch_one_row(mending: Mending, finding: Finding) -> bool:
    """A loop that ends after its first row goes through a slice of one."""
    loop = _loop_around(mending, finding.line or 0)
    if loop is None or f"{ast.unparse(loop.iter)}[:1]" != finding.fix.replace('"', "'"):
        return False
    return mending.replace(loop.iter, f"{mending.text.whole(loop.iter)}[:1]")


def _without_condition(mending: Mending, loop: ast.comprehension, new: str) -> bool:
    text, condition = mending.text, loop.ifs[0]
    between = text.code[text.end(loop.iter) : text.start(condition)]
    if between.split() != ["if"] or not mending.feeds.of_rows(loop.iter):
        return False
    if not all(text.stands_where_it_says(one) for one in (loop.iter, condition)):
        return False
    mending.edits.append(Edit(text.start(loop.iter), text.end(condition), new))
    return True


def _without_if(mending: Mending, loop: ast.For, new: str) -> bool:
    """The `if` around the whole body goes, or the `if` that begins it and only says `continue`."""
    text, first = mending.text, loop.body[0]
    if not isinstance(first, ast.If) or first.orelse or not mending.feeds.of_rows(loop.iter):
        return False
    if len(loop.body) > 1:
        leaves_out = len(first.body) == 1 and isinstance(first.body[0], ast.Continue)
        going = lines_taken_out(text, text.start(first), text.end(first)) if leaves_out else None
        edits = [going] if going else []
    else:
        edits = _without_header(mending, first)
    if not edits or not mending.replace(loop.iter, new):
        return False
    mending.edits += edits
    return True


def _without_header(mending: Mending, first: ast.If) -> list[Edit]:
    """None where it cannot go."""
    text, outer, inner = mending.text, indentation(mending.text, first), indentation(mending.text, first.body[0])
    header = lines_taken_out(text, text.start(first), text.end(first.test))
    if outer is None or inner is None or header is None:
        return []
    moved = moved_left(text, first.body, len(inner) - len(outer))
    return [header, *moved] if moved else []


def _is_expression(fix: str) -> bool:
    """Whether it is the whole of an expression: a chain that is too long to be told begins with its last link."""
    try:
        return "..." not in fix and not fix.startswith(("filter(", "aggregate(")) and bool(ast.parse(fix, mode="eval"))
    except UNREADABLE:
        return False
