"""The floor: the same code by a bare `exec` in one warm process, the data in its own memory; no jail, no capture.

Started as `python -m bench.floor IMAGE`; reads JSON lines {"code"}, answers {"ms", "cpu_ms"}. With a second argument
(a program) it runs that once and ends: a fresh process for each run, as container playgrounds do inside.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox_app.settings"


def open_image(path: str) -> None:
    """Django's own SQLite backend on an in-memory copy of the image."""
    import django  # noqa: PLC0415 - its settings are named above

    django.setup()
    from django.db import connection  # noqa: PLC0415 - after set-up

    connection.ensure_connection()
    connection.connection.deserialize(Path(path).read_bytes())


def execute(code: str) -> None:
    from sandbox_app import scope  # noqa: PLC0415 - after set-up

    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "answer.py", "exec"), scope.names())  # noqa: S102 - the floor is a bare exec


def timed(code: str) -> dict[str, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    execute(code)
    return {"ms": (time.perf_counter() - wall) * 1000, "cpu_ms": (time.process_time() - cpu) * 1000}


def main() -> None:
    open_image(sys.argv[1])
    if len(sys.argv) > 2:
        execute(sys.argv[2])
        return
    for line in sys.stdin:
        print(json.dumps(timed(json.loads(line)["code"])), flush=True)


if __name__ == "__main__":
    main()
