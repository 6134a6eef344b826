"""`list_exercises [--all] [--json]`: every exercise, prediction, quiz and myth that can be done here."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from course.content import ContentErrors, load_course
from course.domain.exercise import Exercise
from course.domain.items import Item


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "List every exercise, prediction, quiz and myth that can be done here, in the order of the course."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also exercises that need a newer Django")
        parser.add_argument("--json", action="store_true", help="print one JSON list and nothing else")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            course = load_course(Path(settings.LESSONS_DIR))
        except ContentErrors as error:
            self.stderr.write(f"{error}\nRun `manage.py check_course` once these are mended.")
            sys.exit(1)
        items = [item for lesson in course.lessons for item in (lesson.graded if options["all"] else lesson.tasks)]
        listed = [item_json(item) for item in items]
        self.stdout.write(json.dumps(listed, ensure_ascii=False) if options["json"] else told(listed))


def item_json(item: Item) -> dict[str, str]:
    described = {
        "id": item.id, "lesson": item.lesson, "kind": item.kind, "dataset": item.dataset, "title": item.title,
        "curriculum": item.curriculum,
    }
    if item.needs:
        described["needs"] = f"Django {item.needs.django}"
    return {**described, "style": item.style} if isinstance(item, Exercise) else described


def told(listed: list[dict[str, str]]) -> str:
    """One line each: kind, id, lesson, title."""
    if not listed:
        return "This course has no exercises yet."
    width = {field: max(len(item[field]) for item in listed) for field in ("kind", "id", "lesson")}
    return "\n".join(
        "  ".join([*(item[field].ljust(width[field]) for field in width), item["title"]]) for item in listed
    )
