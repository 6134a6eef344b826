"""`manage.py activate_dataset NAME VERSION [--override REASON]`: switch the live version, also back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from course import activation, datasets
from course.management.commands.load_dataset import who
from course.models import DatasetVersion
from course.sandbox.errors import SandboxUnavailable


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Make a loaded version of a dataset the live one; what changed since its report is verified first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("version", metavar="VERSION", help="the version's hash, or its first characters")
        parser.add_argument("--override", metavar="REASON", default="",
                            help="in spite of the exercises it breaks, which are then switched off")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = datasets.find_version(options["name"], options["version"])
            version = self.activated(found, options["override"])
        except datasets.UnknownDataset as unknown:
            raise CommandError(str(unknown), returncode=2) from None
        except datasets.Breaks as breaks:
            raise CommandError(f"{breaks} Say why with --override to switch them off.", returncode=1) from None
        except datasets.NotReady as unready:
            raise CommandError(str(unready), returncode=1) from None
        except SandboxUnavailable as unavailable:
            raise CommandError(unavailable.message, returncode=3) from None
        self.stdout.write(f"{version.name} {version.version} is live.")
        if version.switched_off:
            self.stdout.write(f"Switched off while it is: {', '.join(version.switched_off)}.")

    def activated(self, version: DatasetVersion, reason: str) -> DatasetVersion:
        """Whoever types a command can wait: what changed since the report is run before the version goes live."""
        try:
            return activation.activate(version, by=who(), reason=reason)
        except activation.Outdated as outdated:
            self.stderr.write(f"{outdated.what} Verifying that first …")
            return activation.activate(activation.verify_again(version), by=who(), reason=reason)
