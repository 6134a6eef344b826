"""An author saves a file: the page shows it at the same place, and the panel names what does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.course_pages import CoursePages
from tests.lesson_tree import LessonTree, write_lessons

LESSON = "10-n-plus-one/lesson.md"


@pytest.fixture
def tree(tmp_path: Path, settings: Any) -> Iterator[LessonTree]:
    settings.LESSONS_DIR = tmp_path
    settings.DEBUG = True
    tree = write_lessons(tmp_path)
    tree.replace(LESSON, "is one more query.", "is one more query.\n\n" + "A long story.\n\n" * 60 + "The old end.\n")
    return tree


def test_a_saved_lesson_shows_at_its_place_and_a_broken_number_is_named(tree: LessonTree, course: CoursePages) -> None:
    page = course.open("/lessons/n-plus-one/")
    panel = page.get_by_role("complementary", name="Checks of this lesson")
    expect(panel).to_contain_text("Everything holds")
    page.evaluate("scrollTo(0, 700)")

    tree.replace(LESSON, "The old end.", "The new end.")
    expect(page.get_by_text("The new end.")).to_have_count(1)
    expect(panel).to_contain_text("Everything holds")
    assert abs(page.evaluate("scrollY") - 700) < 5

    tree.replace(LESSON, "answer: 101", "answer: 100")
    line = (tree.root / LESSON).read_text().split("answer: 100")[0].count("\n") + 1
    expect(panel).to_contain_text(f"lesson.md:{line} the code sends 101 queries, answer says 100: change")
    expect(panel.locator("summary")).to_have_text("1 problem")
    assert abs(page.evaluate("scrollY") - 700) < 5

    tree.replace(LESSON, "title: The N+1 problem", "titel: The N+1 problem")
    expect(panel).to_contain_text(re.compile(r"lesson\.md:2 unknown field titel"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("The N+1 problem")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
