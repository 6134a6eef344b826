"""`preview [LESSON] [--port PORT]`: the site in development, with the checks of the lesson beside it."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from course.content import read_course


class Command(BaseCommand):
    help = "Serve the lessons on this machine: a saved file shows at once, with what does not hold beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("lesson", metavar="LESSON", nargs="?", help="the slug or folder of the lesson to name")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, **options: Any) -> None:
        path = self.path_of(options["lesson"])
        call_command("migrate", verbosity=0)
        call_command("seed", stdout=self.stderr)
        place = f"127.0.0.1:{options['port']}"
        self.stdout.write(f"http://{place}{path}  (Ctrl C ends it)")
        self.stdout.flush()
        manage = Path(settings.BASE_DIR) / "manage.py"
        # Writing a lesson needs no debug toolbar; whoever wants it sets DEBUG_TOOLBAR=true.
        environment = {"DEBUG_TOOLBAR": "false"} | os.environ | {"DEBUG": "true"}
        os.execve(sys.executable, [sys.executable, str(manage), "runserver", place], environment)  # noqa: S606

    def path_of(self, name: str | None) -> str:
        if not name:
            return "/"
        course, _problems = read_course(Path(settings.LESSONS_DIR))
        for lesson in course.lessons:
            if name in (lesson.slug, lesson.folder):
                return f"/lessons/{lesson.slug}/"
        self.stderr.write(f"There is no lesson {name}. There are: {', '.join(one.slug for one in course.lessons)}.")
        sys.exit(2)
