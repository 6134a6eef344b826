"""`sandbox_daemon`: run the supervisor of the jail on its Unix socket, for all web processes of this machine."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from course.sandbox import daemon, jail, limits
from course.sandbox.supervisor import Supervisor


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Run the sandbox supervisor on a Unix socket (mode 0600) until SIGTERM; runs at work are finished first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--socket", default=settings.SANDBOX_SOCKET or str(settings.VAR_DIR / "sandbox.sock"))

    def handle(self, *_args: Any, **options: Any) -> None:
        configured, path = limits.configured(), Path(options["socket"])
        supervisor = Supervisor(configured, Path(settings.IMAGES_DIR), jail.levels(settings.SANDBOX_LEVEL))
        try:
            serving = daemon.Daemon(path, supervisor, configured)
        except FileExistsError as error:
            supervisor.stop()
            self.stderr.write(str(error))
            sys.exit(2)
        level = supervisor.status()["level"]
        if level is None:
            # It serves all the same: every run is answered with the reason, and lessons stay readable.
            self.stderr.write(supervisor.station.why_not())
        self.stdout.write(f"The sandbox listens on {path} (level {level}).")
        self.stdout.flush()
        serving.serve()
