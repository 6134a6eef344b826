"""A result stays small, and quick to make, whatever was sent."""

from __future__ import annotations

import time

import pytest

LESSON = "/lessons/one-innocent-loop/samples/three-posts/"


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize(
    "code",
    [
        "for n in range(10):\n    for post in Post.objects.all():\n        post.author.name\nTag.objects.count()",
        "for n in range(1001):\n    connection.cursor().execute(f'SELECT id AS a{n} FROM blog_post WHERE id = %s', [n])",
    ],
    ids=["one shape", "a shape for each"],
)
def test_the_partial_of_a_run_of_a_thousand_queries(client, code):
    client.post(LESSON, {"code": code}, headers={"X-Partial": "1"})
    began = time.perf_counter()
    response = client.post(LESSON, {"code": code}, headers={"X-Partial": "1"})
    whole_ms = (time.perf_counter() - began) * 1000
    run = response.context["run"]
    assert run.query_count >= 1_001
    assert len(response.content) < 150_000
    assert whole_ms - run.elapsed_ms < 5 * run.elapsed_ms
