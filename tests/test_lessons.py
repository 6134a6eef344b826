"""Every lesson of the course is a test: what it claims is run, as `check_course` does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from course import proofs, rendering
from course.content import read_course

LONGEST_LINE = 72  # characters that the frame of an editor holds beside the contents, at 1280 pixels
COURSE, PROBLEMS = read_course(Path(settings.BASE_DIR) / "lessons")


def test_the_tree_of_lessons_has_no_mistake():
    assert [str(problem) for problem in PROBLEMS] == []
    assert [str(problem) for problem in rendering.page_problems(COURSE)] == []


def shown_programs():
    """Name and text of each program a page shows, but for the project's: a whole module, as one meets it at work."""
    for lesson in (one for one in COURSE.lessons if one.front.project is None):
        for item in lesson.items:
            for field in ("starter", "solution", "code"):
                yield f"{lesson.slug} {item.id}", getattr(item, field, None) or ""


def test_every_line_of_code_can_be_read_without_scrolling():
    too_long = [(name, line) for name, code in shown_programs() for line in code.splitlines() if len(line) > LONGEST_LINE]
    assert too_long == []


def test_every_lesson_asks_for_a_guess():
    guesses = {"predict", "quiz", "myth"}
    assert [lesson.slug for lesson in COURSE.lessons if not guesses.intersection(item.kind for item in lesson.items)] == []


def test_nothing_but_the_question_tells_which_answer_is_right():
    quizzes = [quiz for lesson in COURSE.lessons for quiz in lesson.quizzes]
    places = Counter(next(place for place, choice in enumerate(quiz.choices) if choice.right) for quiz in quizzes)
    assert max(places.values()) < len(quizzes) / 2, places
    assert {myth.true for lesson in COURSE.lessons for myth in lesson.myths} == {True, False}


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.slug)
def test_a_lesson_holds(lesson, sandbox, live_dataset):
    assert [str(problem) for problem in proofs.check_lesson(lesson, strict=COURSE.strict)] == []
