"""An instructor with a class, and a small course for it."""

from __future__ import annotations

import pytest

from tests.classrooms import make_class
from tests.small_course import write_course


@pytest.fixture(autouse=True)
def small_course(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path, modules=2, exercises=2)


@pytest.fixture
def classroom(ines, alice):
    return make_class(ines, alice)
