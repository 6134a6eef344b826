"""`run_code` in the real jail: for people, and as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")

NAIVE = "for post in Post.objects.all():\n    print(post.author.name)\n"
FIX = 'select_related("author")'


@pytest.fixture
def run_code(tmp_path: Path) -> Any:
    """(exit status, standard output)."""

    def run(code: str, *options: str) -> tuple[int, str]:
        file = tmp_path / "program.py"
        file.write_text(code)
        out = io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("run_code", str(file), *options, stdout=out, stderr=io.StringIO())
        return int(ended.value.code or 0), out.getvalue()

    return run


def test_people_read_line_loop_message_and_fix(run_code: Any) -> None:
    status, out = run_code(NAIVE)
    head, message, fix = out.splitlines()[-3:]
    assert (status, head, fix) == (0, "n_plus_one, line 2 (loop on line 1), Post.author", f"  Fix: {FIX}")
    assert message.startswith("  Line 2, in the loop on line 1, loaded `Post.author` 100 times")
    assert "101 queries" in out.splitlines()


def test_programs_read_the_same_finding_and_its_lesson(run_code: Any) -> None:
    (finding,) = json.loads(run_code(NAIVE, "--json")[1])["findings"]
    assert {name: finding[name] for name in finding if name != "message"} == {
        "code": "n_plus_one", "line": 2, "loop_line": 1, "relation": "Post.author", "count": 100, "fix": FIX,
        "lesson": "one-join", "column": 11,
    }  # fmt: skip


def test_the_mended_program_has_no_finding(run_code: Any) -> None:
    status, out = run_code(NAIVE.replace("all()", FIX), "--json")
    assert (status, json.loads(out)["findings"]) == (0, [])
