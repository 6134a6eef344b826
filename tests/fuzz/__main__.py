"""`python -m tests.fuzz MINUTES [TARGET…]`: other random input each time, until the time is up."""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
EXAMPLES = 2_000


def main(minutes: float, names: list[str]) -> None:
    import django

    django.setup()
    from tests.fuzz.targets import TARGETS

    end, rounds = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        rounds += 1
        for name in names or TARGETS:
            if time.monotonic() < end:
                fuzz(name, int.from_bytes(os.urandom(4), "little"))
    print(f"{rounds} rounds; nothing found")


def fuzz(name: str, chosen: int) -> None:
    """One round of one target. Raises what the target raised, with the smallest input that makes it."""
    from hypothesis import HealthCheck, given, seed, settings

    from tests.fuzz.targets import TARGETS

    print(f"{name}, seed {chosen}", flush=True)
    target, strategy = TARGETS[name]

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @seed(chosen)
    @given(strategy)
    def random_input(value: object) -> None:
        target(value)

    random_input()


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
