"""The daemon beside the web server, as `make run` keeps it."""

from __future__ import annotations

import os


def test_daemon_that_is_killed_comes_back_and_ends_with_the_server(script, tmp_path, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    sandbox = script("sandbox")
    daemon = sandbox.SandboxDaemon(sandbox.socket_path())
    daemon.wait_until_ready()
    first = daemon.process
    daemon.ready.clear()
    first.kill()
    daemon.wait_until_ready()
    second = daemon.process
    daemon.stop()
    assert (first.pid != second.pid, second.returncode, (tmp_path / "sandbox.sock").exists()) == (True, 0, False)


def test_socket_whose_path_would_be_too_long_moves_to_a_folder_of_its_own(script, tmp_path, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path / ("x" * 120)))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = script("sandbox").socket_path()
    assert (path.name, len(os.fsencode(path)) <= 107 or len(str(tmp_path)) > 60) == ("sandbox.sock", True)
