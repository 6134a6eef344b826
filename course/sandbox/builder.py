"""How fixtures become database images: `sandbox_app.seed` in a process of its own, confined where the host allows.

Fixtures come from outside. The process has no network and nothing of the site's environment; it sees the interpreter,
Django, `sandbox_app` and the fixture files, and may write one folder. It bounds its own memory, processor time and
file sizes before it reads anything.
"""

from __future__ import annotations

import importlib.util
import json
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from course.sandbox import jail
from course.sandbox.errors import SandboxError

WALL_SECONDS = 180
BELOW = "the version they change"
OUT_OF_MEMORY = 3
ENDED_BY_LIMIT = (-signal.SIGXCPU, -signal.SIGKILL, 128 + signal.SIGXCPU, 128 + signal.SIGKILL)
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "sandbox_app.settings", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


class BuilderFailed(SandboxError):
    """The building process ended without a report: it ran out of time or memory, or is broken."""


def build_images(
    fixtures: Sequence[Path], folder: Path, *, onto: Path | None = None, whole_models: bool = False,
    names: Sequence[str] = (), alive: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """The report of `sandbox_app.seed`; without faults `folder` then holds the images. Raises BuilderFailed.

    onto: a fixture whose objects stay where no file has the same key, or with `whole_models` the same model.
    names: what the report calls each file. alive: called every second; when it raises, building ends.
    """
    paths = [path.resolve() for path in fixtures]
    below = onto.resolve() if onto else None
    ended = run(command(paths, folder.resolve(), below, whole_models=whole_models), alive)
    if ended.returncode == OUT_OF_MEMORY:
        raise BuilderFailed("Building the data needs more memory than it may use. Load a smaller set.")
    if ended.returncode in ENDED_BY_LIMIT:
        raise BuilderFailed("Building the data took more processor time than it may. Load a smaller set.")
    report = read_report(ended.stdout)
    if ended.returncode not in (0, 1) or report is None:
        last_words = (ended.stderr.strip().splitlines() or ["it said nothing"])[-1][:300]
        raise BuilderFailed(f"Building the data failed (exit {ended.returncode}): {last_words}")
    given = dict(zip(map(str, paths), names or map(str, fixtures), strict=True))
    return with_given_names(report, given | {str(below): BELOW})


def run(command: list[str], alive: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    """Raises BuilderFailed after WALL_SECONDS; and whatever `alive` raises. The process has ended in any case."""
    process = subprocess.Popen(
        command, env=environment(), cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(WALL_SECONDS):
            with suppress(subprocess.TimeoutExpired):
                output, errors = process.communicate(timeout=1)
                return subprocess.CompletedProcess(command, process.returncode, output, errors)
            alive()
        raise BuilderFailed(f"Building the data took more than {WALL_SECONDS} seconds. Load a smaller set.")
    finally:
        process.kill()
        process.communicate()


def read_report(output: str) -> dict[str, Any] | None:
    try:
        report = json.loads(output)
    except ValueError:
        return None
    return report if isinstance(report, dict) and "total_faults" in report else None


def with_given_names(report: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Faults name the files as the caller did, wherever they stand; a path of ours tells nobody anything."""

    def renamed(text: str) -> str:
        for path, name in names.items():
            text = text.replace(path, name)
        return text

    told = ("file", "problem", "remedy")
    return report | {"faults": [fault | {key: renamed(fault[key]) for key in told} for fault in report["faults"]]}


def command(
    fixtures: Sequence[Path], folder: Path, onto: Path | None = None, *, whole_models: bool = False
) -> list[str]:
    """The command line, inside bubblewrap where it works."""
    python = [str(jail.interpreter()), "-S", "-s", "-B", "-m", "sandbox_app.seed", "build", str(folder)]
    below = [onto] if onto else []
    options = [f"--most-bytes={settings.DATASET_UNPACKED_BYTES}", f"--most-objects={settings.DATASET_OBJECTS}"]
    options += [f"--onto={path}" for path in below] + ["--whole-models"] * whole_models
    program = [*python, *map(str, fixtures), *options]
    return [*bubblewrap([*fixtures, *below], folder), *program] if bubblewrap_works() else program


def packages() -> dict[str, str]:
    """What the building process imports -> the folder it is found in: the jail's packages, and PyYAML."""
    found = dict(jail.packages())
    spec = importlib.util.find_spec("yaml")
    if spec is not None and spec.origin is not None:
        found["yaml"] = str(Path(spec.origin).resolve().parent.parent)
    return found


def environment() -> dict[str, str]:
    """Nothing of the site's environment: only where to import from, and settings of the sandbox's own project."""
    return ENVIRONMENT | {"PYTHONPATH": ":".join(dict.fromkeys(packages().values()))}


def bubblewrap(fixtures: Sequence[Path], folder: Path) -> list[str]:
    """The jail's own namespaces and root, with the fixtures to read and the one folder to write into."""
    imported = (Path(parent) / name for name, parent in packages().items())
    read_only = map(str, (*jail.standard_library(), *imported, *fixtures))
    return jail.bubblewrap(read_only, "--bind", str(folder), str(folder))


@cache
def bubblewrap_works() -> bool:
    """Whether namespaces can be had here, tried once."""
    program = jail.bubblewrap_path()
    if program is None:
        return False
    trial = [program, "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "true"]
    try:
        return subprocess.run(trial, capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
