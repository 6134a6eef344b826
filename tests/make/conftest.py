from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "make"


@pytest.fixture
def script(monkeypatch):
    """Import one of the scripts as it is imported when make runs it: by its bare name, from its folder."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield importlib.import_module
    for name in ("steps", "setup", "bundle", "serve", "sandbox"):
        sys.modules.pop(name, None)
