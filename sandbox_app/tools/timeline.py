"""Runs a program once while the ORM's lazy places are watched: what was only built, what asked the database, what came
from a cache, and why something was asked again. The watching stands in the same process as the program: display only.
"""

from __future__ import annotations

from typing import Any

from sandbox_app import harness
from sandbox_app.answer import Bounds
from sandbox_app.evidence import Output
from sandbox_app.tools.recorder import Recorder
from sandbox_app.tools.watch import watch_orm


def frame(code: str, names: dict[str, Any], output: Output, bounds: Bounds) -> dict[str, Any]:
    """The frame of an ordinary run, its answer replaced by {"events": [event, …], "truncated"}.

    See `course.domain.insight.timeline.Event` for an event's fields.
    """
    recorder = Recorder()
    watch_orm(recorder)
    result = harness.run(code, names, output, bounds)
    seen = {"events": recorder.told(), "truncated": recorder.truncated}
    return result | {"value": None, "answer": {"kind": "scalar", "item": seen}}
