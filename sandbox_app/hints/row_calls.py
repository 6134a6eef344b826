"""Loops that call `update()` or `delete()` for one row at a time, and the one call that does the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox_app.hints.fetches import Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.lookups import CannotSay, RowWords
from sandbox_app.hints.loop_writes import set_value
from sandbox_app.hints.loops import RowLoop, stored_inside
from sandbox_app.hints.reading import Reading
from sandbox_app.hints.relations import KEYS, name_back
from sandbox_app.hints.words import unparsed
from sandbox_app.links import Link, links_of

CODES = {"update": "save_in_loop", "delete": "delete_in_loop"}
CHOOSING = ("objects", "all", "filter", "exclude", "get")


@dataclass(frozen=True)
class RowCall:
    """`….delete()` in a loop. rows: the loop's, where they come from one QuerySet; tests: under which `if` alone.

    alone: whether the loop does nothing else. names: what it sets.
    """

    node: ast.Call
    method: str
    loop: ast.AST
    rows: RowLoop | None
    tests: tuple[ast.expr, ...]
    alone: bool
    names: frozenset[str]

    @property
    def call(self) -> str:
        return unparsed(ast.Call(ast.Name(self.method), self.node.args, self.node.keywords))

    @property
    def is_same_for_all(self) -> bool:
        return not self.mentions(*self.node.args, *(one.value for one in self.node.keywords))

    def mentions(self, *parts: ast.expr) -> bool:
        """Whether they name something that the loop sets."""
        return any(isinstance(node, ast.Name) and node.id in self.names for part in parts for node in ast.walk(part))

    def is_row(self, node: ast.expr) -> bool:
        """`row` or `row.pk` of a loop over rows."""
        if isinstance(node, ast.Attribute) and node.attr in KEYS:
            node = node.value
        return self.rows is not None and isinstance(node, ast.Name) and node.id == self.rows.row


def row_calls(reading: Reading, fetches: Fetches, loops: list[RowLoop]) -> Iterator[Hint]:
    for node in reading.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CODES:
            around = reading.repeated_by(node)
            if around:
                call = _row_call(reading, node, around[0], loops)
                line, loop_line = node.func.end_lineno or node.lineno, getattr(call.loop, "lineno", node.lineno)
                kept = "kept" if _is_kept(reading, call) else ""
                fix = "" if kept else _of_row(reading, call) or _of_key(call) or _of_relation(fetches, call)
                yield Hint(CODES[call.method], line, loop_line, line, "", fix, kept, node.col_offset + 1)


def _row_call(reading: Reading, node: ast.Call, loop: ast.AST, loops: list[RowLoop]) -> RowCall:
    statement, alone, tests = reading.parents[node], False, ()
    if isinstance(loop, ast.For) and not loop.orelse and len(loop.body) == 1:
        first = loop.body[0]
        if isinstance(first, ast.If) and not first.orelse and len(first.body) == 1:
            first, tests = first.body[0], (first.test,)
        alone = first is statement and isinstance(first, ast.Expr)
    rows = next((one for one in loops if one.holder is loop), None)
    names = frozenset(stored_inside(loop))
    return RowCall(node, node.func.attr, loop, rows, tests, alone, names)  # type: ignore[attr-defined]


def _is_kept(reading: Reading, call: RowCall) -> bool:
    """Whether a pass goes by what the call gives back, or waits for what it raises."""
    node: ast.AST = call.node
    while isinstance(reading.parents[node], ast.Subscript):
        node = reading.parents[node]
    used = not isinstance(reading.parents[node], (ast.Expr, ast.AugAssign, ast.ListComp, ast.GeneratorExp))
    while node is not call.loop and node in reading.parents:
        node = reading.parents[node]
        used = used or isinstance(node, ast.Try)
    return used


def _of_row(reading: Reading, call: RowCall) -> str:
    """`vote.delete()`, and `Vote.objects.filter(pk=vote.pk)` in a loop over votes: the query of the rows does it."""
    rows = call.rows
    if rows is None or not call.alone or not all(one.arg for one in call.node.keywords):
        return ""
    if not call.is_row(call.node.func.value) and not _is_of_same_row(call):
        return ""
    words = RowWords(rows.row, rows.model, call.names - {rows.row}, reading.texts)
    try:
        where = f"filter({words.condition(list(call.tests))})." if call.tests else ""
        given = ", ".join(f"{one.arg}={set_value(words, one.value)}" for one in call.node.keywords)
    except CannotSay:
        return ""
    keys = _keys_of_rows(rows)
    if not keys:
        return f"{where}{call.method}({given})"
    return "" if where else f"{rows.model.__name__}.objects.filter(pk__in={keys}).{call.method}({given})"


def _keys_of_rows(rows: RowLoop) -> str:
    """What chooses rows that no link can be put behind: those of a list, or of a slice; "" for those of a QuerySet."""
    iterated = rows.holder.iter if isinstance(rows.holder, ast.For) else rows.rows.node
    if isinstance(iterated, ast.Name) and rows.rows.listed:
        return f"[{rows.row}.pk for {rows.row} in {iterated.id}]"
    return "" if rows.fetch.can_be_filtered else unparsed(rows.rows.node)


def _is_of_same_row(call: RowCall) -> bool:
    """`Post.objects.filter(pk=post.pk).update(…)`."""
    root, links = links_of(call.node)
    chosen = links[1].node if len(links) == 3 and links[1].name == "filter" else None
    given = chosen.keywords if isinstance(chosen, ast.Call) and not chosen.args else []
    of_model = isinstance(root, ast.Name) and call.rows is not None and root.id == call.rows.model.__name__
    return of_model and len(given) == 1 and given[0].arg in KEYS and call.is_row(given[0].value)


def _of_key(call: RowCall) -> str:
    """`Vote.objects.filter(pk=key).delete()`, where nothing but the key is another one each time."""
    root, links = links_of(call.node)
    chosen = [link for link in links if call.mentions(*link.arguments) and link.node is not call.node]
    if len(links) < 3 or len(chosen) != 1 or any(link.name not in CHOOSING for link in links[:-1]):
        return ""
    given = _only_keyword(call, chosen[0])
    if given is None or not isinstance(root, ast.Name) or links[0].name != "objects":
        return ""
    if not call.is_same_for_all:
        columns = ", ".join(f'"{one.arg}"' for one in call.node.keywords)
        return f"bulk_update(objects, [{columns}])"
    keys = _keys(call, given.value) or ("keys" if given.arg in KEYS else "values")
    one = ast.unparse(ast.Call(ast.Name(chosen[0].name), [], chosen[0].node.keywords))  # type: ignore[attr-defined]
    every = one.replace(ast.unparse(given), f"{given.arg}__in={keys}").replace("get(", "filter(", 1)
    return unparsed(ast.parse(ast.unparse(call.node).replace(one, every), mode="eval").body)


def _only_keyword(call: RowCall, link: Link) -> ast.keyword | None:
    """The one condition that the loop changes."""
    if not isinstance(link.node, ast.Call) or link.name not in ("filter", "get") or link.node.args:
        return None
    given = [one for one in link.node.keywords if call.mentions(one.value)]
    return given[0] if len(given) == 1 and given[0].arg else None


def _keys(call: RowCall, value: ast.expr) -> str:
    """What the loop goes through, or the value made of each; "" where the loop does more."""
    loop = call.loop
    if not call.alone or call.tests or not isinstance(loop, ast.For):
        return ""
    if isinstance(value, ast.Name) and isinstance(loop.target, ast.Name) and value.id == loop.target.id:
        return unparsed(loop.iter)
    return unparsed(ast.ListComp(value, [ast.comprehension(loop.target, loop.iter, [], 0)]))


def _of_relation(fetches: Fetches, call: RowCall) -> str:
    """`author.posts.update(…)` for each author."""
    root, links = links_of(call.node)
    target, names = getattr(call.loop, "target", None), [link.name for link in links]
    if not isinstance(root, ast.Name) or getattr(target, "id", "") != root.id or not call.is_same_for_all:
        return ""
    for fetch in fetches.of_kind("manager"):
        back = name_back(fetch) if set(names[1:-1]) <= {"all"} else ""
        if fetch.method == call.method and fetch.relation.endswith(f".{names[0]}") and back:
            return f"{fetch.model.__name__}.objects.filter({back}__in={_keys(call, root) or 'values'}).{call.call}"
    return ""
