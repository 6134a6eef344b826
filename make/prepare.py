"""Bring the site's database and data up to date: migrations, then the dataset. In one process, as each start waits."""

from __future__ import annotations

import os
import sys

from steps import ROOT

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "course.settings")

import django
from django.core.management import CommandError, call_command


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    try:
        call_command("seed")
    except CommandError as error:
        sys.exit(f"The course's data could not be loaded: {error}")


if __name__ == "__main__":
    main()
