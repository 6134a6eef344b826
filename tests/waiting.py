"""Waiting for what happens when it happens: on a busy machine no pause is long enough, on a quiet one each is too long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any


def wait_for(happened: Callable[[], Any], seconds: float) -> Any:
    """What `happened` returns once that is true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = happened()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{happened} did not happen within {seconds} seconds")
