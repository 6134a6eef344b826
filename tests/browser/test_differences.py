"""A wrong result beside the expected one: rows, cells, order, and tables."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.course_pages import CoursePages
from tests.browser.test_looks import faults, overflow

COUNTS = """def solve():
    authors = Author.objects.annotate(n=Count("posts"))
    return [(author.name, str(author.n)) for author in authors]"""
SPACES = """def solve():
    posts = Post.objects.select_related("author")
    return [(post.title + " ", post.author.name) for post in posts]"""
REVERSED = """def solve():
    return Post.objects.filter(published=True).order_by("-created")[:5][::-1]"""
TOO_MUCH = """def solve():
    Staff.objects.filter(role__name="Senior Librarian").update(salary=F("salary") * 2)"""


def answered(course: CoursePages, lesson: str, exercise_id: str, code: str) -> Locator:
    course.open(f"/lessons/{lesson}/")
    exercise = course.item(exercise_id)
    course.write(exercise, code)
    course.submit(exercise)
    expect(exercise.locator(".result")).to_be_visible()
    return exercise


def test_types_spaces_and_order_are_made_visible(course: CoursePages) -> None:
    exercise = answered(course, "aggregate-and-annotate", "number-of-posts-per-author", COUNTS)
    near = exercise.get_by_role("group", name="Rows that are nearly right")
    expect(near.locator("tbody tr").first).to_contain_text("A text is not a whole number.")
    expect(near.get_by_role("rowheader").first).to_have_text("≠ Tom Hargreaves")
    assert near.locator("tbody tr").first.locator("code").nth(1).inner_text().startswith('"')
    expect(exercise.get_by_role("group", name="Difference to")).to_have_count(0)

    exercise = answered(course, "one-join", "posts-with-authors", SPACES)
    near = exercise.get_by_role("group", name="Rows that are nearly right")
    expect(near.locator("tbody tr").first).to_contain_text("The spaces differ.")
    expect(near.locator("tbody tr").first.locator("code").nth(1)).to_contain_text("␣")
    assert faults(course.page) == []

    exercise = answered(course, "lazy-querysets", "five-newest-posts", REVERSED)
    expect(exercise.locator(".difference-lead")).to_contain_text("The first row out of place is row 1.")
    expect(exercise.locator(".row-misplaced")).to_have_count(1)


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_tables_that_do_not_end_up_as_asked_show_before_and_after(
    course: CoursePages, theme: str, width: int
) -> None:
    course.page.emulate_media(color_scheme=theme)
    course.page.set_viewport_size({"width": width, "height": 740})
    exercise = answered(course, "change-rows-in-place", "raise-the-salaries", TOO_MUCH)
    expect(exercise.get_by_role("tab", name="Answer")).to_have_attribute("aria-selected", "true")
    table = exercise.get_by_role("group", name="Difference to the expected tables")
    first = table.locator("tbody tr").first
    expect(first).to_contain_text("was changed, but not as it should be")
    before, wanted, now = (float(first.locator("td").nth(place).inner_text()) for place in (1, 2, 3))
    assert (wanted, now) == (round(before * 1.1, 2), before * 2)
    expect(exercise.get_by_role("group", name="Rows changed")).to_contain_text("Staff")
    assert faults(course.page) == []
    assert overflow(course.page) == 0
