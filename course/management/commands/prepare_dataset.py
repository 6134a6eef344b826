"""`manage.py prepare_dataset ID`: check and verify one upload. The dataset pages start it; it can be run by hand."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from course.datasets.uploads import check_upload
from course.datasets.work import Work, WorkCancelled, WorkLost
from course.verification import stop_cancelled, verify_version


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Check an upload of the dataset pages and verify the course on it, or go on where that was interrupted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", metavar="ID", type=int, help="the number in the address of its page")

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(10)  # learners' runs come first
        work = Work.claimed(options["id"])
        if work is None:
            raise CommandError("There is nothing to do, or another process is at it.", returncode=2)
        prepare(work)


def prepare(work: Work) -> None:
    """Check and verify; the outcome stands in the row."""
    try:
        if work.version().version or check_upload(work):
            verify_version(work)
    except WorkCancelled:
        stop_cancelled(work)
    except WorkLost:
        pass
