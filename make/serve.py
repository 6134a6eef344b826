"""The second half of `make run`: migrate, load the data, serve, and print the address once the site answers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

import sandbox
from steps import ROOT, StepFailed, say

START_SECONDS = 90
BEST_LEVEL = "A"


def prepare() -> None:
    say("Preparing the database and the course's data")
    if subprocess.run([sys.executable, "make/prepare.py"], cwd=ROOT).returncode != 0:
        raise StepFailed("The site's data could not be prepared: see above.")


def ask_for_level() -> subprocess.Popen[str]:
    """Begin to ask, beside the starting server, how well learners' code is confined on this machine."""
    asked = [sys.executable, "manage.py", "sandbox_status", "--json"]
    return subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def tell_level(asking: subprocess.Popen[str]) -> None:
    """One line when learners' code runs behind fewer walls than it could, or cannot run at all."""
    answer, _ = asking.communicate()
    level = json.loads(answer)["level"] if answer.strip() else None
    if level == BEST_LEVEL:
        return
    what_to_do = "see `python3 manage.py sandbox_status`"
    if not shutil.which("bwrap"):
        what_to_do = "install bubblewrap (apt-get install bubblewrap) and start again"
    if level is None:
        say(f"Exercises cannot run here; lessons, quizzes and accounts work. To run exercises, {what_to_do}.")
    else:
        say(f"Everything works, but learners' code has fewer walls around it (level {level}); for all, {what_to_do}.")


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise StepFailed(
                f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}"
            ) from None


def wait_until_it_answers(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise StepFailed("The server stopped while starting: see above.")
        try:
            urllib.request.urlopen(address, timeout=30).close()  # noqa: S310 - our own http address
            return
        except urllib.error.HTTPError as error:
            raise StepFailed(f"The site answers with an error: {error}. See above.") from None
        except OSError:
            time.sleep(0.2)
    raise StepFailed(f"The site did not answer within {START_SECONDS} seconds.")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to end and wait until it has; a second request while it ends changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    server.terminate()
    server.wait()


def on_signal(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def serve(port: int) -> None:
    address = f"http://127.0.0.1:{port}/"
    check_port(port)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    path = sandbox.socket_path()
    os.environ["SANDBOX_SOCKET"] = str(path)
    # In sessions of their own, so that Ctrl-C reaches this script alone, which then ends them in good order.
    runner = sandbox.SandboxDaemon(path)
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=ROOT, start_new_session=True)
    try:
        runner.wait_until_ready()
        asking = ask_for_level()
        wait_until_it_answers(server, address)
        tell_level(asking)
        say("The course is open. Ctrl-C stops it.")
        print(address, flush=True)
        if server.wait() != 0:
            raise StepFailed("The server stopped: see above.")
    except KeyboardInterrupt:
        pass
    finally:
        stop(server)
        runner.stop()


def main() -> None:
    port = int(os.environ.get("PORT") or 8000)
    os.environ.setdefault("LOCAL_HTTP", "true")
    os.environ["PORT"] = str(port)
    try:
        check_port(port)
        prepare()
        serve(port)
    except StepFailed as failure:
        sys.exit(f"{failure}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
