"""`manage.py activate_dataset NAME VERSION`: switch the live version, also back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from course import datasets


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Make a loaded version of a dataset the live one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("version", metavar="VERSION", help="the version's hash, or its first characters")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = datasets.activate(options["name"], options["version"])
        except datasets.UnknownDataset as unknown:
            raise CommandError(str(unknown), returncode=2) from None
        self.stdout.write(f"{version.name} {version.version} is live.")
