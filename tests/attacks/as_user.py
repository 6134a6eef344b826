"""The whole collection as an ordinary user, when the tests run as root.

The checkout and the interpreter may lie where that user may not read, so what the runner needs is copied to a folder
that everybody may read: the interpreter with its library, Django and its needs, our two packages, the tests' own
modules and the images. Only then is root given up, for good, in a process of its own.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NOBODY = 65534
ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("django", "asgiref", "sqlparse", "tzdata", "pyseccomp", "environ", "pydantic", "pydantic_core",
            "annotated_types", "typing_inspection", "typing_extensions", "pyflakes")  # fmt: skip
NOT_NEEDED = shutil.ignore_patterns(
    "__pycache__", "test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "site-packages", "locale", "*.a",
    "config-3*", "static",
)  # fmt: skip
SECONDS = 400


def attempted(level: Any, images: Path, version: str) -> dict[str, Any]:
    """{"uid", "unavailable", "cases", "problems"} as the process of user nobody tells it."""
    with copied(images) as folder:
        command = [str(_copied_interpreter(folder)), "-m", "tests.attacks.as_user", level.name, version]
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1",
                       "PYTHONPATH": f"{folder}:{folder}/packages", "PYTHONHOME": str(folder / "python"),
                       "IMAGES": str(folder / "images")}  # fmt: skip
        done = subprocess.run(
            command, cwd=folder, env=environment, user=NOBODY, group=NOBODY, extra_groups=[], timeout=SECONDS,
            capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def copied(images: Path):
    """A folder, readable by everybody, with all that the runner and the cases need."""
    with tempfile.TemporaryDirectory(prefix="one-query-user-") as made:
        folder = Path(made)
        _copy_interpreter(folder)
        for name in PACKAGES:
            _copy_package(name, folder / "packages")
        for name in ("course", "sandbox_app"):
            shutil.copytree(ROOT / name, folder / name, ignore=NOT_NEEDED)
        shutil.copytree(ROOT / "tests" / "attacks", folder / "tests" / "attacks")
        (folder / "tests" / "__init__.py").touch()
        shutil.copytree(images, folder / "images")
        subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
        yield folder


def _copy_interpreter(folder: Path) -> None:
    base = Path(sys.base_prefix).resolve()
    library = Path(os.__file__).resolve().parent
    shutil.copytree(library, folder / "python" / library.relative_to(base), ignore=NOT_NEEDED)
    for shared in base.glob("lib/libpython*.so*"):
        shutil.copy(shared, folder / "python" / "lib" / shared.name)
    binary = _copied_interpreter(folder)
    binary.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(os.path.realpath(sys.executable), binary)


def _copied_interpreter(folder: Path) -> Path:
    return folder / "python" / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"


def _copy_package(name: str, into: Path) -> None:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return
    origin = Path(spec.origin)
    if origin.name == "__init__.py":
        shutil.copytree(origin.parent, into / name, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        into.mkdir(exist_ok=True)
        shutil.copy(origin, into / origin.name)


def main(level_name: str, version: str) -> dict[str, Any]:
    """In the process of the ordinary user: no site's settings, only the runner's."""
    from django.conf import settings

    settings.configure(BASE_DIR=Path.cwd())
    from course.sandbox import jail
    from course.sandbox.errors import SandboxError
    from tests.attacks import conduct

    level = next(level for level in jail.LEVELS if level.name == level_name)
    chosen = [case for case in conduct.cases() if case.kind != conduct.GRADING]
    try:
        with conduct.pool_at(level, Path(os.environ["IMAGES"])) as pool:
            outcomes = conduct.attempted(pool, version, level.name, chosen)
    except SandboxError as error:
        return {"uid": os.geteuid(), "unavailable": error.message, "cases": 0, "problems": []}
    problems = [[outcome.case, *outcome.problems] for outcome in outcomes if outcome.problems]
    return {"uid": os.geteuid(), "unavailable": "", "cases": len(outcomes), "problems": problems}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
