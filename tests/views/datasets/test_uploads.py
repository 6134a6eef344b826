"""What instructors upload: every format, changes of the live version, faults, the same again."""

from __future__ import annotations

import gzip
import json

from django.conf import settings as site_settings
from django.core.files.uploadedfile import SimpleUploadedFile

from course.models import AuditEntry, DatasetVersion
from tests.classrooms import text
from tests.small_fixtures import tag
from tests.views.datasets.pages import PAGE, POSTS, activate, fixture, upload


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
    assert "the version they change, blog.post 30<" in page  # its key there, not its place in a file of ours
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
