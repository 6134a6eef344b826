from __future__ import annotations

import pytest

from course.domain.standing import Figures, Standing, duration, figures


def passed(learner, tries, seconds):
    return Standing(learner, "loops", tries, tries_to_pass=tries, best=1, seconds_to_pass=seconds)


def test_figures_count_who_tried_and_take_medians_of_who_passed():
    standings = [passed(1, 1, 0.0), passed(2, 2, 60.0), passed(3, 9, 86_400.0), Standing(4, "loops", 30)]
    assert figures(standings) == {"loops": Figures(tried=4, passed=3, tries=42, median_tries=2, median_seconds=60.0)}
    assert figures(standings)["loops"].success_rate == 75


def test_nobody_passed():
    found = figures([Standing(1, "loops", 2)])["loops"]
    assert (found.success_rate, found.median_tries, found.median_seconds) == (0, None, None)


def test_nobody_tried():
    assert figures([]) == {}
    assert Figures().success_rate is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "60 min"), (3600, "1 h"), (90_000, "25 h"), (172_800, "2 days")],
)
def test_a_duration_in_words(seconds, words):
    assert duration(seconds) == words
