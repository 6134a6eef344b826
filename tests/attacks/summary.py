"""Tells at the end how many cases were attempted at which level.

The hooks are taken into tests/conftest.py: a process that only hands out the tests reads no conftest further down.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path


def pytest_sessionfinish(session):
    from tests.attacks.test_attacks import FOLLOWED

    if FOLLOWED:
        folder = Path(os.environ["TESTS_VAR_DIR"]) / "attacks"
        folder.mkdir(exist_ok=True, parents=True)
        (folder / f"{os.getpid()}.json").write_text(json.dumps(FOLLOWED))


def pytest_terminal_summary(terminalreporter):
    from tests.attacks import conduct

    total: Counter[str] = Counter()
    for path in sorted((Path(os.environ["TESTS_VAR_DIR"]) / "attacks").glob("*.json")):
        total.update(json.loads(path.read_text()))
    if total:
        kinds = Counter(case.kind for case in conduct.cases())
        terminalreporter.section(f"attacks: {kinds.total()} cases of {len(kinds)} kinds")
        terminalreporter.write_line(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
        for where, count in sorted(total.items()):
            terminalreporter.write_line(f"{where}: {count} cases, each followed by a control run")
