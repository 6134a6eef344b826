"""The dataset pages: bounded uploads, faults, verification, going live and back. The worker runs in this process."""

from __future__ import annotations

import gzip
import json

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from course.datasets import work
from course.management.commands.prepare_dataset import prepare
from course.models import AuditEntry, DatasetVersion, role
from tests.small_course import write_course
from tests.small_fixtures import tag

PAGE = "/teach/datasets/"
STARTED: list[int] = []


def fixture(*objects: object, name: str = "tags.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, json.dumps(objects).encode())


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    """Data of its own; and what a page starts as a process is done in this one, after the page has answered."""
    settings.IMAGES_DIR, settings.UPLOADS_DIR = tmp_path / "images", tmp_path / "uploads"
    STARTED.clear()
    monkeypatch.setattr(work, "start_process", STARTED.append)
    return tmp_path


@pytest.fixture
def ann(db):
    user = get_user_model().objects.create_user("ann", password="quiet-library-7")
    role.appoint(user)
    return user


@pytest.fixture
def teacher(ann):
    client = Client()
    client.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(client: Client, *files: SimpleUploadedFile, **fields: str):
    given = {"name": "words", "note": "", "start": "whole", "files": list(files)} | fields
    response = client.post(PAGE, given)
    while STARTED:
        prepare(work.Work.claimed(STARTED.pop()))
    return client.get(response["Location"], follow=True) if response.status_code == 302 else response


def text(response) -> str:
    return response.content.decode()


def activate(client: Client, version: DatasetVersion, **fields: str):
    return client.post(f"{PAGE}{version.pk}/activate/", fields, follow=True)


def live() -> str:
    return DatasetVersion.objects.get(name="words", live=True).version


def test_data_that_nothing_uses_is_checked_and_goes_live_and_back(teacher, ann):
    page = text(upload(teacher, fixture(tag(1, "reading")), note="For Monday"))
    first = DatasetVersion.objects.get()
    assert (first.state, first.loaded_by, first.counts["blog.Tag"]) == ("verified", "ann", 1)
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
    assert AuditEntry.objects.filter(actor=ann).count() == 5


def test_a_bad_fixture_changes_nothing_and_each_of_six_faults_is_named(teacher):
    post = {"model": "blog.post", "pk": 1, "fields": {"title": "x" * 500, "author": 99}}
    odd = {"model": "blog.tag", "pk": 3, "fields": {"name": "chess", "colour": "red"}}
    bad = fixture(
        tag(1, "reading"), odd, tag(1, "again"), tag(4, "reading"),
        {"model": "auth.user", "pk": 1, "fields": {"username": "mallory"}}, post,
        {"model": "blog.tag", "pk": 9, "fields": {"name": 7}}, name="six.json",
    )
    page = text(upload(teacher, bad))
    for words in (
        "has no such field", "has this primary key", "must be unique", "no such model in this data", "title",
        "there is no blog.author with this primary key", "wrong type", "object 5", "six.json",
    ):
        assert words in page
    version = DatasetVersion.objects.get()
    assert (version.version, version.live, version.state) == ("", False, "faulty")
    assert f"{version.fault_count} faults" in page
    assert str(site_settings.UPLOADS_DIR) not in page
    assert not [path for path in site_settings.IMAGES_DIR.iterdir() if path.is_dir()]
    teacher.post(f"{PAGE}{version.pk}/remove/")
    assert not DatasetVersion.objects.exists()
    assert list(site_settings.UPLOADS_DIR.iterdir()) == []


def test_two_hundred_faults_are_listed_and_all_counted(teacher):
    page = text(upload(teacher, fixture(*({"model": "no.such", "pk": key, "fields": {}} for key in range(1, 301)))))
    assert "300 faults" in page
    assert "The first 200 of 300 are listed" in page


def test_several_files_of_every_format_become_one_version(teacher):
    files = [
        fixture(tag(1, "reading"), name="a.json"),
        SimpleUploadedFile("b.jsonl", json.dumps(tag(2, "music")).encode()),
        SimpleUploadedFile("c.yaml.gz", gzip.compress(b"- {model: blog.tag, pk: 3, fields: {name: chess}}\n")),
    ]
    upload(teacher, *files)
    assert DatasetVersion.objects.get().counts["blog.Tag"] == 3


def test_changes_are_laid_over_the_live_version(teacher):
    assert "nothing to change" in text(upload(teacher, fixture(tag(2, "music")), start="rows"))
    upload(teacher, fixture(tag(1, "reading"), tag(2, "music")))
    activate(teacher, DatasetVersion.objects.get())
    upload(teacher, fixture(tag(2, "opera"), tag(3, "chess")), start="rows")
    changed = DatasetVersion.objects.get(live=False)
    tags = next(model for model in changed.preview["models"] if model["model"] == "blog.tag")
    assert (tags["rows"], tags["added"], tags["removed"], tags["changed"]) == (3, 1, 0, 1)


def test_models_are_replaced_whole_so_that_rows_left_out_are_deleted(teacher):
    country = {"model": "blog.country", "pk": 1, "fields": {"name": "Wales", "code": "WA"}}
    upload(teacher, fixture(country, tag(1, "reading"), tag(2, "music"), tag(3, "chess")))
    activate(teacher, DatasetVersion.objects.get())
    page = text(upload(teacher, fixture(tag(2, "opera")), start="models"))
    changed = DatasetVersion.objects.get(live=False)
    assert (changed.counts["blog.Tag"], changed.counts["blog.Country"]) == (1, 1)
    assert "Replaces models of" in page


def test_a_fault_in_what_is_changed_names_the_version_and_no_place_of_ours(teacher):
    upload(teacher, fixture(*POSTS))
    activate(teacher, DatasetVersion.objects.get())
    other = {"model": "blog.author", "pk": 2, "fields": {
        "name": "Bo", "handle": "bo", "email": "b@town.example", "country": 1}}
    page = text(upload(teacher, fixture(other), start="models"))
    assert "30 faults" in page  # each post's author is gone
    assert "the version they change" in page
    assert str(site_settings.IMAGES_DIR) not in page


def test_the_same_data_again_leads_to_the_version_that_is_known(teacher):
    upload(teacher, fixture(tag(1, "reading")))
    known = DatasetVersion.objects.get()
    response = upload(teacher, SimpleUploadedFile("t.yaml", b"- {model: blog.tag, pk: 1, fields: {name: reading}}"))
    assert response.redirect_chain[-1][0] == f"{PAGE}{known.pk}/"
    assert "known already" in text(response)
    assert "Unfinished uploads" not in text(teacher.get(PAGE))


def test_data_whose_images_were_removed_comes_back_to_be_verified_afresh(teacher):
    upload(teacher, fixture(tag(1, "reading")))
    stale = {"item": "x", "kind": "exercise", "lesson": "l", "title": "t", "outcome": "passes", "problems": []}
    DatasetVersion.objects.update(state="pruned", results=[stale], total=1)
    page = text(upload(teacher, fixture(tag(1, "reading"))))
    version = DatasetVersion.objects.get(same_as=None)
    assert (version.state, version.results, version.total) == ("ready", [], 0)
    assert "Nobody has run the course on this version yet" in page


def test_an_export_loads_again_to_the_same_version(teacher, db):
    upload(teacher, fixture(tag(1, "reading"), tag(2, "Café ☕")))
    version = DatasetVersion.objects.get()
    response = teacher.get(f"{PAGE}{version.pk}/export/")
    assert response["Content-Disposition"] == f'attachment; filename="words-{version.version[:12]}.json.gz"'
    upload(teacher, SimpleUploadedFile("again.json.gz", response.content), name="others")
    assert DatasetVersion.objects.get(name="others").version == version.version
    assert AuditEntry.objects.filter(action="export").count() == 1


# What must be refused -----------------------------------------------------------------------------------------------


def post_raw(client: Client, filename: str, content: bytes = b"[]"):
    head = 'Content-Disposition: form-data; name="{}"'
    fields = "".join(f"--X\r\n{head.format(name)}\r\n\r\n{value}\r\n"
                     for name, value in (("name", "words"), ("start", "whole"), ("note", "")))
    file = f"--X\r\n{head.format('files')}; filename=\"{filename}\"\r\nContent-Type: application/json\r\n\r\n"
    body = (fields + file).encode() + content + b"\r\n--X--\r\n"
    return client.post(PAGE, data=body, content_type="multipart/form-data; boundary=X")


@pytest.mark.parametrize("name", ["../../etc/tags.json", "/etc/tags.json", "..\\\\tags.json", "a/b.json"])
def test_a_path_for_a_name_is_refused(teacher, name):
    response = post_raw(teacher, name)
    assert response.status_code == 400
    assert "is a path, not a file name" in text(response)
    assert not DatasetVersion.objects.exists()


def test_fifty_megabytes_are_refused_while_they_arrive(teacher):
    response = post_raw(teacher, "large.json", b" " * (50 * 1024 * 1024))
    assert response.status_code == 400
    assert "The files are too large: together they may have at most 20,971,520 bytes" in text(response)
    assert not DatasetVersion.objects.exists()


def test_what_is_no_fixture_file_or_no_dataset_is_refused(teacher):
    assert "no fixture file" in text(upload(teacher, SimpleUploadedFile("data.csv", b"1")))
    assert "at most 20 files" in text(upload(teacher, *(fixture(name=f"{n}.json") for n in range(21))))
    assert "Choose at least one" in text(upload(teacher))
    assert "Enter a valid" in text(upload(teacher, fixture(tag(1, "a")), name="../x"))
    assert not DatasetVersion.objects.exists()


def test_bombs_are_one_fault_each(teacher):
    bombs = [
        SimpleUploadedFile("zip.json.gz", gzip.compress(b" " * (40 * 1024 * 1024))),
        SimpleUploadedFile("laughs.yaml", b"- &a [ha, ha]\n- &b [*a, *a]\n- [*b, *b]\n"),
    ]
    page = text(upload(teacher, *bombs))
    assert "2 faults" in page
    assert "more than 33,554,432 bytes unpacked" in page
    assert "repeats a part of the file by reference" in page


def test_the_form_is_guarded_against_other_sites(ann):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")
    assert upload(client, fixture(tag(1, "reading"))).status_code == 403
    assert not DatasetVersion.objects.exists()


def test_nobody_else_may_send_anything(client, alice_client):
    for other in (client, alice_client):
        upload(other, fixture(tag(1, "reading")))
    assert not DatasetVersion.objects.exists()


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


# What a version that breaks something means for learners -----------------------------------------------------------


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


def test_a_version_that_breaks_something_goes_live_only_with_a_reason_and_switches_that_off(
    teacher, lesson_on_words, settings, client, sandbox
):
    images = sandbox.conductor.images
    sandbox.conductor.images = settings.IMAGES_DIR
    try:
        two_tags(teacher, client)
    finally:
        sandbox.conductor.images = images


POSTS = [
    {"model": "blog.country", "pk": 1, "fields": {"name": "Wales", "code": "WA"}},
    {"model": "blog.author", "pk": 1, "fields": {"name": "Ann", "handle": "ann", "email": "a@town.example", "country": 1}},
    *({"model": "blog.post", "pk": key, "fields": {
        "title": f"Post {key}", "body": "x", "created": "2026-06-01T10:00:00Z", "author": 1}} for key in range(1, 31)),
]


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
