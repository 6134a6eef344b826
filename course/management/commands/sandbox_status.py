"""`sandbox_status`: which layers of confinement are in force here, and which are missing and why."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from course.sandbox import pool


class Command(BaseCommand):
    help = "Tell which layers confine learner code on this machine, which are missing, and what to install."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *_args: Any, **options: Any) -> None:
        status = pool.shared().status()
        pool.stop()
        self.stdout.write(json.dumps(status) if options["json"] else told(status))
        sys.exit(0 if status["level"] else 3)


def told(status: dict[str, Any]) -> str:
    refused = [f"  level {name} is not available: {why}" for name, why in status["refused"].items()]
    if not status["level"]:
        return "\n".join(["Exercises cannot run on this host; lessons stay readable.", *refused])
    return "\n".join([f"Level {status['level']}: {', '.join(status['layers'])}. Exercises run.", *refused])
