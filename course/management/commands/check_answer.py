"""`check_answer EXERCISE FILE`: grade a file as an answer and print its CheckResult. Stores nothing."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from course import attempts, content
from course.content import ContentErrors
from course.datasets import UnknownDataset
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.report import check_json
from course.domain.verdict.words import queries_sent
from course.evaluation import BrokenExercise
from course.sandbox.errors import SandboxError


class Command(BaseCommand):
    help = "Grade a file (- for standard input) as an answer to an exercise. Exit status 0: passed, 1: not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("exercise", metavar="EXERCISE", help="its id; list_exercises prints all")
        parser.add_argument("file", metavar="FILE", help="a Python file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print one CheckResult as JSON and nothing else")

    def handle(self, *_args: Any, **options: Any) -> None:
        exercise, code = self.exercise(options["exercise"]), self.read(options["file"])
        try:
            check = attempts.evaluate(exercise, code)
        except UnknownDataset as error:
            self.leave(2, str(error))
        except BrokenExercise as error:
            self.leave(1, f"{exercise.path}: {error.message}. `check_course` says more.")
        except SandboxError as error:
            self.leave(3, error.message)
        self.stdout.write(json.dumps(check_json(check), ensure_ascii=False) if options["json"] else told(check))
        sys.exit(0 if check.passed else 1)

    def exercise(self, exercise_id: str) -> Exercise:
        try:
            found = content.find_exercise(exercise_id)
        except ContentErrors as errors:
            self.leave(1, str(errors))
        if found is None:
            self.leave(2, f"There is no exercise {exercise_id}. `manage.py list_exercises` lists them.")
        if not found.runs_here:
            self.leave(2, f"{exercise_id} cannot be graded here. {found.why_not_here}")
        return found

    def read(self, name: str) -> str:
        """The program; bytes that are not UTF-8 stay recognisable, so that the run refuses them."""
        try:
            body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            self.leave(2, f"{name} cannot be read: {error.strerror}. Give a Python file, or - for standard input.")
        return body.decode("utf-8", "surrogateescape").replace("\r\n", "\n")

    def leave(self, status: int, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(status)


def told(check: CheckResult) -> str:
    """A grade in words: the verdict, each failed check, the hint, what the statements show."""
    lines = [f"{check.verdict.value}: {queries_sent(check.query_count)}, budget {check.budget}"]
    lines += [f"- {one.name} ({one.variant}): {one.message}" for one in check.checks if not one.passed]
    if check.hint:
        lines.append(f"Hint: {check.hint}")
    lines += [f"{finding.code}, line {finding.line}: {finding.message}" for finding in check.run.findings]
    return "\n".join(lines)
