"""`manage.py prune_datasets [--keep N] [--dry-run]`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from course.datasets.pruning import prune

KEPT = 5


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Remove the images of old versions of datasets, and what interrupted work left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", metavar="N", type=int, default=KEPT,
                            help=f"of each dataset the newest versions beside the live one (default: {KEPT})")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 0:
            raise CommandError("--keep takes a number from 0 on.", returncode=2)
        found = prune(options["keep"], dry_run=options["dry_run"])
        for pruned in found:
            self.stdout.write(f"{pruned.what}: {pruned.size / 1_000_000:.1f} MB")
        verb = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{len(found)} {verb}, {sum(pruned.size for pruned in found) / 1_000_000:.1f} MB.")
