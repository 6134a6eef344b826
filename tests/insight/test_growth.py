"""Growth in the real jail: how the queries of a learner's code grow with the data, and with which of it."""

from __future__ import annotations

import json

import pytest

from course import insight
from tests.insight.programs import DATASET, JOINED, NAIVE

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")


@pytest.mark.parametrize(
    ("code", "kind", "verdict"),
    [
        (NAIVE, "linear", "grows with posts"),
        (JOINED, "constant", "constant"),
        ("for loan in Loan.objects.all():\n    loan.book.title", "linear", "grows with loans"),
        ("for role in Role.objects.all():\n    role.staff_set.count()", "linear", "grows with roles"),
        ("for post in Post.objects.all():\n    Comment.objects.filter(post=post).count()", "linear", "grows with posts"),
        ("for branch in Branch.objects.all():\n    for role in Role.objects.all():\n        Staff.objects.filter(branch=branch, role=role).count()",
         "product", "grows with branches × roles"),
        ("[post.author.name for post in Post.objects.all()[:10]]", "constant", "constant"),
        ("for n in range(1000 // Post.objects.count()):\n    Tag.objects.exists()", "shrinks", "shrinks as the data grows"),
        ("1 / 0", "unknown", "not known"),
    ],
)  # fmt: skip
def test_growth_and_what_it_grows_with(code: str, kind: str, verdict: str) -> None:
    found = insight.growth_of(code, DATASET)
    assert (found.kind, found.verdict) == (kind, verdict)
    assert [point.scale for point in found.points] == [1, 2, 4]
    assert json.loads(json.dumps(found.as_json()))["verdict"] == verdict
