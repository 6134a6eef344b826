"""The learner's line of a statement that the async ORM sent: it runs in a thread of its own, whose stack does not show
who waits for it. The coroutines that wait do.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from types import FrameType
from typing import Any

from asgiref.sync import SyncToAsync

_IN_A_THREAD = SyncToAsync.thread_handler.__code__
_WAITING = SyncToAsync.__call__.__code__
# A coroutine, an async generator and a generator name their frame, and what they wait for, each in its own way.
_FRAMES, _WAITED_FOR = ("cr_frame", "ag_frame", "gi_frame"), ("cr_await", "ag_await", "gi_yieldfrom")
MOST_STEPS = 100
MOST_LOOKS, BETWEEN_LOOKS_SECONDS = 20, 0.0002


def learner_frame(asked: FrameType | None, filename: str) -> FrameType | None:
    """The learner's frame that waits for what this thread does, given the thread's innermost frame; the one that runs
    the loop, where several tasks wait and none shows that it is the one; None for a thread that nobody awaits."""
    while asked is not None and asked.f_code is not _IN_A_THREAD:
        asked = asked.f_back
    if asked is None:
        return None
    loop, call = asked.f_locals["loop"], asked.f_locals["self"]
    for _ in range(MOST_LOOKS):
        with suppress(RuntimeError):  # the loop's own thread may change its tasks meanwhile
            waiting = [task.get_coro() for task in asyncio.all_tasks(loop)]
            # Until the loop's thread really waits, its coroutines do not tell for what.
            if not any(getattr(one, "cr_running", False) for one in waiting):
                return _of_call(waiting, call, filename) or _running_the_loop(filename)
        time.sleep(BETWEEN_LOOKS_SECONDS)
    return _running_the_loop(filename)


def _of_call(waiting: list[Any], call: SyncToAsync[..., Any], filename: str) -> FrameType | None:
    found: list[FrameType] = []
    for coroutine in waiting:
        frames = list(_frames(coroutine))
        own = [frame for frame in frames if frame.f_code.co_filename == filename]
        if own and frames[-1].f_code is not _WAITING:
            found.append(own[-1])  # for another task, or for the next row: neither shows what it waits for
        elif own and frames[-1].f_locals["self"] is call:
            return own[-1]
    return found[0] if len(found) == 1 else None


def _running_the_loop(filename: str) -> FrameType | None:
    return innermost(sys._current_frames().get(threading.main_thread().ident or 0), filename)


def innermost(frame: FrameType | None, filename: str) -> FrameType | None:
    """The first frame of that file, from this one outwards."""
    while frame is not None and frame.f_code.co_filename != filename:
        frame = frame.f_back
    return frame


def _frames(waiting: Any) -> Iterator[FrameType]:
    """The frames of a coroutine and of what it waits for, the outermost first."""
    for _ in range(MOST_STEPS):
        frame = _first(waiting, _FRAMES)
        if frame is None:
            return
        yield frame
        waiting = _first(waiting, _WAITED_FOR)


def _first(waiting: Any, names: tuple[str, ...]) -> Any:
    return next((getattr(waiting, name) for name in names if hasattr(waiting, name)), None)
