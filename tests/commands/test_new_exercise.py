"""`new_exercise`: what it writes holds at once, in a lesson of a strict course too; it writes over nothing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command

from tests.lesson_tree import write_lessons

FOLDER = "60-one-join"
FILES = ["exercise.yaml", "starter.py", "solution.py", "also_values_list.py", "wrong_as_given.py"]


@pytest.fixture
def real_course(tmp_path, settings):
    """The course itself, with a copy of one lesson in the place of that lesson."""
    settings.LESSONS_DIR = tmp_path
    for entry in (Path(site.BASE_DIR) / "lessons").iterdir():
        if entry.name != FOLDER:
            (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / FOLDER).mkdir()
    for entry in (Path(site.BASE_DIR) / "lessons" / FOLDER).iterdir():
        if entry.name == "lesson.md":
            (tmp_path / FOLDER / entry.name).write_text(entry.read_text(encoding="utf-8"), encoding="utf-8")
        else:
            (tmp_path / FOLDER / entry.name).symlink_to(entry)
    return tmp_path


def said(command, *arguments):
    """Exit status, standard output, standard error."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command(command, *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue(), err.getvalue()


def test_a_new_exercise_holds_in_a_lesson_of_the_course(real_course, sandbox, live_dataset):
    status, out, _err = said("new_exercise", "one-join", "my-exercise")
    assert status == 0
    assert out.splitlines()[:6] == [*(f"{FOLDER}/my-exercise/{name}" for name in FILES), f"{FOLDER}/lesson.md"]
    assert "manage.py check_course --lesson one-join" in out
    lesson = (real_course / FOLDER / "lesson.md").read_text(encoding="utf-8")
    assert "\n\n```exercise my-exercise\n```\n\n## Where to look in Django's documentation\n" in lesson
    status, out, _err = said("check_course", "--lesson", "one-join", "--json")
    assert (status, json.loads(out)["problems"]) == (0, [])
    assert "curriculum: 6.1e\n" in (real_course / FOLDER / "my-exercise" / "exercise.yaml").read_text()


@pytest.mark.parametrize(("lesson", "name", "message"), [
    ("n-plus-one", "posts-with-authors", "The id `posts-with-authors` is taken by "),
    ("n-plus-one", "loop-count", "The id `loop-count` is taken by "),
    ("n-plus-one", "Loop count", "`Loop count` is no id: use small letters, digits and hyphens"),
    ("n-plus-one", "old-notes", "exists already, and nothing is written over: choose another id, or remove it."),
    ("n-plus-two", "new", "There is no lesson n-plus-two. There are: n-plus-one."),
])
def test_what_exists_is_never_written_over(tmp_path, settings, lesson, name, message):
    settings.LESSONS_DIR = tmp_path
    tree = write_lessons(tmp_path)
    tree.write("10-n-plus-one/old-notes/notes.txt", "mine")
    before = {file: file.read_text() for file in tmp_path.rglob("*") if file.is_file()}
    status, out, err = said("new_exercise", lesson, name)
    assert (status, out) == (2, "")
    assert message in err
    assert {file: file.read_text() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_lesson_without_a_last_part_gets_the_fence_at_its_end(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    tree = write_lessons(tmp_path)
    assert said("new_exercise", "10-n-plus-one", "another")[0] == 0
    assert (tree.root / "10-n-plus-one/lesson.md").read_text().endswith("```exercise posts-with-authors\n```\n\n```exercise another\n```\n")
