"""`manage.py list_datasets [--json]`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from course import datasets
from course.models.dataset import DatasetVersion


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "List every version of every dataset, and which one is live."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON value on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        versions = datasets.list_versions()
        if options["json"]:
            self.stdout.write(json.dumps([version.facts() for version in versions], ensure_ascii=False))
        elif versions:
            for version in versions:
                self.stdout.write(version_line(version))
        else:
            self.stderr.write("No dataset is loaded. Run `manage.py seed`.")


def version_line(version: DatasetVersion) -> str:
    """A star marks the live version."""
    loaded = f"{version.loaded_at:%Y-%m-%d %H:%M}  {version.loaded_by}"
    standing = "" if version.standing == version.State.VERIFIED else f"  ({version.standing.label})"
    return f"{'*' if version.live else ' '} {version.name}  {version.version[:12]}  {loaded}{standing}"
