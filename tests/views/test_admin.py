from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from course.models import Attempt, DatasetVersion, ItemAnswer


@pytest.fixture
def records(alice):
    for number in range(3):
        owner = get_user_model().objects.create_user(f"learner-{number}")
        Attempt.objects.create(user=owner, exercise="posts-with-authors", code="1", verdict=Attempt.Verdict.SLOW)
        ItemAnswer.objects.create(user=owner, item="loop-over-posts", given="101", correct=True)
    DatasetVersion.objects.create(name="town-library", version="a" * 64, loaded_by="tests", live=True)


@pytest.mark.parametrize("model", ["attempt", "itemanswer", "datasetversion"])
def test_records_can_be_read_and_not_written(admin_client, records, model):
    assert admin_client.get(f"/admin/course/{model}/").status_code == 200
    assert admin_client.get(f"/admin/course/{model}/add/").status_code == 403
    page = admin_client.get(f"/admin/course/{model}/1/change/", follow=True)
    assert page.status_code == 200
    assert b'name="_save"' not in page.content


@pytest.mark.parametrize(
    ("model", "word"), [("attempt", "posts-with"), ("itemanswer", "learner-1"), ("datasetversion", "town")]
)
@pytest.mark.both_databases
def test_records_can_be_searched(admin_client, records, model, word):
    response = admin_client.get(f"/admin/course/{model}/?q={word}")
    assert response.context["cl"].result_count == {"attempt": 3, "itemanswer": 1, "datasetversion": 1}[model]


def test_a_learner_has_no_business_there(alice_client):
    assert alice_client.get("/admin/course/attempt/").status_code == 302
