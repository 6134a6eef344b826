"""Asks a database image through the ORM. The site's process never imports the sandbox's models; a child does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def answers(image: Path, expressions: dict[str, str]) -> dict[str, str]:
    """The repr of each expression's value, by the same names."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(image, Path(folder) / "copy.sqlite3")
        ended = child("-m", "tests.sandbox_app.orm_child", database=str(copy), given=json.dumps(expressions))
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def child(*arguments: str, database: str = ":memory:", given: str = "") -> subprocess.CompletedProcess[str]:
    """Python with the sandbox's settings."""
    environment = {
        "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "sandbox_app.settings", "SANDBOX_DATABASE_NAME": database,
        "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, input=given, capture_output=True, text=True, timeout=120
    )
