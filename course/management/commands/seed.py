"""`manage.py seed`: load the data that comes with the site. `make run` calls it at each start."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from course import datasets
from course.sandbox.builder import BuilderFailed


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Load the dataset town-library from the fixtures folder, unless it is loaded already."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = datasets.seed()
        except BuilderFailed as failed:
            raise CommandError(failed.message, returncode=1) from None
        except DatabaseError as error:
            raise CommandError(f"The site's database is not ready ({error}). Run `manage.py migrate` first.") from None
        if report is None:
            self.stdout.write(f"{datasets.SEED_DATASET} is loaded already.")
        elif report.ok:
            state = "live now" if report.activated else "ready; another version is live and stays so"
            self.stdout.write(f"{report.name} {report.version}: {sum(report.counts.values())} rows, {state}.")
        else:
            raise CommandError("\n".join(map(str, report.faults)), returncode=1)
