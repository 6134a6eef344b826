"""A course of three exercises on the dataset `words`: for tests of what new data, or new lessons, do to exercises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from course import datasets
from course.models import DatasetVersion
from course.sandbox.pool import Pool
from tests.small_fixtures import tag, write

LESSON = """---
title: Tags
number: "1.1"
module: Words
minutes: 5
dataset: words
goals: [Count.]
summary: Count.
---
"""
YAML = """title: {name}
task: Do it.
budget: "{budget}"
growth: any
because: So.
hints: [Look.]
"""
WRONG = """wrong:
  wrong_all.py:
    check: same_result
    hint: Not every tag is active.
"""
ACTIVE = 'list(Tag.objects.filter(active=True).values_list("name", flat=True))'
EXERCISES = {  # name: budget, solution, wrong answer
    "active-tags": ("1", ACTIVE, 'list(Tag.objects.values_list("name", flat=True))'),
    "one-by-one": ("4", "[Tag.objects.get(pk=key).name for key in Tag.objects.values_list('pk', flat=True)]", ""),
    "the-readers": ("1", 'Tag.objects.get(name="reading").pk', ""),
}


def inactive(key: int, name: str) -> dict[str, object]:
    return {"model": "blog.tag", "pk": key, "fields": {"name": name, "active": False}}


def write_exercise(folder: Path, name: str, budget: str, solution: str, wrong: str) -> None:
    folder.mkdir()
    (folder / "exercise.yaml").write_text(YAML.format(name=name, budget=budget) + (WRONG if wrong else ""))
    (folder / "starter.py").write_text("def solve():\n    ...\n")
    (folder / "solution.py").write_text(f"def solve():\n    return {solution}\n")
    if wrong:
        (folder / "wrong_all.py").write_text(f"def solve():\n    return {wrong}\n")


def words_course(folder: Path, settings: Any, sandbox: Pool, monkeypatch: pytest.MonkeyPatch) -> DatasetVersion:
    """The version the exercises were written for is live; returned is one that breaks each in its way."""
    settings.IMAGES_DIR, settings.LESSONS_DIR, settings.LABS_DIR = folder / "images", folder / "lessons", folder / "labs"
    monkeypatch.setattr(sandbox.conductor, "images", settings.IMAGES_DIR)
    lesson = folder / "lessons" / "11-tags"
    lesson.mkdir(parents=True)
    (lesson / "lesson.md").write_text(LESSON + "\n".join(f"```exercise {name}\n```\n" for name in EXERCISES))
    for name, parts in EXERCISES.items():
        write_exercise(lesson / name, name, *parts)
    loaded(folder, tag(1, "reading"), inactive(2, "music"), tag(3, "chess"), activate=True)
    return loaded(folder, *(tag(key, f"word {key}") for key in range(1, 21)))


def loaded(folder: Path, *objects: object, activate: bool = False) -> DatasetVersion:
    path = write(folder / "tags.json", *objects)
    report = datasets.load_dataset("words", [path], loaded_by="Ann", activate=activate)
    return DatasetVersion.objects.get(version=report.version)
