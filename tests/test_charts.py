"""Charts drawn on the server: XML that is whole, a title and a description, no style and no colour of their own."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from course.domain.insight.growth import Growth, GrowthAt
from course.rendering.charts import growth_svg, nice_top


def drawn(growth: Growth) -> ET.Element:
    return ET.fromstring(str(growth_svg(growth, "a-1")))


def growth_of(*queries: int, kind: str = "linear", finished: bool = True) -> Growth:
    points = tuple(GrowthAt(scale, count, 0, finished) for scale, count in zip((1, 2, 4), queries, strict=False))
    return Growth(kind, "grows with <posts>", "A sentence & more.", points)


def test_it_has_a_title_a_description_and_one_point_for_each_scale() -> None:
    picture = drawn(growth_of(101, 201, 401))
    assert picture.get("aria-labelledby") == "a-1-title a-1-desc"
    assert (picture.findtext("title"), picture.findtext("desc")) == (
        "Queries by the size of the data: grows with <posts>", "A sentence & more.",
    )  # fmt: skip
    assert [text.text for text in picture.iter("text") if text.get("class") == "chart-value"] == ["101", "201", "401"]


def test_twice_the_queries_stand_twice_as_high() -> None:
    one, two = (int(circle.get("cy") or 0) for circle in drawn(growth_of(100, 200)).iter("circle"))
    zero = max(int(line.get("y1") or 0) for line in drawn(growth_of(100, 200)).iter("line"))
    assert zero - two == pytest.approx(2 * (zero - one), abs=1)


def test_no_element_brings_a_style_or_a_colour() -> None:
    names = {name for element in drawn(growth_of(1, 1, 1)).iter() for name in element.attrib}
    assert not names & {"style", "fill", "stroke", "onclick", "onload"}


def test_a_run_that_was_stopped_is_marked() -> None:
    picture = drawn(growth_of(20_000, finished=False))
    assert [circle.get("class") for circle in picture.iter("circle")] == ["chart-point chart-point-stopped"]
    assert [text.text for text in picture.iter("text") if text.get("class") == "chart-value"] == ["over 20,000"]


def test_nothing_sent_is_a_line_along_the_ground() -> None:
    heights = {circle.get("cy") for circle in drawn(growth_of(0, 0, 0)).iter("circle")}
    assert len(heights) == 1


@pytest.mark.parametrize(("most", "top"), [(0, 4), (1, 4), (4, 4), (5, 8), (101, 120), (401, 600), (20_000, 20_000)])
def test_the_axis_ends_at_a_round_number(most: int, top: int) -> None:
    assert nice_top(most) == top
