"""Data of its own. The worker runs in this process."""

from __future__ import annotations

import pytest
from django.conf import settings as site_settings

from course.datasets import work
from tests.small_course import write_course
from tests.views.datasets.pages import STARTED


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    """Data of its own; and what a page starts as a process is done in this one, after the page has answered."""
    settings.IMAGES_DIR, settings.UPLOADS_DIR = tmp_path / "images", tmp_path / "uploads"
    STARTED.clear()
    monkeypatch.setattr(work, "start_process", STARTED.append)
    return tmp_path


@pytest.fixture
def lesson_on_words(settings, tmp_path, sandbox):
    """A lesson on the dataset `words`: an exercise, a prediction of 1 + N and a sample, right for one tag."""
    settings.LESSONS_DIR = write_course(tmp_path / "lessons")
    page = settings.LESSONS_DIR / "11-lesson-1" / "lesson.md"
    slow = "def solve():\n    return sum(1 for post in Post.objects.all() if post.author.name)\n"
    (page.parent / "exercise-1-1" / "wrong_len.py").write_text(slow)
    words = page.read_text().replace("dataset: town-library", "dataset: words")
    loop = "[Tag.objects.get(pk=tag.pk) for tag in Tag.objects.all()]"
    page.write_text(words.replace("Post.objects.count()\nanswer: 1", f"{loop}\nanswer: 3"))
    yield
    settings.LESSONS_DIR = site_settings.LESSONS_DIR
