"""`manage.py load_dataset NAME FILE… [--changes rows|models] [--activate] [--override REASON] [--json]`."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from course import datasets
from course.datasets.work import WorkCancelled, WorkLost
from course.sandbox.builder import BuilderFailed
from course.sandbox.errors import SandboxBusy, SandboxUnavailable


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Check fixture files, build a new version of a dataset, re-verify every exercise that uses it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
        parser.add_argument("--activate", action="store_true", help="make the new version the live one")
        parser.add_argument("--override", metavar="REASON", default="",
                            help="load it in spite of what it breaks; live, it switches those exercises off")
        parser.add_argument("--changes", choices=["rows", "models"], default="",
                            help="the files hold rows to put into the live version; or models, and of these every row")
        parser.add_argument("--json", action="store_true", help="print one JSON value on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            if not path.is_file():
                raise CommandError(f"There is no file {path}.", returncode=2)
        given = {"activate": options["activate"], "reason": options["override"], "changes": options["changes"]}
        report = load(options["name"], options["files"], **given)
        if options["json"]:
            self.stdout.write(json.dumps(report_json(report), ensure_ascii=False))
        for line in complaints(report):
            self.stderr.write(line)
        if not report.ok:
            sys.exit(1)
        if not options["json"]:
            self.stdout.write(success(report))


def load(name: str, files: list[Path], **options: Any) -> datasets.LoadReport:
    """Raises CommandError with the contract's exit status."""
    from course.verification import verify_dataset  # noqa: PLC0415 (loads every lesson: only where it is needed)

    try:
        return datasets.load_dataset(name, files, loaded_by=who(), verify=verify_dataset, **options)
    except datasets.UnknownDataset as unknown:
        raise CommandError(str(unknown), returncode=2) from None
    except (SandboxUnavailable, SandboxBusy) as unavailable:
        message = f"The exercises could not be re-verified, so nothing was loaded: {unavailable.message}"
        raise CommandError(message, returncode=3) from None
    except (WorkCancelled, WorkLost):
        raise CommandError("It was cancelled on its page, so nothing was loaded.", returncode=1) from None
    except BuilderFailed as failed:
        raise CommandError(failed.message, returncode=1) from None


def who() -> str:
    try:
        return f"{getpass.getuser()} (command line)"
    except (KeyError, OSError):
        return "command line"


def report_json(report: datasets.LoadReport) -> dict[str, Any]:
    return {
        "name": report.name, "version": report.version, "activated": report.activated, "counts": report.counts,
        "faults": [asdict(fault) for fault in report.faults], "total_faults": report.total_faults,
        "problems": [asdict(problem) for problem in report.problems], "overridden": report.overridden,
    }


def complaints(report: datasets.LoadReport) -> list[str]:
    """One line for each fault or broken exercise, and what that means."""
    lines = [str(fault) for fault in report.faults] + [str(problem) for problem in report.problems]
    unlisted = report.total_faults - len(report.faults)
    if unlisted:
        lines.append(f"… and {unlisted} more faults")
    return [*lines, "Nothing was changed."] if lines and not report.ok else lines


def success(report: datasets.LoadReport) -> str:
    rows = ", ".join(f"{count} {label.split('.')[-1]}" for label, count in report.counts.items())
    later = f"not live yet: manage.py activate_dataset {report.name} {(report.version or '')[:12]}"
    state = "live now" if report.activated else later
    return f"{report.name} {report.version}: {rows}; {state}"
