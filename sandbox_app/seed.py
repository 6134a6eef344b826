"""From fixture files to database images: `python -m sandbox_app.seed build OUT_DIR FIXTURE...`.

Runs as a process of its own, because fixtures come from outside. Prints one JSON report on standard output:
`version` (content hash, null with faults), `counts` (rows of each model), `faults` (the first 200), `total_faults`.
Exit status: 0 images written, 1 the fixtures have faults and nothing was written, 2 usage, 3 they need more memory than
MEMORY_BYTES.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from pathlib import Path

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 120
FILE_BYTES = 512 * 1024 * 1024
MOST_BYTES = 32 * 1024 * 1024
MOST_OBJECTS = 100_000
OUT_OF_MEMORY = 3


def limit_resources() -> None:
    """Bound what a hostile fixture can use up. A limit already lower than ours stays."""
    for kind, wanted in (
        (resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES), (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (limit, limit))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sandbox_app.seed", description=__doc__)
    parser.add_argument("action", choices=["build"])
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("fixtures", nargs="+")
    parser.add_argument("--onto", help="a fixture whose objects stay, unless one of FIXTURE has the same key")
    parser.add_argument("--whole-models", action="store_true", help="… or the same model")
    parser.add_argument("--most-bytes", type=int, default=MOST_BYTES, help="of all files together, unpacked")
    parser.add_argument("--most-objects", type=int, default=MOST_OBJECTS)
    options = parser.parse_args(arguments)
    limit_resources()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox_app.settings")
    import django

    django.setup()
    from sandbox_app.building import build
    from sandbox_app.fixture_files import Bounds

    bounds = Bounds(options.most_bytes, options.most_objects)
    try:
        report = build(options.out_dir, options.fixtures, options.onto, bounds, whole_models=options.whole_models)
    except MemoryError:
        return OUT_OF_MEMORY
    print(json.dumps(report, ensure_ascii=False))
    return 1 if report["total_faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
