"""Every target for a moment; `python -m tests.fuzz MINUTES` goes on for longer."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import TARGETS

EXAMPLES = 60
MOST_BYTES = 32 << 20


@pytest.mark.parametrize("name", TARGETS)
def test_random_input_crashes_nothing_and_takes_little_memory(name: str):
    target, strategy = TARGETS[name]

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def random_input(value: object) -> None:
        tracemalloc.start(1)
        try:
            target(value)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < MOST_BYTES

    random_input()
