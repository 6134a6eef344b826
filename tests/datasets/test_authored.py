"""The hash of what authors wrote: of names and bytes, and of nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from course.datasets import authored_digest

FILES = ("lessons/10-a/lesson.md", "lessons/10-a/x/starter.py", "labs/page/lab.yaml")


@pytest.fixture(autouse=True)
def folders(settings, tmp_path) -> Path:
    settings.LESSONS_DIR, settings.LABS_DIR = tmp_path / "lessons", tmp_path / "labs"
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    return tmp_path


def test_another_place_or_time_is_the_same_course(settings, folders):
    before = authored_digest()
    shutil.copytree(folders, folders / "copy")
    settings.LESSONS_DIR, settings.LABS_DIR = folders / "copy" / "lessons", folders / "copy" / "labs"
    os.utime(settings.LESSONS_DIR / "10-a" / "lesson.md", (0, 0))
    (settings.LESSONS_DIR / "10-a" / "x" / "starter.pyc").write_text("compiled")
    assert authored_digest() == before


def test_every_change_of_a_file_is_another(folders):
    lesson, starter, lab = (folders / path for path in FILES)
    seen = [authored_digest()]
    for change in (
        lambda: lesson.write_text("new"), lambda: lab.write_text("new"), lambda: starter.rename(starter.with_name("x.py")),
        lambda: lesson.with_name("more.md").write_text(""), lab.unlink,
    ):
        change()
        seen.append(authored_digest())
    assert len(set(seen)) == 6
