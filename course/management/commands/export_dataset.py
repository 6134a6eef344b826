"""`manage.py export_dataset NAME [VERSION] [--to FOLDER] [--json]`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from course import datasets
from course.datasets.export import export_files, record_export
from course.management.commands.load_dataset import who
from course.models.dataset import DatasetVersion


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Write a version of a dataset as fixture files, which load again to the same version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("version", metavar="VERSION", nargs="?",
                            help="its hash, or the beginning; else the live one")
        parser.add_argument("--to", metavar="FOLDER", type=Path, default=Path(), help="where to write (default: here)")
        parser.add_argument("--json", action="store_true", help="print one JSON value on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = chosen(options["name"], options["version"])
            paths = export_files(version, options["to"])
        except (datasets.UnknownDataset, OSError) as error:
            raise CommandError(str(error), returncode=2) from None
        record_export(version, who())
        told = {"name": version.name, "version": version.version, "files": [str(path) for path in paths]}
        self.stdout.write(json.dumps(told) if options["json"] else "\n".join(told["files"]))


def chosen(name: str, beginning: str | None) -> DatasetVersion:
    """Raises UnknownDataset."""
    version = datasets.find_version(name, beginning) if beginning else datasets.live_version(name)
    if version is None:
        raise datasets.UnknownDataset(f"No version of “{name}” is live. `manage.py list_datasets` shows them.")
    return version
