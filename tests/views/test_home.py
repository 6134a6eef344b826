from __future__ import annotations

import re

import pytest

from course.attempts import Learner
from course.models import Attempt, ItemAnswer
from tests.small_course import add_side_pages, write_course


@pytest.fixture(autouse=True)
def course_of_two_modules(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path, modules=2, lessons=2)


@pytest.mark.both_databases
def test_an_anonymous_visitor_sees_every_module_and_starts_with_the_first_lesson(client, db):
    response = client.get("/")
    assert response.status_code == 200
    modules = response.context["modules"]
    assert [(module.number, module.title) for module in modules] == [(1, "Module 1"), (2, "Module 2")]
    assert [lesson.slug for lesson in modules[1].lessons] == ["lesson-3", "lesson-4"]
    assert response.context["next_lesson"].slug == "lesson-1"
    assert (response.context["done_total"], response.context["item_total"]) == (0, 16)


def test_looking_at_the_map_begins_no_session(client, db):
    response = client.get("/")
    assert "sessionid" not in response.cookies


@pytest.mark.both_databases
def test_what_is_done_is_ticked_and_the_course_continues_where_the_learner_left(alice, alice_client):
    owner = Learner(user=alice).owner
    Attempt.objects.create(**owner, exercise="exercise-1-1", code="1", verdict=Attempt.Verdict.PASSED)
    ItemAnswer.objects.create(**owner, item="quiz-1", given="0", correct=True)
    Attempt.objects.create(**owner, exercise="exercise-3-1", code="1", verdict=Attempt.Verdict.SLOW)
    response = alice_client.get("/")
    first, _second = response.context["modules"][0].lessons
    assert (first.done, first.total, first.complete) == (2, 4, False)
    assert response.context["next_lesson"].slug == "lesson-3"
    assert response.context["done_total"] == 2


def test_a_complete_lesson_is_passed_over(alice, alice_client):
    owner = Learner(user=alice).owner
    Attempt.objects.create(**owner, exercise="exercise-1-1", code="1", verdict=Attempt.Verdict.PASSED)
    for item in ("predict-1", "quiz-1", "myth-1"):
        ItemAnswer.objects.create(**owner, item=item, given="1", correct=True)
    response = alice_client.get("/")
    assert response.context["modules"][0].lessons[0].complete is True
    assert response.context["next_lesson"].slug == "lesson-2"


def test_the_work_of_another_learner_is_not_shown(alice, client):
    Attempt.objects.create(user=alice, exercise="exercise-1-1", code="1", verdict=Attempt.Verdict.PASSED)
    assert client.get("/").context["done_total"] == 0


def test_work_on_an_exercise_that_has_left_the_course_does_no_harm(alice, alice_client):
    Attempt.objects.create(user=alice, exercise="gone", code="1", verdict=Attempt.Verdict.PASSED)
    response = alice_client.get("/")
    assert response.context["done_total"] == 0
    assert response.context["next_lesson"].slug == "lesson-1"


def test_lessons_that_name_no_module_are_on_the_map(client, db, settings, tmp_path):
    root = write_course(tmp_path / "other")
    lesson = root / "11-lesson-1" / "lesson.md"
    lesson.write_text(lesson.read_text().replace("module: Module 1\n", ""))
    settings.LESSONS_DIR = root
    modules = client.get("/").context["modules"]
    assert [row.slug for module in modules for row in module.lessons] == ["lesson-1"]


def test_every_page_leads_to_what_the_course_has_beside_its_lessons(client, db, settings, tmp_path):
    assert side_links(client, "/") == set()
    settings.LESSONS_DIR = root = write_course(tmp_path / "with more")
    add_side_pages(root, 2)
    assert side_links(client, "/") == side_links(client, "/accounts/login/") == {"/project/", "/glossary/", "/methods/"}


def side_links(client, address):
    links = re.findall(r'href="([^"]+)"', client.get(address).content.decode())
    return {"/project/", "/glossary/", "/methods/"}.intersection(links)
