"""Runs one learner's program and describes what came of it. Everything here shares a process with that program,
so nothing here decides a grade: it only has to be honest for honest code.
"""

from __future__ import annotations

import ast
import io
import json
import linecache
import os
import sys
import traceback
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from sandbox_app.answer import Bounds, described, text
from sandbox_app.backend.remote import transport
from sandbox_app.capture import FILENAME, Source, Whereabouts
from sandbox_app.evidence import Output
from sandbox_app.hints import noticed
from sandbox_app.whereabouts import learner_line

MESSAGE = 4_000
MOST_FRAMES = 20


class Printed(io.RawIOBase):
    """Below `sys.stdout` of a run: shared memory, so that what was printed outlives the process."""

    def __init__(self, output: Output) -> None:
        self.output = output

    def writable(self) -> bool:
        return True

    def write(self, body: Any) -> int:
        if not self.output.write(body):
            self.output.at(learner_line(sys._getframe()))
            os._exit(0)  # The supervisor finds the output cut short and calls it `output_limit`.
        return len(body)


def printing(output: Output) -> io.TextIOWrapper:
    """`sys.stdout` of a run. It gathers a line in C, as Python's own does: a print writes four times."""
    stream = io.TextIOWrapper(Printed(output), "utf-8", "backslashreplace", "", line_buffering=True)
    output.stream = stream
    return stream


@dataclass(frozen=True)
class Program:
    """A compiled program: its statements, the final expression if it ends in one, and the map of its lines."""

    body: Any
    final: Any
    source: Source


def compiled(code: str) -> Program:
    """Raises SyntaxError, ValueError, RecursionError or MemoryError as Python's compiler does."""
    tree = ast.parse(code, FILENAME)
    source = Source(tree)
    final = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        expression = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
        final = compile(expression, FILENAME, "eval", dont_inherit=True)
    return Program(compile(tree, FILENAME, "exec", dont_inherit=True), final, source)


def run(code: str, names: dict[str, Any], output: Output, bounds: Bounds) -> dict[str, Any]:
    """The result frame: status, error, value and answer, all plain JSON values."""
    linecache.cache[FILENAME] = (len(code), None, code.splitlines(keepends=True), FILENAME)
    try:
        program = compiled(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"status": "rejected", "error": syntax_error(error)}
    whereabouts = Whereabouts(program.source)
    transport.where = whereabouts
    sys.stdout = sys.stderr = printing(output)
    try:
        value, answer = described(_executed(program, names, whereabouts), bounds)
        hints = noticed(program.source, whereabouts.fetches, answer)
        return {"status": "ok", "value": value, "answer": answer, "hints": hints}
    except MemoryError as error:
        return {"status": "memory", "error": memory_error(error, names, whereabouts)}
    except BaseException as error:  # noqa: BLE001  whatever learner code raises is its own failure
        return {"status": "error", "error": learner_error(error, whereabouts)}


def _executed(program: Program, names: dict[str, Any], whereabouts: Whereabouts) -> Any:
    exec(program.body, names)  # noqa: S102  this process exists for nothing else
    value = eval(program.final, names) if program.final else None  # noqa: S307
    solve = names.get("solve")
    if callable(solve):
        value = solve()
    whereabouts.answer_line = program.source.answer_line
    return value


def framed(result: dict[str, Any], bounds: Bounds) -> bytes:
    """The frame as it is sent; an answer that is too large to be compared becomes an error that says so."""
    body = json.dumps(result).encode()
    most = bounds.answer_bytes + bounds.value_bytes
    if len(body) <= most:
        return body
    message = f"The answer takes {len(body):,} bytes; at most {most:,} can be compared. Give back less."
    error = {"type": "AnswerTooLarge", "message": message, "line": None, "traceback": f"AnswerTooLarge: {message}"}
    return json.dumps({"status": "error", "error": error}).encode()


def syntax_error(error: BaseException) -> dict[str, Any]:
    line = getattr(error, "lineno", None)
    message = getattr(error, "msg", None) or str(error)
    shown = "".join(traceback.format_exception_only(error)) if isinstance(error, SyntaxError) else str(error)
    return {"type": type(error).__name__, "message": message[:MESSAGE], "line": line, "traceback": shown[:MESSAGE]}


def learner_error(error: BaseException, whereabouts: Whereabouts) -> dict[str, Any]:
    """The exception with the learner's frames only."""
    frames = _learner_frames(error.__traceback__)
    line = frames[-1].lineno if frames else whereabouts.answer_line
    message = told(error)[:MESSAGE]
    name = type(error).__name__
    shown = "".join(["Traceback (most recent call last):\n", *traceback.format_list(frames[-MOST_FRAMES:])])
    return {"type": name, "message": message, "line": line, "traceback": f"{shown}{name}: {message}"[: 2 * MESSAGE]}


def told(error: BaseException) -> str:
    """What the exception says; where a module lies on this machine is nobody's business."""
    path = error.path if isinstance(error, ImportError) else None
    return text(error).replace(f" ({path})", "") if type(path) is str else text(error)


def memory_error(error: MemoryError, names: dict[str, Any], whereabouts: Whereabouts) -> dict[str, Any] | None:
    """The same, once all that the program held has gone: telling takes memory as well."""
    names.clear()
    traceback.clear_frames(error.__traceback__)
    try:
        return learner_error(error, whereabouts)
    except MemoryError:
        return None


def _learner_frames(trace: TracebackType | None) -> list[traceback.FrameSummary]:
    walked = traceback.walk_tb(trace)
    return [frame for frame in traceback.StackSummary.extract(walked, limit=500) if frame.filename == FILENAME]
