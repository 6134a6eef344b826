"""No answer that the course calls right is advised against: if one is, the detector is wrong and not the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from course.content import read_course
from course.domain.report import explained

COURSE, _ = read_course(Path(settings.BASE_DIR) / "lessons")
# It has the learner count the queries of an N+1 loop, so its answers must run one.
MEASURES_A_LOOP = "measure-the-loop"
LESSONS_WITH_EXERCISES = [lesson for lesson in COURSE.lessons if lesson.exercises]


@pytest.mark.parametrize("lesson", LESSONS_WITH_EXERCISES, ids=lambda lesson: lesson.slug)
def test_right_answers_are_passed_over_in_silence(lesson, run):
    answers = [
        (exercise.id, code)
        for exercise in lesson.exercises if exercise.id != MEASURES_A_LOOP
        for code in (exercise.solution, *(file.code for file in exercise.also))
    ]
    found = {(name, one.code, one.fix) for name, code in answers for one in explained(run(code)).findings}
    assert found == set()
