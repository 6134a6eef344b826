"""The dataset pages as an instructor uses them."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from course.datasets import work
from course.management.commands.prepare_dataset import prepare
from course.models import DatasetVersion

PAGE = "/teach/datasets/"
STARTED: list[int] = []

POSTS = [
    {"model": "blog.country", "pk": 1, "fields": {"name": "Wales", "code": "WA"}},
    {"model": "blog.author", "pk": 1, "fields": {"name": "Ann", "handle": "ann", "email": "a@town.example", "country": 1}},
    *({"model": "blog.post", "pk": key, "fields": {
        "title": f"Post {key}", "body": "x", "created": "2026-06-01T10:00:00Z", "author": 1}} for key in range(1, 31)),
]


def fixture(*objects: object, name: str = "tags.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, json.dumps(objects).encode())


def upload(client: Client, *files: SimpleUploadedFile, **fields: str):
    given = {"name": "words", "note": "", "start": "whole", "files": list(files)} | fields
    response = client.post(PAGE, given)
    while STARTED:
        prepare(work.Work.claimed(STARTED.pop()))
    return client.get(response["Location"], follow=True) if response.status_code == 302 else response


def activate(client: Client, version: DatasetVersion, **fields: str):
    return client.post(f"{PAGE}{version.pk}/activate/", fields, follow=True)


def live() -> str:
    return DatasetVersion.objects.get(name="words", live=True).version
