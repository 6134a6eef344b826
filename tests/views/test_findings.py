"""Advice on the page: what it says, where it leads, and that a thousand queries do not make a page of a megabyte."""

from __future__ import annotations

import re
import time

import pytest

from course import attempts
from tests.small_course import write_course

ADDRESS = "/lessons/one-innocent-loop/samples/{}/"
LOOP_OF_1001 = "for n in range(10):\n    for p in Post.objects.all()[:99]:\n        print(p.author.name)\nTag.objects.count()\n"
MOST_BYTES = 150_000


@pytest.fixture
def sample_address():
    from course import content

    lesson = content.find_lesson("one-innocent-loop")
    return ADDRESS.format(lesson.samples[0].id)


def partial(client, address: str, code: str) -> str:
    response = client.post(address, {"code": code}, headers={"X-Partial": "1"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("runs_are_live")
def test_a_finding_names_relation_place_fix_and_the_lesson_that_teaches_it(client, sample_address):
    page = partial(client, sample_address, "for post in Post.objects.all():\n    print(post.author.name)\n")
    assert 'data-finding="n_plus_one"' in page
    assert '<a href="/lessons/one-join/">One JOIN instead of N queries</a>' in page
    assert "Whereline 2, inside the loop on line 1Fix" in re.sub(r"\s*\n\s*", "", re.sub(r"<[^>]*>", "", page))
    assert '<code>select_related(&quot;author&quot;)</code>' in page


@pytest.mark.usefixtures("runs_are_live")
def test_a_course_without_that_lesson_gets_no_broken_link(client, settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path)
    page = partial(client, "/lessons/lesson-1/samples/sample-1/", "[post.author.name for post in Post.objects.all()]")
    assert 'data-finding="n_plus_one"' in page
    assert "/lessons/one-join/" not in page


@pytest.mark.usefixtures("runs_are_live")
def test_a_thousand_queries_are_a_light_page_and_quickly_made(client, sample_address):
    started = time.perf_counter()
    attempts.run(LOOP_OF_1001, "town-library")
    alone = time.perf_counter() - started
    started = time.perf_counter()
    page = partial(client, sample_address, LOOP_OF_1001)
    assert "1,001" in page
    assert len(page.encode()) < MOST_BYTES
    assert time.perf_counter() - started < 5 * alone + 1
