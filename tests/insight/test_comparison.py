"""Two runs in the real jail, side by side: what they cost, and how their statements differ."""

from __future__ import annotations

import pytest

from course import attempts
from course.domain.insight.comparison import compare_footprints, footprint
from tests.insight.programs import DATASET, JOINED, NAIVE

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")


def test_two_runs_side_by_side() -> None:
    found = compare_footprints(*(footprint(attempts.run(code, DATASET)) for code in (NAIVE, JOINED)))
    measures = {one.name: (one.before, one.after) for one in found.measures}
    assert (measures["queries"], measures["rows"], measures["columns"]) == ((101, 1), (200, 100), (21, 21))
    assert measures["bytes"][0] > measures["bytes"][1] > 10_000
    assert [(change.kind, change.before, change.after) for change in found.groups] == [("changed", 1, 1), ("removed", 100, 0)]
    assert [point.total_ms > 20 * 101 for point in found.latency_before.points] == [False, False, True]
