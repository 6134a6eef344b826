"""What the set-up scripts share: saying what happens, running a long step with progress, doing a step only once.

Standard library only: these scripts run before anything is installed.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN_ON_FAILURE = 25


class StepFailed(Exception):
    """A step of the set-up went wrong; its text says what, and what to do."""


def say(text: str) -> None:
    print(f"==> {text}", flush=True)


def content_hash(paths: Iterable[Path], *extra: str) -> str:
    """One hash of the contents of the files, in order, and of the extra texts."""
    digest = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_done(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


def mark_done(stamp: Path, wanted: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def run_showing(command: list[str], word_of: Callable[[str], str | None], failure: str) -> None:
    """Run a long command in the checkout, printing the words that `word_of` finds in its lines as it goes.

    Raises StepFailed with `failure` when the command fails, after printing the end of what it said.
    """
    began = time.monotonic()
    lines: list[str] = []
    print("   ", end="", flush=True)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            word = word_of(line)
            if word:
                print(f" {word}", end="", flush=True)
    print(flush=True)
    if process.returncode != 0:
        print("\n".join(lines[-SHOWN_ON_FAILURE:]), file=sys.stderr)
        raise StepFailed(failure)
    print(f"    done in {time.monotonic() - began:.0f} s", flush=True)
