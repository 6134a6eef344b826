"""`make setup`: a virtual environment with the packages, and the editor bundle. Each only when its input changed.

Standard library only. A second start compares a hash of the requirements files with the stamp the first one left,
finds nothing to do, and needs no network.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bundle import build_bundle
from steps import ROOT, StepFailed, content_hash, is_done, mark_done, run_showing, say

OLDEST_PYTHON = (3, 11)
LEVELS = {"run": ["requirements.txt"], "dev": ["requirements.txt", "requirements-dev.txt"]}


def check_platform() -> None:
    if sys.version_info < OLDEST_PYTHON:
        running = ".".join(map(str, sys.version_info[:2]))
        raise StepFailed(f"This is Python {running}; 3.11 or newer is needed. Name one: make PYTHON=python3.12 …")
    if not sys.platform.startswith("linux"):
        raise StepFailed("The jail for learners' code needs Linux: use a Linux machine, container or WSL 2.")


def works(python: Path) -> bool:
    """Whether the environment's Python starts, is of the version that runs this script, and has pip."""
    if not python.exists():
        return False
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    code = f"import sys, pip; sys.exit('%d.%d' % sys.version_info[:2] != {version!r})"
    return subprocess.run([python, "-c", code], stderr=subprocess.DEVNULL).returncode == 0


def make_environment(venv: Path) -> None:
    if works(venv / "bin" / "python"):
        return
    say(f"Making the virtual environment {venv.name}")
    shutil.rmtree(venv, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True, text=True)
    if made.returncode != 0 or not works(venv / "bin" / "python"):
        shutil.rmtree(venv, ignore_errors=True)
        raise StepFailed(
            f"Python could not make a virtual environment. On Debian or Ubuntu install its module first: "
            f"apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        )


def install_packages(venv: Path, level: str) -> None:
    """Install the packages of `level` ("run" or "dev"); what "dev" installed serves "run" as well."""
    wanted = {name: content_hash([ROOT / file for file in LEVELS[name]]) for name in LEVELS}
    stamps = {name: venv / f".installed-{name}" for name in LEVELS}
    enough = ["run", "dev"] if level == "run" else ["dev"]
    if any(is_done(stamps[name], wanted[name]) for name in enough):
        return
    say("Installing the Python packages (about a minute, the first time only)")
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    failure = "pip could not install the packages: see above. Is there a network?"
    run_showing([*command, "-r", LEVELS[level][-1]], package_name, failure)
    mark_done(stamps[level], wanted[level])


def package_name(line: str) -> str | None:
    """The package a line of pip's talk is about, when it begins a new one."""
    if line.startswith("Installing collected packages"):
        return "- unpacking"
    name = re.match(r"Collecting ([\w.-]+)", line)
    return name[1] if name else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    parser.add_argument("--venv", default=".venv", help="the environment's folder in the checkout")
    options = parser.parse_args()
    venv = ROOT / options.venv
    try:
        check_platform()
        make_environment(venv)
        install_packages(venv, "dev" if options.dev else "run")
    except StepFailed as failure:
        sys.exit(f"{failure}")
    try:
        build_bundle(venv)
    except StepFailed as failure:
        if os.environ.get("CI") == "true":
            sys.exit(f"{failure}")
        say(f"{failure} Everything else works: code is written in a plain text area.")


if __name__ == "__main__":
    main()
