"""Items that need a newer Django: recorded and dated where it is older, run and proved where it is there."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from course import content
from course.content import ContentErrors, load_course
from course.domain.authoring.authored import at_least
from course.models import Attempt
from tests.lesson_tree import SOLUTION, write_lessons
from tests.views.page_text import words

LESSON = "10-n-plus-one/lesson.md"
YAML = "10-n-plus-one/posts-with-authors/exercise.yaml"
SAMPLE = """
```run of-another-time
needs: {{django: "{needs}"}}
code: |
  print(Tag.objects.count() > 0)
recorded:
  date: 2026-11-21
  django: "{needs}.3"
  queries: {queries}
  output: |
    {output}
```
"""
NEVER, ALWAYS = "99.0", "4.2"
NEEDS = 'needs: {{django: "{needs}"}}\nrecorded: {{date: 2026-11-21, django: "{needs}.1", queries: {queries}}}\n'


@pytest.fixture
def tree(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    return write_lessons(tmp_path)


def with_sample(tree, needs, queries=1, output="True"):
    return tree.add_to_lesson(SAMPLE.format(needs=needs, queries=queries, output=output))


def with_needs(tree, needs, queries=1):
    text = (tree.root / YAML).read_text()
    tree.write(YAML, NEEDS.format(needs=needs, queries=queries) + text)


def check():
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit):
        call_command("check_course", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def told(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("version", "other", "expected"),
    [("6.1.3", "6.1", True), ("6.1rc1", "6.1", True), ("6.0.9", "6.1", False), ("10.0", "6.1", True), ("5.2", "6.1", False)],
)
def test_versions_are_compared_by_their_numbers(version, other, expected):
    assert at_least(version, other) is expected


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('needs: {django: "99.0"}\n', "", "go together"),
        ('django: "99.0.3"', 'django: "98.4"', "recorded with Django 98.4, which is older than the 99.0 it needs"),
        ("  queries: 1\n", "", "`recorded` has no `queries`"),
        ("date: 2026-11-21", "date: yesterday", "write the day as 2026-11-21"),
        ("code: |\n  print(Tag", "queries: 1\ncode: |\n  print(Tag", "under `recorded` only"),
    ],
)
def test_a_record_that_cannot_be_right_stops_with_file_and_line(tree, old, new, problem):
    line = with_sample(tree, NEVER)
    tree.replace(LESSON, old, new)
    with pytest.raises(ContentErrors) as error:
        load_course(tree.root)
    (found,) = error.value.problems
    assert found.file.endswith("lesson.md")
    assert found.line >= line
    assert problem in f"{found.problem} {found.remedy}"


def test_check_course_says_what_it_could_not_run(tree, sandbox, live_dataset):
    with_sample(tree, NEVER, queries=17)
    out, err = check()
    assert out == ""
    assert "not run: run of-another-time. This needs Django 99.0 or newer; here, code runs with Django" in err


def test_check_course_proves_a_record_where_it_can_run(tree, sandbox, live_dataset):
    line = with_sample(tree, ALWAYS, queries=17, output="False")
    with_needs(tree, ALWAYS, queries=5)
    out, err = check()
    assert f"lesson.md:{line + 8}: the sample sends 1 query, `queries` says 17" in out
    assert f"lesson.md:{line + 10}: the sample prints `True` as line 1 of its output" in out
    assert "exercise.yaml:2: the solution sends 1 query, `recorded` says 5, record it anew" in out
    assert "not run" not in err


def test_a_sample_that_cannot_run_here_is_shown_with_its_date_and_version(tree, client, db):
    with_sample(tree, NEVER, queries=1234)
    page = client.get("/lessons/n-plus-one/").content.decode()
    shown = words(page)
    for text in ("Recorded on 21 November 2026 with Django 99.0.3", "1,234 queries", "needs Django 99.0 or newer"):
        assert text in shown
    assert "samples/of-another-time/" not in page
    answer = client.post("/lessons/n-plus-one/samples/of-another-time/", {"code": "1"}, headers={"X-Partial": "1"})
    assert answer.status_code == 400
    assert "needs Django 99.0 or newer" in words(answer.content.decode())


def test_an_exercise_that_cannot_be_graded_here_is_readable_and_no_task(tree, client, db, capsys):
    with_needs(tree, NEVER)
    (lesson,) = content.course().lessons
    assert [item.id for item in lesson.tasks] == ["loop-count"] != [item.id for item in lesson.graded]
    page = client.get("/lessons/n-plus-one/").content.decode()
    assert "1 task" in words(page)
    assert "1 query of our solution" in words(page)
    assert "exercises/posts-with-authors/hints/" in page
    assert 'name="code"' not in page
    answer = client.post("/api/exercises/posts-with-authors/attempts", {"code": SOLUTION}, "application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "needs_newer_django")
    assert not Attempt.objects.exists()
    with pytest.raises(SystemExit) as ended:
        call_command("check_answer", "posts-with-authors", "-")
    assert ended.value.code == 2
    assert "needs Django 99.0 or newer" in capsys.readouterr().err


def test_the_list_holds_what_can_be_done_here_and_all_of_it_when_asked(tree):
    with_needs(tree, NEVER)
    assert [item["id"] for item in json.loads(told("list_exercises", "--json"))] == ["loop-count"]
    _prediction, exercise = json.loads(told("list_exercises", "--all", "--json"))
    assert (exercise["id"], exercise["needs"]) == ("posts-with-authors", "Django 99.0")
