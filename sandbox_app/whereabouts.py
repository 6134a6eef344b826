"""Where a run is when it is stopped: told while it runs, because whoever is killed tells nothing any more."""

from __future__ import annotations

import _thread
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from sandbox_app import origins
from sandbox_app.awaited import innermost
from sandbox_app.capture import FILENAME
from sandbox_app.evidence import Output

EVERY_SECONDS = 0.2
# The default of 8 MiB would count against the memory of the run.
STACK_BYTES = 128 << 10


def learner_line(frame: FrameType | None) -> int:
    """The innermost line of the learner's own file, or 0; of a statement that is being sent, the line that asked."""
    own = innermost(origins.outside_wrappers(frame, FILENAME) if frame else None, FILENAME)
    return own.f_lineno if own is not None else 0


def keep_telling(output: Output) -> Callable[[], None]:
    """What makes a thread note the running line again and again; it is there already, and waits. To be called inside
    the jail: a thread keeps what it began with."""
    main, waiting = _thread.get_ident(), _thread.allocate_lock()
    waiting.acquire()

    def tell() -> None:
        waiting.acquire()
        while True:
            time.sleep(EVERY_SECONDS)
            output.at(learner_line(sys._current_frames().get(main)))

    stack_bytes = _thread.stack_size(STACK_BYTES)
    with suppress(RuntimeError):  # no room for a thread: then no line is told
        _thread.start_new_thread(tell, ())
    _thread.stack_size(stack_bytes)
    return waiting.release
