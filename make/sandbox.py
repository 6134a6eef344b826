"""The sandbox daemon beside the web server: started by `make run`, started again if it dies, ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from steps import ROOT

# A Unix socket's path has at most 107 bytes (unix(7)).
MOST_PATH_BYTES = 100
RESTART_SECONDS = 0.5
START_SECONDS = 30


def socket_path() -> Path:
    """Under var/, or in a folder of its own where that path would be too long for a socket."""
    path = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "sandbox.sock"
    if len(os.fsencode(path)) <= MOST_PATH_BYTES:
        return path
    return Path(tempfile.mkdtemp(prefix="one-query-")) / "sandbox.sock"


class SandboxDaemon:
    """One daemon process and the thread that watches it."""

    def __init__(self, path: Path) -> None:
        self.path, self.ending = path, threading.Event()
        self.ready = threading.Event()
        self.process = self._started()
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def wait_until_ready(self) -> None:
        self.ready.wait(START_SECONDS)

    def stop(self) -> None:
        """Let the runs at work finish, then end it."""
        self.ending.set()
        self.process.terminate()
        self.watcher.join()

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", "sandbox_daemon", "--socket", str(self.path)]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)

    def _watch(self) -> None:
        while not self.ending.is_set():
            with self.process as process:
                for _ in process.stdout or ():
                    self.ready.set()  # It says one line, once it listens.
            if not self.ending.wait(RESTART_SECONDS):
                self.process = self._started()
                if self.ending.is_set():
                    self.process.terminate()
        self.process.wait()
