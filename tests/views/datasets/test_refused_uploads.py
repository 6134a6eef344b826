"""What must be refused: paths, bombs, too much, other visitors."""

from __future__ import annotations

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from course.models import DatasetVersion
from tests.classrooms import text
from tests.small_fixtures import tag
from tests.views.datasets.pages import PAGE, fixture, upload


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


def test_the_form_is_guarded_against_other_sites(ines):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ines, backend="django.contrib.auth.backends.ModelBackend")
    assert upload(client, fixture(tag(1, "reading"))).status_code == 403
    assert not DatasetVersion.objects.exists()


def test_nobody_else_may_send_anything(client, alice_client):
    for other in (client, alice_client):
        upload(other, fixture(tag(1, "reading")))
    assert not DatasetVersion.objects.exists()
