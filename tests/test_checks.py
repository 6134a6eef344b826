from __future__ import annotations

from pathlib import Path

import pytest

from course import checks


def ids(messages) -> list[str]:
    return [message.id for message in messages]


@pytest.mark.parametrize("limit", checks.LIMITS)
def test_a_limit_of_zero_is_an_error_that_names_it(settings, limit):
    setattr(settings, limit, 0)
    assert [message.msg for message in checks.limits_are_positive()] == [f"{limit} is 0; it must be above zero."]


def test_the_defaults_are_fine():
    assert checks.limits_are_positive() + checks.choices_are_known() + checks.lessons_are_there() == []


@pytest.mark.parametrize(("setting", "value", "expected"), [
    ("SANDBOX_LEVEL", "D", ["course.E002"]),
    ("SANDBOX_LEVEL", "B", []),
    ("RUNNER", "celery", ["course.E003"]),
])  # fmt: skip
def test_an_unknown_choice_is_an_error(settings, setting, value, expected):
    setattr(settings, setting, value)
    assert ids(checks.choices_are_known()) == expected


def test_a_missing_folder_of_lessons_is_an_error(settings, tmp_path):
    settings.LESSONS_DIR = Path(tmp_path / "nowhere")
    assert ids(checks.lessons_are_there()) == ["course.E004"]


@pytest.mark.parametrize(("deployed", "hosts", "expected"), [
    (False, ["localhost"], []),
    (False, ["localhost", "course.example"], ["course.W002"]),
    (True, ["course.example"], []),
])  # fmt: skip
def test_plain_http_for_strangers_is_warned_of(settings, deployed, hosts, expected):
    settings.DEPLOYED, settings.ALLOWED_HOSTS = deployed, hosts
    assert ids(checks.plain_http_serves_this_machine_only()) == expected
