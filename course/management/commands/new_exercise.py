"""`new_exercise LESSON ID`: the files of an exercise that holds already, for its author to change."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from course.content import NotAdded, add_exercise, read_course
from course.domain.lesson import Course, Lesson

NEXT = """
Next:
  1. Change the task in exercise.yaml, then starter.py and solution.py; measure with `manage.py run_code FILE`.
  2. Add other right answers as also_….py, and each mistake you expect as wrong_….py with a check and a hint.
  3. Move the fence to its place in lesson.md.
  4. manage.py check_course --lesson {slug}
docs/authoring.md explains every field."""


class Command(BaseCommand):
    help = "Write the files of a new exercise that passes check_course, and add its fence to the lesson."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("lesson", metavar="LESSON", help="the lesson's slug or folder")
        parser.add_argument("id", metavar="ID", help="the exercise's id, unique in the course")

    def handle(self, *_args: Any, **options: Any) -> None:
        course, _problems = read_course(Path(settings.LESSONS_DIR))
        lesson = self.found(course, options["lesson"])
        try:
            written = add_exercise(lesson, options["id"], course.items_by_id)
        except NotAdded as refused:
            self.leave(refused.message)
        for file in written:
            self.stdout.write(str(file.relative_to(settings.LESSONS_DIR)))
        self.stdout.write(NEXT.format(slug=lesson.slug))

    def found(self, course: Course, name: str) -> Lesson:
        named = [lesson for lesson in course.lessons if name in (lesson.slug, lesson.folder)]
        if not named:
            self.leave(f"There is no lesson {name}. There are: {', '.join(one.slug for one in course.lessons)}.")
        return named[0]

    def leave(self, message: str) -> None:
        self.stderr.write(message, style_func=str)
        sys.exit(2)
