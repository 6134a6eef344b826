"""`check_course [--lesson SLUG] [--json]`: read every lesson and prove what it says."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from course import labs, proofs
from course.content import is_about, read_course, read_labs
from course.datasets import UnknownDataset, live_image
from course.domain.authoring.coverage import coverage_lines, coverage_of
from course.domain.items import Item, Sample
from course.domain.lesson import Course, Lesson
from course.domain.nouns import counted
from course.domain.problem import Problem
from course.rendering import link_count, page_problems
from course.sandbox.errors import SandboxError


class Command(BaseCommand):
    help = "Verify the lessons: their files, links and facts, and by running them, every answer, hint and number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lesson", metavar="SLUG", help="this lesson only")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.began = monotonic()
        course, found = read_course(Path(settings.LESSONS_DIR))
        lessons = chosen(course, options["lesson"])
        root = Path(settings.LESSONS_DIR)
        if options["lesson"] and not lessons and not any(is_about(one, root, options["lesson"]) for one in found):
            self.leave(2, f"There is no lesson {options['lesson']}. There are: {', '.join(slugs(course))}.")
        problems = [*found, *page_problems(course)]
        if options["lesson"]:
            problems = [problem for problem in problems if is_about(problem, root, options["lesson"])]
        try:
            problems += self.proven(course, lessons)
            problems += [] if options["lesson"] else self.proven_labs()
        except SandboxError as error:
            self.leave(3, error.message)
        self.report(course, lessons, [from_checkout(problem) for problem in sorted(set(problems))], options["json"])

    def proven(self, course: Course, lessons: tuple[Lesson, ...]) -> Iterator[Problem]:
        """What does not hold when it is run; says on standard error how far it is."""
        for number, lesson in enumerate(lessons, start=1):
            self.tell(f"{number}/{len(lessons)} {lesson.slug}: {counted(len(lesson.items), 'item')}")
            try:
                yield from proofs.check_lesson(lesson, strict=course.strict)
            except UnknownDataset as error:
                what = f"nothing could be run: {str(error).rstrip('.')}"
                yield Problem(lesson.path, lesson.line_of("dataset"), what, "then check again")

    def proven_labs(self) -> Iterator[Problem]:
        """What does not hold in the toolbar lab, by its files and when it is run."""
        found, problems = read_labs(Path(settings.LABS_DIR))
        yield from problems
        for lab in found:
            self.tell(f"lab {lab.name}")
            try:
                yield from labs.prove_lab(lab, live_image(lab.dataset))
            except UnknownDataset as error:
                what = f"nothing could be run: {str(error).rstrip('.')}"
                yield Problem(lab.path, lab.line_of("dataset"), what, "then check again")

    def report(self, course: Course, lessons: tuple[Lesson, ...], problems: list[Problem], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report_json(course, lessons, problems), ensure_ascii=False))
        else:
            for problem in problems:
                self.stdout.write(str(problem))
            self.tell_coverage(course, lessons)
            self.tell_unproved(lessons)
            self.tell(closing_line(lessons, problems, monotonic() - self.began))
        sys.exit(1 if problems else 0)

    def tell_coverage(self, course: Course, lessons: tuple[Lesson, ...]) -> None:
        covered = coverage_of(course, lessons, link_count(lessons))
        for line in coverage_lines(covered, whole=lessons == course.lessons):
            self.tell(line)

    def tell_unproved(self, lessons: tuple[Lesson, ...]) -> None:
        """Name what could not be run here, so that nobody takes it for proved."""
        for item in needing_newer(lessons):
            self.tell(f"not run: {item.kind} {item.id}. {item.why_not_here}")

    def tell(self, text: str) -> None:
        self.stderr.write(text, style_func=str)
        self.stderr.flush()

    def leave(self, status: int, message: str) -> None:
        self.tell(message)
        sys.exit(status)


def chosen(course: Course, name: str | None) -> tuple[Lesson, ...]:
    return tuple(lesson for lesson in course.lessons if name in (None, lesson.slug, lesson.folder))


def slugs(course: Course) -> Iterable[str]:
    return (lesson.slug for lesson in course.lessons)


def from_checkout(problem: Problem) -> Problem:
    """The same with a path as an editor opened in the checkout finds it; files elsewhere keep their full path."""
    file = Path(problem.file)
    if not file.is_relative_to(settings.BASE_DIR):
        return problem
    return replace(problem, file=str(file.relative_to(settings.BASE_DIR)))


def report_json(course: Course, lessons: tuple[Lesson, ...], problems: list[Problem]) -> dict[str, Any]:
    return {
        "ok": not problems,
        "problems": [problem.told() for problem in problems],
        "not_run": [item.id for item in needing_newer(lessons)],
        **coverage_of(course, lessons, link_count(lessons)).as_json(),
    }


def needing_newer(lessons: tuple[Lesson, ...]) -> list[Item | Sample]:
    """The items that need a newer Django than the one here; what they record stays as it was."""
    return [item for lesson in lessons for item in lesson.items if not item.runs_here]


def closing_line(lessons: tuple[Lesson, ...], problems: list[Problem], seconds: float) -> str:
    verdict = counted(len(problems), "problem") if problems else "everything holds"
    return f"{counted(len(lessons), 'lesson')} checked in {counted(round(seconds), 'second')}: {verdict}."
