"""What a strict course (`strict: true` in course.yaml) must have besides what every course must have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Quiz
from course.domain.lesson import Course, Lesson
from course.domain.problem import Problem

FACT = re.compile(r"\d{3}-\d{2}")


def missing_parts(course: Course) -> Iterator[Problem]:
    """One Problem for each part that is left out, and for each curriculum or fact id that cannot be right."""
    seen: dict[str, Item] = {}
    for lesson in course.lessons:
        yield from _of_front_matter(lesson, course)
        yield from _of_number(lesson)
        for item in lesson.graded:
            yield from _of_item(item)
            if item.curriculum and item.curriculum in seen:
                yield _at(item, "curriculum", f"{item.curriculum} is {seen[item.curriculum].id}'s", "correct the id")
            seen.setdefault(item.curriculum, item)


def _of_front_matter(lesson: Lesson, course: Course) -> Iterator[Problem]:
    front = lesson.front
    for field in ("number", "module", "minutes", "dataset", "goals", "facts", "summary"):
        if field not in lesson.lines or not getattr(front, field):
            yield Problem(lesson.path, 1, f"the front matter has no `{field}`", f"add `{field}:`")
    titles = [module.title for module in course.modules]
    if front.module and front.module not in titles:
        line = lesson.line_of("module")
        yield Problem(lesson.path, line, f"course.yaml has no module `{front.module}`", "use one of its titles")
    for index, fact in enumerate(front.facts):
        line = lesson.line_of("facts", index)
        if not FACT.fullmatch(fact):
            yield Problem(lesson.path, line, f"`{fact}` is no fact id", "write it as 002-31")
        elif course.facts and fact not in course.facts:
            yield Problem(lesson.path, line, f"there is no fact {fact}", "correct it, or the counts in course.yaml")


def _of_number(lesson: Lesson) -> Iterator[Problem]:
    """The curriculum ids of a lesson begin with its number; where none does, the number is the mistake."""
    if "number" not in lesson.lines:
        return
    number, named = lesson.front.number, [item for item in lesson.graded if item.curriculum]
    strangers = [item for item in named if not item.curriculum.startswith(number)]
    if named and strangers == named:
        what = f"the lesson's number is {number}, its items are of {named[0].curriculum[:-1]}"
        yield Problem(lesson.path, lesson.line_of("number"), what, "correct it")
        return
    for item in strangers:
        yield _at(item, "curriculum", f"{item.curriculum} is no item of lesson {number}", "correct the id")


def _of_item(item: Item) -> Iterator[Problem]:
    if not item.curriculum:
        yield _at(item, "curriculum", f"`{item.id}` has no `curriculum`", "add the curriculum's id, such as 5.1a")
    match item:
        case Exercise():
            yield from _of_exercise(item)
        case Prediction():
            yield from _of_prediction(item)
        case Quiz():
            yield from _of_quiz(item)
        case Myth() if not item.proofs:
            yield _at(item, "proofs", "this myth has no `proofs`", "add code that shows it")


def _of_prediction(prediction: Prediction) -> Iterator[Problem]:
    for index, reason in enumerate(prediction.wrong):
        if not reason.answer.isdecimal():
            field = f"wrong.{index}.answer"
            yield _at(prediction, field, f"`{reason.answer}` is no number of queries", "give a number")


def _of_quiz(quiz: Quiz) -> Iterator[Problem]:
    for index, choice in enumerate(quiz.choices):
        if not choice.because:
            yield _at(quiz, f"choices.{index}", "this choice has no `because`", "say why it is right or wrong")


def _of_exercise(exercise: Exercise) -> Iterator[Problem]:
    for field in ("hints", "wrong", "because"):
        if not getattr(exercise, field):
            yield _at(exercise, field, f"`{exercise.id}` has no `{field}`", f"add `{field}:`")
    if not exercise.starter.strip():
        yield Problem(exercise.file("starter.py"), 1, "starter.py is missing or empty", "give the learner a beginning")


def _at(item: Item, field: str, problem: str, remedy: str) -> Problem:
    return Problem(item.path, item.line_of(*field.split(".")), problem, remedy)
