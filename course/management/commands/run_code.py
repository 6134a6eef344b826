"""`run_code FILE`: run a file in the jail and print its RunResult."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from course import attempts
from course.datasets import UnknownDataset
from course.domain.report import run_json
from course.domain.run import SCALES, Finding, RunResult, RunStatus
from course.sandbox.errors import SandboxError


class Command(BaseCommand):
    help = "Run a file (- for standard input) in the jail and print what it gave, its queries and their lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a Python file, or - for standard input")
        parser.add_argument("--dataset", default="town-library")
        parser.add_argument("--scale", type=int, default=1, choices=sorted(SCALES))
        parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
        parser.add_argument("--json", action="store_true", help="print one RunResult as JSON and nothing else")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["database"] == "postgresql":
            self.leave(2, "The PostgreSQL sandbox is not part of One Query yet: leave out --database, or give sqlite.")
        code = self.read(options["file"])
        try:
            result = attempts.run(code, options["dataset"], options["scale"])
        except UnknownDataset as error:
            self.leave(2, str(error))
        except SandboxError as error:
            self.leave(3, error.message)
        self.stdout.write(json.dumps(run_json(result), ensure_ascii=False) if options["json"] else told(result))
        sys.exit(0 if result.status is RunStatus.OK else 1)

    def read(self, name: str) -> str:
        """The program; bytes that are not UTF-8 stay recognisable, so that the run refuses them."""
        try:
            body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            self.leave(
                2, f"{name} cannot be read: {error.strerror}. Give the path of a Python file, or - for standard input."
            )
        return body.decode("utf-8", "surrogateescape")

    def leave(self, status: int, message: str) -> None:
        self.stderr.write(message)
        sys.exit(status)


def told(result: RunResult) -> str:
    """A run in words: what was printed, the value, the error, the queries by group, the findings."""
    parts = [result.stdout.rstrip(), *value_lines(result)]
    if result.error:
        parts.append(result.error.traceback)
    elif result.status is not RunStatus.OK:
        parts.append(f"Ended: {result.status.value}")
    parts.append(f"{result.query_count} {'query' if result.query_count == 1 else 'queries'}")
    for group in result.groups:
        lines = ", ".join(map(str, group.lines)) or "?"
        parts.append(f"{group.count} × (line {lines})\n{group.sql}")
    parts += [finding_text(finding) for finding in result.findings]
    return "\n".join(part for part in parts if part)


def finding_text(finding: Finding) -> str:
    """`n_plus_one, line 2 (loop on line 1), Post.author`, then the message and the fix, a line each."""
    loop = f" (loop on line {finding.loop_line})" if finding.loop_line not in (None, finding.line) else ""
    place = f", line {finding.line}{loop}" if finding.line else ""
    head = f"{finding.code}{place}{f', {finding.relation}' if finding.relation else ''}"
    return f"{head}\n  {finding.message}" + (f"\n  Fix: {finding.fix}" if finding.fix else "")


def value_lines(result: RunResult) -> list[str]:
    value = result.value
    if value.kind == "scalar":
        return [value.text]
    rows = [" | ".join(map(str, row)) for row in value.rows]
    return [" | ".join(value.columns), *rows] if value.kind == "rows" else []
