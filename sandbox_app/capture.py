"""Where a statement came from: the learner's line, the loop around it, and which part of the ORM asked.

All of it is told by the learner's own process: good for display and advice, never for a grade.
"""

from __future__ import annotations

import ast
import itertools
import json
import opcode
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from sandbox_app import awaited, origins
from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.statements import UNKNOWN

FILENAME = "answer.py"
MOST_FRAMES = 200
# Beyond this many statements the broker keeps no details, so there is nothing left to look up.
MOST_LOOKUPS = 1_000

# Python has but one of each of these, whose parent would be anything.
_WITHOUT_A_PLACE = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


# The frames that brackets have of their own, and what takes up the rows of a `for` within them.
_OF_BRACKETS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_GET_ITER = opcode.opmap["GET_ITER"]
Place = tuple[int, int]
Origin = tuple[origins.Found, FrameType]


class Source:
    """The learner's program: its nodes and their parents, the loop around each place, where its answer is given."""

    def __init__(self, tree: ast.Module) -> None:
        # What a loop does in each pass: from here to there, and where the loop stands.
        self.passes: list[tuple[Place, Place, Place]] = []
        self.answer_line = _answer_line(tree)
        self.nodes: list[ast.AST] = [tree]
        self.parents: dict[ast.AST, ast.AST] = {}
        for node in self.nodes:
            for child in ast.iter_child_nodes(node):
                if not isinstance(child, _WITHOUT_A_PLACE):
                    self.parents[child] = node
                    self.nodes.append(child)
            for part in _parts_of_a_pass(node):
                end = (part.end_lineno or part.lineno, part.end_col_offset or 0)
                loop = (node.lineno, node.col_offset)  # type: ignore[attr-defined]
                self.passes.append(((part.lineno, part.col_offset), end, loop))

    def loop_around(self, line: int, column: int) -> Place | None:
        """Where the innermost loop stands that passes this place (columns count bytes, as `ast` does)."""
        place = (line, column)
        around = [(start, loop) for start, end, loop in self.passes if start <= place < end]
        return max(around)[1] if around else None


def _parts_of_a_pass(node: ast.AST) -> Iterator[ast.stmt | ast.expr]:
    """What a loop runs again and again: not the rows it goes through, which are asked for once."""
    if isinstance(node, _LOOPS):
        yield from node.body
        yield from [node.test] if isinstance(node, ast.While) else []
    elif isinstance(node, _COMPREHENSIONS):
        yield from (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        yield from (test for generator in node.generators for test in generator.ifs)
        yield from (generator.iter for generator in node.generators[1:])


def _answer_line(tree: ast.Module) -> int | None:
    """The line to name for a lazy answer: the last `return` of `solve`, or the last expression."""
    solves = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "solve"]
    if solves:
        returns = [node.lineno for node in ast.walk(solves[-1]) if isinstance(node, ast.Return)]
        return max(returns, default=solves[-1].lineno)
    return tree.body[-1].lineno if tree.body else None


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a statement came from. The same text from the same instruction, by as many calls, comes from there again.

    depth: calls between the learner's frame and ours. asker: the depth of the frame that told the origin, and its
    descriptor, for a foreign key to a model that others lead to as well: they may send the same text.
    """

    depth: int
    code: CodeType
    instruction: int
    told: bytes
    fetch: Fetch | None
    asker: tuple[int, Any] | None

    def again(self) -> bool:
        """To be called by the one who saw it."""
        try:
            frame = sys._getframe(self.depth + 1)
            if frame.f_code is not self.code or frame.f_lasti != self.instruction:
                return False
            return self.asker is None or sys._getframe(self.asker[0] + 1).f_locals.get("self") is self.asker[1]
        except ValueError:  # not so many calls
            return False


class Whereabouts:
    """Called for each statement: `[line, loop line, [kind, relation, method, column, column of the loop] or null]`.

    Columns tell apart what stands on one line. They count from 1; 0 where there is none.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fetches = Fetches()
        self.places: dict[tuple[int, int], tuple[int, int | None, int, int, CodeType]] = {}
        self.seen: dict[str, Seen] = {}
        self.lookups = 0
        # Set while the answer is consumed: no frame of the learner is on the stack then.
        self.answer_line: int | None = None

    def __call__(self, sql: str) -> bytes:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            return UNKNOWN
        seen = self.seen.get(sql)
        if seen is not None and seen.again():
            if seen.fetch is not None:
                seen.fetch.times += 1
            return seen.told
        return self._found(sql, sys._getframe())

    def _found(self, sql: str, ours: FrameType) -> bytes:
        innermost = origins.outside_wrappers(ours, FILENAME)
        frame, asked = _learner_and_orm(innermost)
        if frame is None and self.answer_line is None:
            frame = awaited.learner_frame(innermost, FILENAME)
        line, loop_line, *columns = self._place(frame) if frame else (self.answer_line, None, 0, 0)
        origin = origins.origin(asked) if asked else None
        if origin is None:
            return json.dumps([line, loop_line, None]).encode()
        fetch = self.fetches.note((line, columns[0]), *origin) if line is not None else None
        told = json.dumps([line, loop_line, [*origin[0], *columns]]).encode()
        seen = _seen(ours, frame, origin, told, fetch)
        if seen is not None:
            self.seen[sql] = seen
        return told

    def _place(self, frame: FrameType) -> tuple[int, int | None, int, int]:
        """The line that runs in this frame, the line of the loop around that very place, and the columns of both;
        looked up once for each place."""
        key = (id(frame.f_code), frame.f_lasti)
        known = self.places.get(key)
        if known is None:
            code = frame.f_code
            line, _, column, _ = next(itertools.islice(code.co_positions(), frame.f_lasti // 2, None))
            place = (line or frame.f_lineno, column or 0)
            # Python 3.11 says of a second `for` in brackets that it stands where they open.
            is_second = code.co_name in _OF_BRACKETS and code.co_code[frame.f_lasti] == _GET_ITER
            loop = place if is_second else self.source.loop_around(*place)
            loop_line, loop_column = (loop[0], loop[1] + 1) if loop else (None, 0)
            # The code object is kept, so that no other one can get its identity.
            known = self.places[key] = (frame.f_lineno, loop_line, place[1] + 1, loop_column, frame.f_code)
        return known[:4]


def _seen(
    ours: FrameType, frame: FrameType | None, origin: Origin, told: bytes, fetch: Fetch | None
) -> Seen | None:
    """What to know a statement again by; None where nothing shows that it is the same."""
    (kind, *_), teller = origin
    depth = _depth(ours, frame)
    if frame is None or depth is None or kind == "prefetch":
        return None
    asker = None
    if kind == "forward" and not origins.is_only_way(teller.f_locals["self"]):
        asker = _depth(ours, teller) or 0, teller.f_locals["self"]
    return Seen(depth, frame.f_code, frame.f_lasti, told, fetch, asker)


def _depth(innermost: FrameType | None, wanted: FrameType | None) -> int | None:
    """How many calls lie between two frames of one stack; None where they are not of one."""
    for depth in range(MOST_FRAMES):
        if innermost is None:
            return None
        if innermost is wanted:
            return depth
        innermost = innermost.f_back
    return None


def _learner_and_orm(frame: FrameType | None) -> tuple[FrameType | None, list[FrameType]]:
    """The learner's innermost frame, and the ORM's frames that it called or that called it; the innermost first."""
    learner, asked = None, []
    for _ in range(MOST_FRAMES):
        if frame is None:
            break
        if frame.f_code.co_filename == FILENAME:
            learner = learner or frame
            if asked:
                break
        elif id(frame.f_code) in origins.READERS:
            asked.append(frame)
        frame = frame.f_back
    return learner, asked
