"""`manage.py activate_dataset NAME VERSION [--override REASON]`: switch the live version, also back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from course import datasets
from course.management.commands.load_dataset import who


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Make a loaded version of a dataset the live one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("version", metavar="VERSION", help="the version's hash, or its first characters")
        parser.add_argument("--override", metavar="REASON", default="",
                            help="in spite of the exercises it breaks, which are then switched off")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = datasets.activate(
                options["name"], options["version"], by=who(), reason=options["override"]
            )
        except datasets.UnknownDataset as unknown:
            raise CommandError(str(unknown), returncode=2) from None
        except datasets.Breaks as breaks:
            raise CommandError(f"{breaks} Say why with --override to switch them off.", returncode=1) from None
        except datasets.NotReady as unready:
            raise CommandError(str(unready), returncode=1) from None
        self.stdout.write(f"{version.name} {version.version} is live.")
        if version.switched_off:
            self.stdout.write(f"Switched off while it is: {', '.join(version.switched_off)}.")
