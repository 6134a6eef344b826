"""What a version's page tells when lessons changed after its report, and what it lets an instructor do about it."""

from __future__ import annotations

import pytest

from course.datasets import work
from course.management.commands.prepare_dataset import prepare
from course.models import AuditEntry, DatasetVersion
from tests.classrooms import text
from tests.small_fixtures import tag
from tests.views.datasets.pages import PAGE, POSTS, STARTED, activate, fixture, upload


@pytest.fixture
def version(teacher, lesson_on_words, settings, sandbox, monkeypatch) -> DatasetVersion:
    """Verified, and everything holds: the lesson's prediction is about two tags."""
    settings.LABS_DIR = settings.LESSONS_DIR / "labs"
    monkeypatch.setattr(sandbox.conductor, "images", settings.IMAGES_DIR)
    upload(teacher, fixture(*POSTS, tag(1, "reading"), tag(2, "music")))
    return DatasetVersion.objects.get()


@pytest.fixture
def lesson(version, settings):
    return settings.LESSONS_DIR / "11-lesson-1" / "lesson.md"


def page_of(client, version: DatasetVersion) -> str:
    return text(client.get(f"{PAGE}{version.pk}/"))


def verify_again(client, version: DatasetVersion) -> str:
    """Press “Verify again”; the worker runs here."""
    client.post(f"{PAGE}{version.pk}/verify/")
    prepare(work.Work.claimed(STARTED.pop()))
    return page_of(client, version)


def test_a_version_verified_for_earlier_lessons_goes_live_once_what_changed_was_run(teacher, version, lesson):
    lesson.write_text(lesson.read_text().replace("ask: How many queries?", "ask: How many queries are sent?"))
    page = page_of(teacher, version)
    assert "Verified for earlier lessons, verify again" in page
    assert "1 item of the course changed since." in page
    assert "<li>How many queries are sent?</li>" in page
    assert ">Activate<" not in page
    refused = text(activate(teacher, version))
    assert "was verified for earlier lessons: 1 item of the course changed since. Verify it again." in refused
    assert not DatasetVersion.objects.filter(live=True).exists()
    assert "Everything holds on this version" in verify_again(teacher, version)
    assert "is live" in text(activate(teacher, version))


def test_the_live_version_tells_what_a_lesson_broke_and_switches_it_off_with_a_reason(teacher, version, lesson, client):
    activate(teacher, version)
    assert "Everything in the course holds on it" in page_of(teacher, version)
    assert ">verify again<" not in text(teacher.get(PAGE))
    lesson.write_text(lesson.read_text().replace("answer: 3", "answer: 4"))
    assert ">verify again<" in text(teacher.get(PAGE))
    assert "learners go on meanwhile" in page_of(teacher, version)
    DatasetVersion.objects.update(state="ready")  # as a cancelled verification leaves it
    assert ">verify again<" in text(teacher.get(PAGE))
    page = verify_again(teacher, version)
    for words in ("1 item no longer holds on the live data", "graded wrongly", "the code sends 3 queries, `answer` says 4"):
        assert words.replace("`answer`", "<code>answer</code>") in page, words
    address = f"{PAGE}{version.pk}/switch-off/"
    assert "Say why" in text(teacher.post(address, {"reason": " "}))
    page = text(teacher.post(address, {"reason": "The lesson is being mended"}, follow=True))
    for words in ("Switched off until a verification finds that it holds: predict-1", "1 item switched off because of it"):
        assert words in page
    assert "Nothing that is graded wrongly is left on" in page
    assert "this question does not fit" in text(client.get("/lessons/lesson-1/"))
    assert AuditEntry.objects.get(action="switch_off").detail["switched off"] == ["predict-1"]
    assert "Nothing that could be switched off" in text(teacher.post(address, {"reason": "Again"}, follow=True))
    lesson.write_text(lesson.read_text().replace("answer: 4", "answer: 3"))
    assert "Everything in the course holds on it" in verify_again(teacher, version)
    assert DatasetVersion.objects.get().switched_off == []


def test_data_that_came_with_the_site_was_never_verified_here(teacher, version):
    DatasetVersion.objects.update(results=[], total=0, lessons_digest="")
    page = page_of(teacher, version)
    assert "Nobody has run this site’s lessons on this version yet: 5 items" in page
    assert ">Verify<" in page
    assert "was never verified with the lessons here" in text(activate(teacher, version))


def test_going_back_is_offered_also_with_a_report_about_earlier_lessons(teacher, version, lesson):
    activate(teacher, version)
    upload(teacher, fixture(*POSTS, tag(1, "poetry"), tag(2, "music")))
    activate(teacher, DatasetVersion.objects.get(live=False))
    lesson.write_text(lesson.read_text().replace("answer: 3", "answer: 4"))
    page = page_of(teacher, version)
    assert "Go back to this version" in page
    assert "Verified for earlier lessons" in page
    assert "Learners work on this version" in text(activate(teacher, version))


def test_faulty_uploads_say_when_they_go(teacher):
    page = text(upload(teacher, fixture({"model": "no.such", "pk": 1, "fields": {}})))
    day = f"{DatasetVersion.objects.get().goes_at:%-d %b %Y}"
    assert f"{day}</time> on by" in page
    assert "goes <time datetime=" in text(teacher.get(PAGE))
