"""The final project: its page, its list of problems after a run, and what check_course proves of it."""

from __future__ import annotations

import re
import shutil

import pytest
from django.conf import settings as ours

from course import content, proofs
from course.content import ContentErrors, find_lab, load_course
from course.domain.run import DataImage
from course.labs import prove_lab
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


def test_a_project_with_a_lab_is_that_page_and_the_lesson_keeps_its_program(tree, client, db):
    tree.replace(LESSON, "queries: 101\n", "queries: 101\n  lab: loans\n")
    shown = client.get("/project/")
    assert next(template.name for template in shown.templates) == "course/lab/lab.html"
    assert "The final project · Toolbar lab The desk's list of loans 322 → queries, to become 1 query" in page_words(shown)
    assert 'href="/lessons/n-plus-one/"' in shown.content.decode()
    lesson = client.get("/lessons/n-plus-one/")
    assert 'href="/project/"' in lesson.content.decode().split("<article")[0].split("<main")[1]
    assert rows(lesson) == [("untried", "Authors one by one Lesson 10 The N+1 problem")]
    assert "The final project" in page_words(client.get("/lab/"))


@pytest.mark.usefixtures("runs_are_live")
def test_a_lab_that_is_not_there_is_told(tree, client):
    tree.replace(LESSON, "queries: 101\n", "queries: 101\n  lab: gone\n")
    assert told(tree) == [(8, "there is no lab `gone` that can be read")]
    assert next(template.name for template in client.get("/project/").templates) == "course/project.html"


@pytest.mark.usefixtures("runs_are_live")
def test_the_real_page_is_ticked_off_too(client):
    lab = find_lab("dashboard")
    assert [state for state, _ in rows(client.get("/project/"))] == ["untried"] * 6
    slow = run_page(client, lab.view_code, lab.template_text)
    assert "Same page, 592 queries, budget 7: slow" in slow.content.decode()
    assert [told.partition(" Lesson ")[0] for state, told in rows(slow) if state == "seen"] == [
        "Still there: A foreign key, followed once for each row 320 queries, lines 14, 15 of the template",
        "Still there: A many-to-many relation, asked anew for each row 60 queries, line 25 of the template",
        "Still there: Prefetched rows that are filtered, and so fetched again 60 queries, line 28 of the template",
        "Still there: A COUNT for each pass of a loop 40 queries, line 36 of the template",
        "Still there: One object after the other, fetched by its key 24 queries, line 23 of the view",
        "Still there: A column that was left out, and is missed in every row 82 queries, line 50 of the template",
    ]
    assert rows(client.get("/project/")) == rows(client.get("/lab/dashboard/")) == rows(slow)
    other = run_page(client, "def dashboard(request):\n    return None\n", lab.template_text)
    assert {state for state, _ in rows(other)} == {"unclear"}
    one = lab.view_code.replace("Loan.objects", 'Loan.objects.select_related("book", "member")')
    assert [state for state, _ in rows(run_page(client, one, lab.template_text))] == ["mended", *["seen"] * 5]
    whole = client.post("/lab/dashboard/", {"code": lab.solution_view, "template": lab.solution_template})
    assert [state for state, _ in rows(whole)] == ["mended"] * 6
    assert "Passed: the same page, 7 queries, budget 7" in whole.content.decode()
    assert [state for state, _ in rows(client.get("/project/"))] == ["mended"] * 6


@pytest.mark.usefixtures("runs_are_live")
def test_a_byte_more_in_the_real_page_is_another_page(client):
    lab = find_lab("dashboard")
    answer = run_page(client, lab.solution_view, lab.solution_template.replace("</li>", " </li>"))
    assert "Not the same page, 7 queries" in answer.content.decode()
    assert {state for state, _ in rows(answer)} == {"unclear"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("n_plus_one Loan.member]", "n_plus_one Loan.branch]", []),
        ("[n_plus_one Book.authors]", "[n_plus_one Book.genres]", [(35, "nothing in the starter's run shows this problem")]),
    ],
)
@pytest.mark.usefixtures("runs_are_live")
def test_the_list_of_a_lab_is_proved(tmp_path, old, new, said, live_dataset):
    folder = shutil.copytree(ours.BASE_DIR / "labs" / "dashboard", tmp_path / "dashboard")
    file = folder / "lab.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    (lab,), _ = content.read_labs(tmp_path)
    found = prove_lab(lab, DataImage("town-library", live_dataset.version))
    assert [(one.line, one.problem) for one in found] == said


def run_page(client, view, template):
    return client.post("/lab/dashboard/", {"code": view, "template": template}, headers={"X-Partial": "1"})


def page_words(response):
    return words(response.content.decode())
