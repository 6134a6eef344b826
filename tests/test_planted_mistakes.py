"""`check_course` sees what is wrong: one mistake is planted in a copy of a real lesson, and it must name file and line."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from course.content import read_course
from tests.planted_mistakes import KINDS, Mistake, mistakes

SEED = 5
COURSE, _PROBLEMS = read_course(Path(settings.BASE_DIR) / "lessons")


def sampled() -> list[Mistake]:
    """One mistake of each kind, no file twice, rare kinds first: the same ones while the lessons stay as they are."""
    shuffled = sorted(mistakes(COURSE), key=lambda mistake: mistake.name)
    random.Random(SEED).shuffle(shuffled)
    common = Counter(mistake.kind for mistake in shuffled)
    chosen: dict[Path, Mistake] = {}
    for kind in sorted(KINDS, key=lambda kind: common[kind]):
        fresh = (mistake for mistake in shuffled if mistake.kind == kind and mistake.file not in chosen)
        for mistake in fresh:
            chosen[mistake.file] = mistake
            break
    return sorted(chosen.values(), key=lambda mistake: KINDS.index(mistake.kind))


SAMPLE = sampled()


def test_the_sample_has_every_kind_of_mistake_each_in_a_file_of_its_own():
    assert [mistake.kind for mistake in SAMPLE] == [*KINDS]
    assert len({mistake.file for mistake in SAMPLE}) == len(KINDS) >= 20


@pytest.fixture
def problems_of(sandbox: Any, live_dataset: Any, settings: Any, tmp_path: Path) -> Iterator[Any]:
    """What `check_course` says of the lesson in a copy of the course that has one mistake: (file, line, problem)."""

    def check(mistake: Mistake) -> list[tuple[str, int, str]]:
        mistake.plant(tmp_path)
        settings.LESSONS_DIR = tmp_path
        out = StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("check_course", "--lesson", mistake.lesson.slug, "--json", stdout=out, stderr=StringIO())
        assert ended.value.code == 1
        return [(one["file"], one["line"], one["problem"]) for one in json.loads(out.getvalue())["problems"]]

    return check


@pytest.mark.parametrize("mistake", SAMPLE, ids=lambda mistake: mistake.name)
def test_a_planted_mistake_is_told_at_its_line(mistake: Mistake, problems_of: Any, tmp_path: Path):
    problems = problems_of(mistake)
    assert mistake.told_in(problems, tmp_path), problems
