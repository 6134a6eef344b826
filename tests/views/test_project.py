"""The final project: its page, its list of problems after a run, and what check_course proves of it."""

from __future__ import annotations

import re

import pytest

from course import content, proofs
from course.content import ContentErrors, load_course
from course.models import Attempt
from tests.lesson_tree import SOLUTION, write_lessons
from tests.views.page_text import words

LESSON = "10-n-plus-one/lesson.md"
PROJECT = """\
dataset: town-library
project:
  exercise: posts-with-authors
  queries: 101
  problems:
    - title: Authors one by one
      shown_by: n_plus_one Post.author
      lesson: n-plus-one
---
Every"""
ATTEMPT = "/lessons/n-plus-one/exercises/posts-with-authors/"


@pytest.fixture
def tree(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    tree = write_lessons(tmp_path)
    tree.replace(LESSON, "dataset: town-library\n---\nEvery", PROJECT)
    return tree


def rows(response):
    """Each problem's state and words, as the page lists them."""
    found = re.findall(r'<li class="problem problem-(\w+)">(.*?)</li>', response.content.decode(), re.DOTALL)
    return [(state, words(html)) for state, html in found]


def told(tree):
    return [(found.line, found.problem) for found in proofs.check_lesson(load_course(tree.root).lessons[0])]


def test_the_project_has_a_page_of_its_own(tree, client, db):
    response = client.get("/project/")
    assert next(template.name for template in response.templates) == "course/project.html"
    assert "101 → queries, to become 1" in words(response.content.decode())
    assert rows(response) == [("untried", "Authors one by one Lesson 10 The N+1 problem")]
    assert rows(client.get("/lessons/n-plus-one/")) == rows(response)


def test_a_course_without_a_project_has_no_such_page(client, db, settings, tmp_path):
    settings.LESSONS_DIR = write_lessons(tmp_path).root
    assert client.get("/project/").status_code == 404


@pytest.mark.usefixtures("runs_are_live")
def test_the_list_follows_what_each_run_shows(tree, client, db):
    naive = (tree.root / "10-n-plus-one/posts-with-authors/starter.py").read_text()
    page = client.post(ATTEMPT, {"code": naive})
    assert rows(page) == [("seen", "Still there: Authors one by one 100 queries, line 1 Lesson 10 The N+1 problem")]
    assert rows(client.get("/project/")) == rows(page)
    partial = client.post(ATTEMPT, {"code": "Post.objects.count()"}, headers={"X-Partial": "1"})
    assert rows(partial)[0][0] == "unclear"
    assert "<template data-problems>" in partial.content.decode()
    assert rows(client.post(ATTEMPT, {"code": SOLUTION})) == [("mended", "Mended: Authors one by one")]
    assert Attempt.objects.count() == 3
    assert rows(client.get("/project/"))[0][0] == "mended"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("exercise: posts-with-authors\n  q", "exercise: another\n  q", 6, "this lesson has no exercise `another`"),
        ("lesson: n-plus-one", "lesson: nowhere", 11, "there is no lesson `nowhere`"),
    ],
)
def test_a_project_that_cannot_be_right_stops_with_file_and_line(tree, old, new, line, problem):
    tree.replace(LESSON, old, new)
    with pytest.raises(ContentErrors) as error:
        load_course(tree.root)
    assert [(found.line, found.problem) for found in error.value.problems] == [(line, problem)]


def test_there_is_one_project(tree):
    tree.write("20-more/lesson.md", (tree.root / LESSON).read_text().partition("Every")[0])
    with pytest.raises(ContentErrors) as error:
        load_course(tree.root)
    assert "10-n-plus-one is the project already" in [found.problem for found in error.value.problems]


@pytest.mark.usefixtures("runs_are_live")
def test_the_starter_and_the_solution_are_proved_against_the_list(tree):
    assert told(tree) == []
    tree.replace(LESSON, "queries: 101", "queries: 100")
    tree.replace(LESSON, "n_plus_one Post.author", "count_in_loop Post.author")
    assert told(tree) == [
        (7, "the starter sends 101 queries, `queries` says 100"),
        (9, "nothing in the starter's run shows this problem"),
    ]


@pytest.mark.usefixtures("runs_are_live")
def test_a_problem_that_the_solution_still_shows_is_told(tree):
    tree.replace("10-n-plus-one/posts-with-authors/exercise.yaml", "budget: 1", "budget: 200")
    tree.write("10-n-plus-one/posts-with-authors/solution.py", SOLUTION.replace('select_related("author")', "all()"))
    assert (9, "the solution still shows it: n_plus_one on line 1") in told(tree)


def test_the_courses_own_project_names_its_lessons(db):
    assert content.course().project.slug == "the-library-dashboard"
