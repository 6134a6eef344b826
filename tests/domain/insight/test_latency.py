from __future__ import annotations

from course.domain.insight.latency import HONESTY, latency


def test_the_model_is_the_measured_time_and_one_round_trip_for_each_query() -> None:
    found = latency(101, 30.0)
    assert [(point.round_trip_ms, point.total_ms) for point in found.points] == [(0.2, 50.2), (2.0, 232.0), (20.0, 2050.0)]
    assert [point.share for point in found.points] == [0.402, 0.871, 0.985]


def test_it_says_that_it_is_a_model() -> None:
    assert latency(1, 5.0).sentence == HONESTY
    assert HONESTY.startswith("A model, not a measurement")


def test_no_query_waits_for_nothing() -> None:
    assert [(point.total_ms, point.share) for point in latency(0, 0.0).points] == [(0.0, 0.0)] * 3
