"""`check_answer` on a small tree of lessons, in the real jail."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from course.models import Attempt, DatasetVersion
from tests.lesson_tree import write_lessons

EXERCISE = "posts-with-authors"
NAIVE = "def solve():\n    return [(p.title, p.author.name) for p in Post.objects.all()]\n"
JOINED = NAIVE.replace("all()", 'select_related("author")')


@pytest.fixture
def answer(tmp_path: Path, settings: Any) -> Any:
    """Grade code with the command: (exit status, standard output, standard error)."""
    settings.LESSONS_DIR = write_lessons(tmp_path / "lessons").root

    def run(code: str | None, *options: str, exercise: str = EXERCISE) -> tuple[int, str, str]:
        file = tmp_path / "answer.py"
        if code is not None:
            file.write_bytes(code.encode("utf-8", "surrogateescape"))
        out, err = io.StringIO(), io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("check_answer", exercise, str(file), *options, stdout=out, stderr=err)
        return int(ended.value.code or 0), out.getvalue(), err.getvalue()

    return run


def test_the_joined_answer_passes_and_nothing_is_stored(sandbox: Any, live_dataset: DatasetVersion, answer: Any) -> None:
    status, out, err = answer(JOINED)
    assert (status, err) == (0, "")
    assert out == "passed: 1 query, budget 1\n"
    assert Attempt.objects.count() == 0


def test_the_naive_answer_is_slow_in_words(sandbox: Any, live_dataset: DatasetVersion, answer: Any) -> None:
    status, out, _ = answer(NAIVE)
    assert status == 1
    lines = out.splitlines()
    assert lines[:2] == ["slow: 101 queries, budget 1", "- max_queries (base): 101 queries, the budget is 1"]
    assert 'Hint: One query for each author. Add select_related("author").' in lines
    assert any(line.startswith("n_plus_one, line 2: ") for line in lines)


def test_json_is_one_check_result_and_nothing_else(sandbox: Any, live_dataset: DatasetVersion, answer: Any) -> None:
    status, out, err = answer(NAIVE, "--json")
    told = json.loads(out)
    assert (status, err) == (1, "")
    assert (told["exercise"], told["passed"], told["verdict"]) == (EXERCISE, False, "slow")
    assert (told["query_count"], told["budget"], told["growth_verdict"]) == (101, 1, "linear")
    assert told["growth"] == [{"scale": 1, "queries": 101}, {"scale": 2, "queries": 201}]
    assert told["run"]["query_count"] == 101
    assert [finding["code"] for finding in told["run"]["findings"]] == ["n_plus_one"]


@pytest.mark.parametrize(("code", "verdict"), [
    ("[]", "wrong"), ("Post.objects.nothing()", "error"), ("def (", "error"), ("while True: pass", "limit"),
    ("x = '\udcff'", "error"),
])
def test_other_verdicts(sandbox: Any, live_dataset: DatasetVersion, answer: Any, code: str, verdict: str) -> None:
    status, out, _ = answer(code, "--json")
    assert (status, json.loads(out)["verdict"]) == (1, verdict)


def test_hard_coded_rows_are_wrong_and_no_hidden_row_is_told(
    sandbox: Any, live_dataset: DatasetVersion, answer: Any
) -> None:
    shown = json.loads(answer(JOINED, "--json")[1])["run"]["value"]["rows"]
    status, out, _ = answer(repr([tuple(row) for row in shown]), "--json")
    told = json.loads(out)
    assert (status, told["verdict"], told["difference"]) == (1, "wrong", None)
    assert [(one["name"], one["variant"]) for one in told["checks"] if not one["passed"]] == [
        ("same_result", "scale-2"), ("same_result", "hidden")
    ]


def test_an_unknown_exercise_and_a_missing_file_are_usage(live_dataset: DatasetVersion, answer: Any) -> None:
    status, out, err = answer(None)
    assert (status, out) == (2, "")
    assert "cannot be read: No such file or directory" in err
    status, out, err = answer(JOINED, exercise="nothing")
    assert (status, out) == (2, "")
    assert "There is no exercise nothing" in err


def test_data_that_is_not_loaded_says_what_to_run(db: None, answer: Any) -> None:
    status, _, err = answer(JOINED)
    assert status == 2
    assert "manage.py seed" in err
