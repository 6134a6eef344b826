"""The images of town-library as paths; memory whose pages are watched."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from sandbox_app import pages

PAGES = 8


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
