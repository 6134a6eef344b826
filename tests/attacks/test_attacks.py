"""Every case at every level, as the user who runs the tests and, where that is root, as an ordinary user too."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from course.sandbox import jail
from course.sandbox.errors import SandboxError
from tests.attacks import as_user, conduct
from tests.conftest import BuiltDataset

LEAST_CASES = 200
FOLLOWED: Counter[str] = Counter()
"""`level X as who` -> cases that were attempted there; told in the summary of the test run."""


@pytest.fixture(scope="module", params=jail.LEVELS, ids=lambda level: level.name)
def pool(request, town_library: BuiltDataset):
    try:
        with conduct.pool_at(request.param, Path(settings.IMAGES_DIR)) as made:
            yield made
    except SandboxError as error:
        pytest.skip(error.message)


@pytest.mark.parametrize("kind", conduct.kinds())
def test_jail_holds(pool, town_library: BuiltDataset, kind: str):
    level = pool.status()["level"]
    chosen = [case for case in conduct.cases() if case.kind == kind]
    outcomes = conduct.attempted(pool, town_library.version, level, chosen)
    FOLLOWED[f"level {level} as {'root' if os.geteuid() == 0 else 'an ordinary user'}"] += len(outcomes)
    assert [outcome for outcome in outcomes if outcome.problems] == []


@pytest.mark.ordinary_user
@pytest.mark.parametrize("level", jail.LEVELS, ids=lambda level: level.name)
def jail_of_an_ordinary_user_holds(town_library: BuiltDataset, level: jail.Level):
    told = as_user.attempted(level, Path(settings.IMAGES_DIR), town_library.version)
    if told["unavailable"]:
        pytest.skip(told["unavailable"])
    FOLLOWED[f"level {level.name} as an ordinary user"] += told["cases"]
    assert (told["uid"], told["problems"]) == (as_user.NOBODY, [])


if os.geteuid() == 0:  # otherwise whoever runs the tests is an ordinary user already
    test_jail_of_an_ordinary_user_holds = jail_of_an_ordinary_user_holds


def test_there_are_enough_cases_and_each_says_what_must_come_of_it():
    cases = conduct.cases()
    assert len(cases) >= LEAST_CASES
    for case in cases:
        for level in jail.LEVELS:
            case.expectation(level.name)
