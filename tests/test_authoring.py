"""docs/authoring.md: its example is a lesson that holds, and the document names every field an author may write."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from django.conf import settings
from django.core.management import call_command

from course.content.validation import PLACED_FIELDS
from course.domain.authoring.authored import Needs, Recorded
from course.domain.authoring.glossary import Term
from course.domain.authoring.names import Named, NameGroup
from course.domain.exercise import CheckName, ExerciseFile, Limits, WrongAnswer
from course.domain.items import Choice, Myth, Prediction, Proof, Quiz, Reason, Sample
from course.domain.labs.project import ProjectPlan, ProjectProblem
from course.domain.lesson import FENCE_KINDS, FrontMatter
from tests.lesson_tree import LessonTree

DOCUMENT = (Path(settings.BASE_DIR) / "docs" / "authoring.md").read_text(encoding="utf-8")
# A line that names a file, then the fence that holds it.
FILES = re.findall(r"^`([\w/.-]+)`:\n\n(`{3,})\w+\n(.*?)^\2$", DOCUMENT, re.MULTILINE | re.DOTALL)
PROJECT = re.search(r"^```yaml\n(project:\n.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
WRITTEN = (
    ExerciseFile, Limits, WrongAnswer, Prediction, Reason, Proof, Quiz, Choice, Myth, Sample, FrontMatter,
    Needs, Recorded, ProjectPlan, ProjectProblem, Term, NameGroup, Named,
)
LESSON = "10-books-and-publishers/lesson.md"
YAML = "10-books-and-publishers/books-with-publishers/exercise.yaml"


@pytest.fixture
def example(tmp_path, settings, sandbox, live_dataset):
    settings.LESSONS_DIR = tmp_path
    tree = LessonTree(tmp_path)
    for path, _marks, text in FILES:
        tree.write(path, text)
    return tree


def check(*arguments):
    """Exit status and standard output."""
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_course", *arguments, stdout=out, stderr=StringIO())
    return ended.value.code, out.getvalue()


def test_the_example_holds_and_shows_every_kind_of_fence(example):
    assert check() == (0, "")
    assert set(re.findall(r"^```(\w+) ", (example.root / LESSON).read_text(), re.MULTILINE)) == set(FENCE_KINDS)
    assert len(FILES) == 11


def test_the_example_of_a_project_holds_in_the_example(example):
    example.replace(LESSON, "minutes: 5\n", f"minutes: 5\n{PROJECT[1]}")
    assert check() == (0, "")


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    (LESSON, "answer: 61", "answer: 62", "the code sends 61 queries, `answer` says 62"),
    (LESSON, "Rows get wider", "Rows [get](lesson:wide) wider", "there is no lesson `wide`"),
    (YAML, "raises: FieldError", "raises: TypeError", "wrong_plural.py should raise TypeError and ends with"),
    (YAML, 'budget: "1"', 'budget: "0"', "the solution sends 1 query on base, the budget there is 0"),
])
def test_a_mistake_planted_in_the_example_is_told_with_its_line(example, file, old, new, said):
    example.replace(file, old, new)
    text = (example.root / file).read_text(encoding="utf-8")
    line = text[: text.index(new)].count("\n") + 1
    status, out = check("--lesson", "books-and-publishers")
    assert status == 1
    assert out.startswith(f"{example.root}/{file}:{line}: {said}"), out


def test_every_field_check_and_fence_is_described():
    described = set(re.findall(r"`([a-zA-Z_]+)(?:: [^`]*)?`", DOCUMENT))
    fields = {name for model in WRITTEN for name in model.model_fields} - PLACED_FIELDS
    assert sorted(fields - described) == []
    assert [name for name in (*get_args(CheckName), *FENCE_KINDS) if name not in described] == []
