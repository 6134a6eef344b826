"""How one jailed process tree is started: the levels, what the jail may read, the command line. Fails closed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from course.sandbox import filters

PACKAGES = ("django", "asgiref", "sqlparse", "tzdata")
ZONES = "/usr/share/zoneinfo"
LIBRARY_CACHE = ("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache")


@dataclass(frozen=True, slots=True)
class Level:
    """One strength of the jail. A: all layers; B: without namespaces; C: without Landlock too, so no file opens."""

    name: str
    bubblewrap: bool
    landlock: bool

    @property
    def layers(self) -> tuple[str, ...]:
        parts = (("bubblewrap", self.bubblewrap), ("landlock", self.landlock), ("seccomp", True), ("rlimits", True))
        return tuple(name for name, on in parts if on)


LEVELS = (Level("A", True, True), Level("B", False, True), Level("C", False, False))


def levels(lowest: str) -> tuple[Level, ...]:
    """The levels that are acceptable here, strongest first; `auto` accepts every one."""
    last = "C" if lowest == "auto" else lowest
    return tuple(level for level in LEVELS if level.name <= last)


def interpreter() -> Path:
    """The real Python beneath the virtual environment; the jail sees no environment folder."""
    return Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))


def standard_library() -> tuple[Path, ...]:
    paths = sysconfig.get_paths()
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    found = {Path(sysconfig.get_path(name, vars=base)).resolve() for name in ("stdlib", "platstdlib")}
    return tuple(sorted(found)) or (Path(paths["stdlib"]),)


@cache
def packages() -> dict[str, str]:
    """Importable package -> the folder it is found in."""
    found = {"sandbox_app": str(settings.BASE_DIR)}
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            found[name] = str(Path(spec.origin).resolve().parent.parent)
    return found


def readable() -> list[str]:
    """The folders that code in the jail may read: the library, Django and ours. No data, no lessons, no settings."""
    ours = [str(Path(folder) / name) for name, folder in packages().items()]
    zones = [ZONES] if Path(ZONES).is_dir() else []
    return [*map(str, standard_library()), *ours, *zones]


def configuration(level: Level, limits: Mapping[str, int]) -> dict[str, Any]:
    """The first message to a zygote. Raises SandboxUnavailable when a filter cannot be built."""
    programs = {role: filters.program(role, opens_files=level.landlock).hex() for role in ("learner", "broker")}
    told = {"packages": packages(), "readable": readable(), "landlock": level.landlock, "filters": programs}
    return told | {"limits": dict(limits)}


def command(level: Level, role: str, control: int, process_files: int) -> list[str]:
    """The command line of a zygote that listens on the descriptor `control`; `process_files` is one of /proc."""
    script = str(Path(packages()["sandbox_app"]) / "sandbox_app" / "zygote.py")
    python = [str(interpreter()), "-I", "-S", "-B", script, role, str(control), str(process_files)]
    return [*bubblewrap(readable(), "--clearenv"), *python] if level.bubblewrap else python


def bubblewrap_path() -> str | None:
    return shutil.which("bwrap")


def bubblewrap(read_only: Iterable[str], *options: str) -> list[str]:
    """All namespaces, an empty read-only root, and in it `read_only`, the interpreter and the shared libraries."""
    binds: list[str] = []
    for path in dict.fromkeys([str(interpreter()), *read_only, *shared_libraries()]):
        binds += ["--ro-bind", path, path]
    for short in ("/lib", "/lib64"):
        if os.path.islink(short):
            binds += ["--symlink", os.readlink(short), short]
    isolation = "--unshare-all --die-with-parent --new-session --cap-drop ALL --chdir /".split()
    return [bubblewrap_path() or "bwrap", *isolation, *binds, *LIBRARY_CACHE, *options, "--remount-ro", "/"]


@cache
def shared_libraries() -> tuple[str, ...]:
    """Every shared library the interpreter and its extension modules load, under each name it is asked for by."""
    listing = (
        "import importlib, os, sys\n"
        "for name in 'ssl sqlite3 ctypes decimal zlib bz2 lzma hashlib uuid readline dbm curses'.split():\n"
        "    try: importlib.import_module(name)\n"
        "    except ImportError: pass\n"
        "print('\\n'.join({line.split()[-1] for line in open('/proc/self/maps') if '.so' in line}))\n"
    )
    mapped = subprocess.run([interpreter(), "-I", "-S", "-c", listing], capture_output=True, text=True, check=True)
    inside = tuple(str(folder) + "/" for folder in standard_library())
    found = [path for path in mapped.stdout.split() if path.startswith("/") and not path.startswith(inside)]
    return tuple(sorted({name for path in found for name in _names_of(Path(path))} | set(_loaders())))


def _loaders() -> list[str]:
    """The dynamic loader under the name that programs carry in their head, such as /lib64/ld-linux-x86-64.so.2."""
    folders = {os.path.realpath(folder) for folder in ("/lib", "/lib64")}
    return [str(path) for folder in folders for path in Path(folder).glob("ld-*.so*")]


def _names_of(library: Path) -> list[str]:
    """The file itself and the links beside it, such as `libc.so.6` for `libc-2.36.so`."""
    stem = library.name.split(".so")[0].split("-")[0]
    beside = [path for path in library.parent.glob(f"{stem}*") if path.resolve() == library.resolve()]
    return [str(library), *map(str, beside)]
