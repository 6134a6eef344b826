#!/usr/bin/env python3
"""Django's command line for One Query. Uses the checkout's own virtual environment when there is one."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# What SQLite and PostgreSQL say of a table that is not there.
NO_TABLE = ("no such table", "does not exist")


def use_own_environment() -> None:
    """Start again inside `.venv` (made by `make run`), so that `python3 manage.py …` works as it stands."""
    own_python = ROOT / ".venv" / "bin" / "python"
    if sys.prefix == sys.base_prefix and own_python.exists():
        os.execv(own_python, [str(own_python), *sys.argv])  # noqa: S606 - there is no shell to need


def main() -> None:
    use_own_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "course.settings")
    if "SECRET_KEY" not in os.environ:
        # Without a key of its own this can only be somebody's own machine: the commands work there as they stand.
        os.environ.setdefault("LOCAL_HTTP", "true")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - it may be missing
        from django.db import OperationalError, ProgrammingError  # noqa: PLC0415
    except ModuleNotFoundError:
        sys.exit("Django is not installed here. Run `make run` (or `make setup`) once; it installs everything.")
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as error:
        if not any(words in str(error) for words in NO_TABLE):
            raise
        print(f"The site's database has no such tables yet ({str(error).splitlines()[0]}). Run `make run` once, or "
              "`manage.py migrate` and `manage.py seed`.", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
