"""Where a run is when it is stopped: told while it runs, because whoever is killed tells nothing any more."""

from __future__ import annotations

import _thread
import signal
import sys
import time
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


def tell(output: Output, frame: FrameType | None) -> None:
    """Keep what was printed and, of the program with this innermost frame, the line that runs."""
    output.gather()
    output.at(learner_line(frame))


def tell_when_asked(output: Output) -> None:
    """Have the supervisor's signal, which a run gets that lasts, begin a thread that notes the running line again and
    again. Most runs are over by then, and a thread costs as much as a statement."""
    main = _thread.get_ident()

    def keep_telling() -> None:
        while True:
            tell(output, sys._current_frames().get(main))
            time.sleep(EVERY_SECONDS)

    def begin(_number: int, _frame: FrameType | None) -> None:
        stack_bytes = _thread.stack_size(STACK_BYTES)
        with suppress(RuntimeError):  # no room for a thread: then no line is told
            _thread.start_new_thread(keep_telling, ())
        _thread.stack_size(stack_bytes)

    signal.signal(signal.SIGURG, begin)
