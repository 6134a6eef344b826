"""Every lesson of the course is a test: what it claims is run, as `check_course` does."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from course import proofs, rendering
from course.content import read_course

COURSE, PROBLEMS = read_course(Path(settings.BASE_DIR) / "lessons")


def test_the_tree_of_lessons_has_no_mistake():
    assert [str(problem) for problem in PROBLEMS] == []
    assert [str(problem) for problem in rendering.page_problems(COURSE)] == []


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.slug)
def test_a_lesson_holds(lesson, sandbox, live_dataset):
    assert [str(problem) for problem in proofs.check_lesson(lesson, strict=COURSE.strict)] == []
