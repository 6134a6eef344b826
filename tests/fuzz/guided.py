"""`python -m tests.fuzz.guided TARGET [LIBFUZZER_OPTION…]`: the same targets, led by coverage (atheris).

Hypothesis turns atheris's bytes into the target's input, so that what gets further into our parsers is tried further.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main(name: str, options: list[str]) -> None:
    try:
        import atheris
    except ImportError:
        raise SystemExit("atheris is not installed: pip install -r requirements-fuzz.txt") from None
    with atheris.instrument_imports(include=["course.sandbox", "course.forms", "course.domain", "sandbox_app"]):
        import django

        django.setup()
        from hypothesis import given, settings

        from tests.fuzz.targets import TARGETS
    target, strategy = TARGETS[name]

    @settings(database=None, deadline=None)
    @given(strategy)
    def random_input(value: object) -> None:
        target(value)

    atheris.Setup([sys.argv[0], *options], random_input.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
