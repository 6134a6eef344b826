"""Reads `glossary.yaml`, which may stand at the root of the lessons, and finds what cannot be right in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from course.content.listed import read_list
from course.domain.authoring.glossary import Term
from course.domain.lesson import Course
from course.domain.problem import Problem

NAME = "glossary.yaml"


def read_glossary(root: Path, problems: list[Problem]) -> tuple[Term, ...]:
    """Its terms in order of the alphabet; none where there is no such file. Each mistake is added to `problems`."""
    terms = read_list(root / NAME, "terms", Term, problems)
    return tuple(sorted(terms, key=lambda term: term.term.casefold()))


def glossary_problems(course: Course) -> Iterator[Problem]:
    """Terms that are there twice, that name no lesson, or that their lesson never uses."""
    lessons = {lesson.slug: lesson for lesson in course.lessons}
    seen: dict[str, Term] = {}
    for term in sorted(course.glossary, key=lambda term: term.line):
        for phrase in term.phrases:
            if phrase.casefold() in seen:
                yield _at(term, "term", f"`{phrase}` is there already", "keep one of them")
            seen.setdefault(phrase.casefold(), term)
        for slug in set(term.not_in) - lessons.keys():
            yield _at(term, "not_in", f"there is no lesson `{slug}`", "correct the slug, or remove it")
        lesson = lessons.get(term.lesson)
        if lesson is None:
            yield _at(term, "lesson", f"there is no lesson `{term.lesson}`", "give the slug of the one that teaches it")
        elif not term.used_in(f"{lesson.front.title}\n{lesson.body}\n{lesson.front.summary}"):
            what = f"lesson {lesson.slug} never says `{term.term}`"
            yield _at(term, "lesson", what, "name the lesson that does, or give the form it uses in `also`")


def _at(term: Term, field: str, problem: str, remedy: str) -> Problem:
    return Problem(term.path, term.line_of(field), problem, remedy)
