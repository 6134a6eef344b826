"""`python -m sandbox_app.town_library` writes fixtures/blog.json and fixtures/library.json.

With `--check` it writes nothing and ends with 1 when the files differ from what it would write.
The same seed gives the same bytes, on every Python from 3.11.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sandbox_app.town_library.blog import write_blog
from sandbox_app.town_library.library import write_library
from sandbox_app.town_library.town import Town

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def fixtures() -> dict[str, str]:
    """The text of each fixture file, by its name."""
    town = Town()
    write_library(town)
    write_blog(town)
    return {f"{app}.json": town.fixture(app) for app in ("blog", "library")}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sandbox_app.town_library", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell whether the committed files are these")
    parser.add_argument("--to", type=Path, default=FIXTURES, metavar="FOLDER")
    options = parser.parse_args(arguments)
    stale = False
    for name, text in fixtures().items():
        path = options.to / name
        if options.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale = True
                print(f"{path}: stale; run `python -m sandbox_app.town_library`", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path}: {text.count(chr(10)) - 2} objects")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
