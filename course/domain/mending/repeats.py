"""Fixes for what a program asks again and again: ask once, before the first use, and keep the answer under a name."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from course.domain.mending.plan import Mending
from course.domain.mending.relations import LOADING, load_relation
from course.domain.program.chains import name_of
from course.domain.program.code_blocks import (
    SCOPES,
    first_use,
    indentation,
    is_in_brackets,
    names_in,
    statement_of,
    stored_in,
)
from course.domain.program.code_text import UNREADABLE, CodeText
from course.domain.run import Finding

KEEPING = re.compile(r"(?P<name>\w+) = (?P<asked>.+)")


def ask_once(mending: Mending, finding: Finding) -> bool:
    """`Tag.objects.count()` in two places, or in a loop, is kept as `n`; `posts.all()` is `posts`, rows and all."""
    advised = KEEPING.fullmatch(finding.fix)
    if not advised:
        return bool(LOADING.fullmatch(finding.fix)) and load_relation(mending, finding)
    asked = _expression(advised["asked"])
    is_list = isinstance(asked, ast.Call) and isinstance(asked.func, ast.Name) and asked.func.id == "list"
    kept = asked.args[0] if is_list and isinstance(asked, ast.Call) else asked
    uses = _uses(mending.text, kept, finding.line or 0, whole=is_list) if kept is not None else []
    if len(uses) == 1 and is_list and _drop_all(mending, uses[0]):
        return True
    place = _before_all(mending.text, uses)
    if place is None or not all(mending.text.stands_where_it_says(use) for use in uses):
        return False
    return _use_again(mending, uses, place) or _keep(mending, uses, place, advised["name"], advised["asked"])


def _expression(text: str) -> ast.expr | None:
    """None for what is only a pattern: `queryset.get(...)`."""
    try:
        return None if "..." in text else ast.parse(text, mode="eval").body
    except UNREADABLE:
        return None


def _uses(text: CodeText, kept: ast.expr, line: int, *, whole: bool) -> list[ast.expr]:
    """Where the program asks that, in the function of the line; of rows only where no link makes a new query."""
    same = [node for node in text.nodes if isinstance(node, type(kept)) and ast.dump(node) == ast.dump(kept)]
    wanted = [node for node in same
              if not (whole and isinstance(text.parents.get(node), (ast.Attribute, ast.Subscript)))]
    scopes = [_scope(text, node) for node in wanted if node.lineno <= line <= (node.end_lineno or node.lineno)]
    return sorted((node for node in wanted if _scope(text, node) in scopes[:1]), key=text.start)


def _scope(text: CodeText, node: ast.expr) -> ast.AST | None:
    return next((one for one in text.ancestors(node) if isinstance(one, SCOPES)), None)


def _drop_all(mending: Mending, use: ast.expr) -> bool:
    """`posts.all()` asks anew for rows that `posts` may hold."""
    is_all = isinstance(use, ast.Call) and name_of(use) == "all" and isinstance(use.func, ast.Attribute)
    rows = use.func.value if is_all and isinstance(use, ast.Call) and isinstance(use.func, ast.Attribute) else None
    if not isinstance(rows, ast.Name) or not mending.feeds.of_rows(rows):
        return False
    return mending.replace(use, rows.id)


def _before_all(text: CodeText, uses: Sequence[ast.expr]) -> ast.stmt | None:
    """The statement before which the answer can be asked for; None where its names change before the last use."""
    needed = names_in(uses[0]) if uses else set()
    place = first_use(text, uses[0], needed) if uses else None
    if len(uses) == 1 and place is statement_of(text, uses[0]) and not is_in_brackets(text, uses[0]):
        return None
    while place is not None and not (block := _block_of_both(text, place, uses[-1])):
        outer = statement_of(text, text.parents[place])
        place = None if isinstance(outer, SCOPES) else outer
    if place is None or indentation(text, place) is None:
        return None
    between = block[block.index(place) :]
    last = next(number for number, one in enumerate(between) if one in (uses[-1], *text.ancestors(uses[-1])))
    return place if all(needed.isdisjoint(stored_in(one)) for one in between[: last + 1]) else None


def _block_of_both(text: CodeText, place: ast.stmt, use: ast.expr) -> list[ast.stmt]:
    """The statements among which `place` stands, where `use` is in one of them; else none."""
    around = text.ancestors(use)
    blocks = [block for _, block in ast.iter_fields(text.parents[place]) if isinstance(block, list) and place in block]
    return next((block for block in blocks if any(one in around for one in block)), [])


def _use_again(mending: Mending, uses: Sequence[ast.expr], place: ast.stmt) -> bool:
    """The first use has a name already: `posts = Post.objects.filter(…)`."""
    first = mending.text.parents[uses[0]]
    if isinstance(first, ast.Call) and name_of(first) == "list":
        first = mending.text.parents[first]
    if not isinstance(first, ast.Assign) or first is not place or len(uses) < 2:
        return False
    target = first.targets[0]
    if len(first.targets) > 1 or not isinstance(target, ast.Name):
        return False
    return all(mending.replace(use, target.id) for use in uses[1:])


def _keep(mending: Mending, uses: Sequence[ast.expr], place: ast.stmt, wanted: str, asked: str) -> bool:
    name = mending.new_name(wanted)
    mending.put_before(place, f"{name} = {asked}")
    return all(mending.replace(use, name) for use in uses)
