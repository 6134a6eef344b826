"""The images of town-library as paths; memory whose pages are watched."""

from __future__ import annotations

import mmap
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from sandbox_app import pages

PAGES = 8


def scene(work: Callable[[], object]) -> Callable[[], pages.Scene]:
    """Work that lives on when it is done."""

    def acts() -> pages.Scene:
        done, telling = os.pipe()

        def act() -> None:
            work()
            os.write(telling, b"d")
            signal.pause()

        def wait() -> None:
            os.close(telling)
            if not os.read(done, 1):
                raise RuntimeError("the work was not done")

        return act, wait

    return acts


@pytest.fixture(scope="session")
def images(town_library) -> Path:
    return Path(settings.IMAGES_DIR) / town_library.version


@pytest.fixture
def process_files() -> Iterator[int]:
    descriptor = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
    yield descriptor
    os.close(descriptor)


@pytest.fixture
def memory() -> Iterator[mmap.mmap]:
    """Private memory with something on each page."""
    with mmap.mmap(-1, PAGES * pages.PAGE_BYTES, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as held:
        held[:] = b"\x01" * len(held)
        yield held
