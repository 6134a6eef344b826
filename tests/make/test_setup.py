"""The set-up scripts: what is done once, what is told when it goes wrong."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_a_step_is_done_until_its_input_changes(script, tmp_path):
    steps, source, stamp = script("steps"), tmp_path / "input.txt", tmp_path / "made" / ".stamp"
    source.write_text("one")
    wanted = steps.content_hash([source])
    assert not steps.is_done(stamp, wanted)
    steps.mark_done(stamp, wanted)
    assert steps.is_done(stamp, steps.content_hash([source]))
    source.write_text("two")
    assert not steps.is_done(stamp, steps.content_hash([source]))


def test_a_long_step_shows_its_words_and_how_long_it_took(script, capsys):
    script("steps").run_showing(["sh", "-c", "echo Collecting django; echo noise"], script("setup").package_name, "no")
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "    django"
    assert shown[1].startswith("    done in ")


def test_a_failed_step_shows_the_end_of_what_it_said(script, capfd):
    steps = script("steps")
    with pytest.raises(steps.StepFailed, match=r"^it failed$"):
        steps.run_showing(["sh", "-c", "seq 100; exit 3"], lambda _: None, "it failed")
    assert capfd.readouterr().err.split() == [str(number) for number in range(76, 101)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Collecting Django==5.2.19 (from -r requirements.txt (line 2))", "Django"),
        ("Collecting psycopg[binary]==3.3.9", "psycopg"),
        ("  Downloading a-wheel.whl", None),
        ("Installing collected packages: one, two", "- unpacking"),
    ],
)
def test_the_package_that_pip_is_at_is_named(script, line, name):
    assert script("setup").package_name(line) == name


@pytest.mark.parametrize(("installed", "asked"), [("dev", "run"), ("dev", "dev"), ("run", "run")])
def test_packages_that_are_there_are_not_installed_again(script, tmp_path, installed, asked):
    setup = script("setup")
    files = [setup.ROOT / name for name in setup.LEVELS[installed]]
    setup.mark_done(tmp_path / f".installed-{installed}", setup.content_hash(files))
    # There is no Python in this environment: to start pip would fail.
    setup.install_packages(tmp_path, asked)


def test_the_run_packages_are_not_enough_for_tests(script, tmp_path):
    setup = script("setup")
    setup.mark_done(tmp_path / ".installed-run", setup.content_hash([setup.ROOT / "requirements.txt"]))
    with pytest.raises(FileNotFoundError):
        setup.install_packages(tmp_path, "dev")


def test_an_environment_whose_python_is_gone_or_broken_is_made_anew(script, tmp_path):
    works = script("setup").works
    assert works(Path(sys.executable))
    assert not works(tmp_path / "python")
    program(tmp_path, "python", "exit 1")
    assert not works(tmp_path / "python")


@pytest.mark.parametrize(
    ("version", "enough"), [("v20.1.0", True), ("v18.0.0", True), ("v12.22.9", False), ("", False)]
)
def test_node_of_the_machine_is_used_when_it_is_new_enough(script, tmp_path, monkeypatch, version, enough):
    program(tmp_path, "node", f"echo {version}")
    program(tmp_path, "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert script("bundle").machine_has_node() is enough


def test_a_machine_without_npm_has_no_node_for_us(script, tmp_path, monkeypatch):
    program(tmp_path, "node", "echo v22.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert script("bundle").machine_has_node() is False


def test_a_taken_port_is_told_with_another_to_take(script):
    serve = script("serve")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serve.StepFailed, match=rf"^Port {port} is taken .* make run PORT={port + 1}$"):
            serve.check_port(port)
    serve.check_port(port)
