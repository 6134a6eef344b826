"""Versions go live and back, and what one that breaks something means for learners."""

from __future__ import annotations

import pytest
from django.test import Client

from course.models import AuditEntry, DatasetVersion
from tests.classrooms import text
from tests.small_fixtures import tag
from tests.views.datasets.pages import PAGE, POSTS, activate, fixture, live, upload


def test_data_that_nothing_uses_is_checked_and_goes_live_and_back(teacher, ines):
    page = text(upload(teacher, fixture(tag(1, "reading")), note="For Monday"))
    first = DatasetVersion.objects.get()
    assert (first.state, first.loaded_by, first.counts["blog.Tag"]) == ("verified", "ines", 1)
    for words in ("Nothing in the course uses it yet", "For Monday", "tags.json", first.version, "+1"):
        assert words in page
    assert "is live" in text(activate(teacher, first))
    second_page = text(upload(teacher, fixture(tag(1, "reading"), tag(2, "music"))))
    second = DatasetVersion.objects.get(live=False)
    assert live() == first.version
    assert "Against <code>" + first.version[:12] in second_page
    activate(teacher, second)
    assert live() == second.version
    assert "Go back to this version" in text(teacher.get(f"{PAGE}{first.pk}/"))
    activate(teacher, first)
    assert live() == first.version
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "upload", "verify", "activate", "upload", "verify", "activate", "roll_back",
    ]
    assert AuditEntry.objects.filter(actor=ines).count() == 5


def test_what_was_live_is_not_removed(teacher):
    upload(teacher, fixture(tag(1, "reading")))
    version = DatasetVersion.objects.get()
    activate(teacher, version)
    page = text(teacher.post(f"{PAGE}{version.pk}/remove/", follow=True))
    assert "its record stays" in page
    assert live() == version.version


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_send_as_many_queries_for_three_versions_as_for_one(teacher, django_assert_num_queries, many):
    for number in range(many):
        upload(teacher, fixture(tag(1, f"reading-{number}")))
        upload(teacher, fixture({"model": "no.such", "pk": 1, "fields": {}}))
    session_user_and_role = 3
    verified = DatasetVersion.objects.filter(state="verified").first()
    with django_assert_num_queries(session_user_and_role + 2):  # versions; unfinished uploads
        teacher.get(PAGE)
    with django_assert_num_queries(session_user_and_role + 2):  # the version; the live one
        teacher.get(f"{PAGE}{verified.pk}/")


def test_a_version_that_breaks_something_goes_live_only_with_a_reason_and_switches_that_off(
    teacher, lesson_on_words, settings, client, sandbox
):
    images = sandbox.conductor.images
    sandbox.conductor.images = settings.IMAGES_DIR
    try:
        two_tags(teacher, client)
    finally:
        sandbox.conductor.images = images


def two_tags(teacher: Client, learner: Client) -> None:
    page = text(upload(teacher, fixture(*POSTS, tag(1, "reading"), tag(2, "music"))))
    assert "Everything holds on this version" in page, [told for result in DatasetVersion.objects.get().broken for told in result.problems]
    first = DatasetVersion.objects.get()
    activate(teacher, first)
    page = text(upload(teacher, fixture(*POSTS, tag(1, "reading"), tag(2, "music"), tag(3, "chess"))))
    second = DatasetVersion.objects.get(live=False)
    for words in ("breaks 1 item", "predict-1", "the code sends 4 queries", "switched off for learners", "4</span> passes"):
        assert words in page, words
    assert "Say why" in text(activate(teacher, second))
    assert live() == first.version
    activate(teacher, second, reason="The new year's data")
    assert live() == second.version
    entry = AuditEntry.objects.get(action="override")
    assert entry.detail == {
        "instead of": first.short, "reason": "The new year's data", "breaks": ["predict-1"], "switched off": ["predict-1"],
    }
    lesson = text(learner.get("/lessons/lesson-1/"))
    assert "this question does not fit it yet" in lesson
    assert "3 tasks" in lesson
    for page in ("/", "/progress/"):
        assert learner.get(page).context["item_total"] == 3
    refused = learner.post("/lessons/lesson-1/answers/predict-1/", {"answer": "3"}, headers={"X-Partial": "1"})
    assert (refused.status_code, "switched off for now" in text(refused)) == (409, True)
    activate(teacher, first)
    assert "does not fit it yet" not in text(learner.get("/lessons/lesson-1/"))
    assert "4 tasks" in text(learner.get("/lessons/lesson-1/"))
    assert learner.get("/").context["item_total"] == 4
