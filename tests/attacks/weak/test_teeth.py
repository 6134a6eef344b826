"""The cases have teeth: without the layers many of them notice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.conf import settings

from tests.attacks import conduct
from tests.attacks.weak import configuration
from tests.conftest import BuiltDataset

LEAST_FAILURES = 40


def test_many_cases_fail_without_the_layers(town_library: BuiltDataset):
    with configuration.weak_pool(Path(settings.IMAGES_DIR)) as pool:
        outcomes = conduct.attempted(pool, town_library.version, "W", configuration.cases())
    failed = Counter(outcome.case.partition("/")[0] for outcome in outcomes if outcome.problems)
    assert failed.total() >= LEAST_FAILURES, failed
    # No layer keeps the secrets away: the processes are started without them. Each other kind must notice.
    assert all(failed[kind] for kind in configuration.HARMLESS - {"secrets"}), failed
