"""The images of town-library as paths."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def images(town_library) -> Path:
    return Path(settings.IMAGES_DIR) / town_library.version
