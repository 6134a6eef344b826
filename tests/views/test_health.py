from __future__ import annotations

import pytest

from course.views import health


def test_the_process_answers_without_asking_anything(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.usefixtures("sandbox")
def test_the_site_is_ready_when_each_part_answers(client, db):
    response = client.get("/readyz")
    parts = {"database": "ok", "cache": "ok", "lessons": "ok", "jail": "ok"}
    assert (response.status_code, response.json()) == (200, {"status": "ok", "parts": parts})


def test_the_site_is_not_ready_while_a_part_fails_and_tells_only_which(client, db, settings, tmp_path):
    settings.LESSONS_DIR = tmp_path / "nothing-here"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["status"] == "unready"
    assert response.json()["parts"]["lessons"] == "ContentErrors"
    assert str(tmp_path) not in response.content.decode()


def test_a_cache_that_forgets_is_noticed(settings):
    forgetful = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = settings.CACHES | {"default": forgetful}
    assert health.state_of(health.check_cache) == "LookupError"
