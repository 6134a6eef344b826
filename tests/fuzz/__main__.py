"""`python -m tests.fuzz MINUTES [TARGET…]`: other random input each time, until the time is up."""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main(minutes: float, names: list[str]) -> None:
    import django

    django.setup()
    from hypothesis import HealthCheck, given, seed, settings

    from tests.fuzz.targets import TARGETS

    end, rounds = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        rounds += 1
        for name in names or TARGETS:
            target, strategy = TARGETS[name]
            chosen = int.from_bytes(os.urandom(4), "little")
            print(f"round {rounds}: {name}, seed {chosen}", flush=True)
            fuzzed = settings(
                max_examples=2_000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
            )(seed(chosen)(given(strategy)(lambda value, target=target: target(value))))
            fuzzed()
            if time.monotonic() > end:
                break
    print(f"{rounds} rounds; nothing found")


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
