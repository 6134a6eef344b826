"""A tree of lessons for each test of the loader, to be changed by it."""

import pytest

from tests.lesson_tree import write_lessons


@pytest.fixture
def tree(tmp_path):
    return write_lessons(tmp_path)
