"""`manage.py prune_datasets [--keep N] [--upload-days N] [--dry-run]`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from course.datasets.pruning import prune

KEPT = 5


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Remove the images of old versions of datasets, failed uploads, and what interrupted work left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", metavar="N", type=int, default=KEPT,
                            help=f"of each dataset the newest versions beside the live one (default: {KEPT})")
        parser.add_argument("--upload-days", metavar="N", type=int, default=settings.DATASET_UPLOAD_DAYS,
                            help="age of uploads with faults, or otherwise unfinished, that go (default: %(default)s)")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        if min(options["keep"], options["upload_days"]) < 0:
            raise CommandError("--keep and --upload-days take a number from 0 on.", returncode=2)
        found = prune(options["keep"], upload_days=options["upload_days"], dry_run=options["dry_run"])
        for pruned in found:
            self.stdout.write(f"{pruned.what}: {pruned.size / 1_000_000:.1f} MB")
        verb = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{len(found)} {verb}, {sum(pruned.size for pruned in found) / 1_000_000:.1f} MB.")
