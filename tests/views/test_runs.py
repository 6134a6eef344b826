from __future__ import annotations

import pytest

from course.models import Attempt
from tests.small_course import write_course
from tests.views.page_text import words

ADDRESS = "/lessons/lesson-1/samples/sample-1/"


@pytest.fixture(autouse=True)
def small_course(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path)


@pytest.mark.usefixtures("runs_are_live")
def test_a_sample_may_be_edited_and_run_and_leaves_no_attempt(client):
    response = client.post(ADDRESS, {"code": "print('edited')\nTag.objects.count()"}, headers={"X-Partial": "1"})
    assert (response.status_code, response.templates[0].name) == (200, "course/_run.html")
    assert response.context["run"].query_count == 1
    assert "edited" in words(response.content.decode())
    assert Attempt.objects.count() == 0


@pytest.mark.usefixtures("runs_are_live")
def test_without_javascript_the_edited_sample_stays_in_its_editor(client):
    response = client.post(ADDRESS, {"code": "1 / 0"})
    assert response.status_code == 200
    assert response.context["drafts"]["sample-1"] == "1 / 0"
    assert "ZeroDivisionError" in words(response.content.decode())


def test_an_exercise_is_no_sample(client, db):
    assert client.post("/lessons/lesson-1/samples/exercise-1-1/", {"code": "1"}).status_code == 404
