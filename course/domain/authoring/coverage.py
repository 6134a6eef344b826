"""What some lessons cover: items by kind, facts taught, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from course.domain.lesson import Course, Lesson
from course.domain.nouns import counted

# Kind of fence -> what a person calls one, and several.
KINDS = {
    "exercise": ("exercise", "exercises"), "predict": ("prediction", "predictions"), "quiz": ("quiz", "quizzes"),
    "myth": ("myth", "myths"), "run": ("sample", "samples"),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """items: kind of fence -> how many; known: every fact there is to teach; links: those that stay in the site."""

    lessons: int
    items: dict[str, int]
    taught: frozenset[str]
    known: frozenset[str]
    links: int

    @property
    def missing(self) -> list[str]:
        """The facts that are not taught, in order."""
        return sorted(self.known - self.taught)

    def as_json(self) -> dict[str, Any]:
        facts = {"taught": len(self.taught), "known": len(self.known), "missing": self.missing}
        return {"lessons": self.lessons, "items": self.items, "facts": facts, "links": self.links}


def coverage_of(course: Course, lessons: Sequence[Lesson], links: int) -> Coverage:
    counts = dict.fromkeys(KINDS, 0)
    for item in (item for lesson in lessons for item in lesson.items):
        counts[item.kind] += 1
    taught = frozenset(fact for lesson in lessons for fact in lesson.front.facts)
    return Coverage(len(lessons), counts, taught, course.facts, links)


def coverage_lines(covered: Coverage, whole: bool) -> list[str]:
    """For people. whole: whether these are all lessons, so that a fact they leave out is taught nowhere."""
    items = ", ".join(f"{count} {KINDS[kind][count != 1]}" for kind, count in covered.items.items())
    lines = [f"{counted(covered.lessons, 'lesson')}: {items}; {counted(covered.links, 'link')} inside the site"]
    if covered.known:
        lines.append(f"facts taught: {len(covered.taught)} of {len(covered.known)}")
    if covered.known and whole and covered.missing:
        lines.append(f"not taught anywhere: {', '.join(covered.missing)}")
    return lines
