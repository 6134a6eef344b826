"""Fixtures in, images and a report out; each fault is told with its file, object, field and remedy."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests.sandbox_app.orm import child

COUNTRY = {"model": "blog.country", "pk": 1, "fields": {"name": "Wales", "code": "WA"}}
AUTHOR = {"model": "blog.author", "pk": 1, "fields": {
    "name": "Ann", "handle": "ann", "email": "ann@town.example", "country": 1, "following": []}}
TAG = {"model": "blog.tag", "pk": 1, "fields": {"name": "reading"}}
POST = {"model": "blog.post", "pk": 1, "fields": {
    "title": "One", "body": "Text.", "created": "2026-06-01T10:00:00Z", "author": 1, "tags": [1]}}
SMALL = [COUNTRY, AUTHOR, TAG, POST]


def changed(item: dict, **fields: object) -> dict:
    return item | {"fields": item["fields"] | fields}


def without(item: dict, name: str) -> dict:
    return item | {"fields": {key: value for key, value in item["fields"].items() if key != name}}


def build(folder: Path, *paths: Path) -> tuple[int, dict]:
    out = folder / "out"
    out.mkdir(exist_ok=True)
    ended = child("-m", "sandbox_app.seed", "build", str(out), *map(str, paths))
    assert ended.stdout, ended.stderr
    return ended.returncode, json.loads(ended.stdout)


def build_objects(folder: Path, objects: object) -> tuple[int, dict]:
    path = folder / "small.json"
    path.write_text(json.dumps(objects))
    return build(folder, path)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> tuple[Path, dict]:
    folder = tmp_path_factory.mktemp("small")
    status, report = build_objects(folder, SMALL)
    assert status == 0, report
    return folder / "out", report


def test_images_of_every_variant_are_written_with_a_report(small):
    folder, report = small
    assert sorted(path.name for path in folder.iterdir()) == [
        "base.sqlite3", "fixture.json.gz", "hidden.sqlite3", "scale-2.sqlite3", "scale-4.sqlite3",
    ]
    assert report["faults"] == []
    assert report["total_faults"] == 0
    assert {label: count for label, count in report["counts"].items() if count} == {
        "blog.Country": 1, "blog.Author": 1, "blog.Tag": 1, "blog.Post": 1,
    }
    assert len(report["version"]) == 64


def test_an_image_is_a_plain_file_of_the_models_tables(small):
    with closing(sqlite3.connect(small[0] / "base.sqlite3")) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert "blog_post_tags" in tables
        assert "django_migrations" not in tables
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert database.execute("PRAGMA page_size").fetchone() == (1024,)
        assert database.execute("SELECT created, views FROM blog_post").fetchall() == [("2026-06-01 10:00:00", 0)]


def write_all_formats(folder: Path) -> list[Path]:
    text = json.dumps(SMALL)
    yaml = (
        "- {model: blog.country, pk: 1, fields: {name: Wales, code: WA}}\n"
        "- {model: blog.author, pk: 1, fields: {name: Ann, handle: ann, email: ann@town.example, country: 1}}\n"
        "- {model: blog.tag, pk: 1, fields: {name: reading}}\n"
        "- {model: blog.post, pk: 1, fields: {title: One, body: Text., created: 2026-06-01 10:00:00, author: 1, tags: [1]}}\n"
    )
    contents = {
        "a.jsonl": "\n".join(json.dumps(item) for item in reversed(SMALL)) + "\n", "b.yaml": yaml, "c.json": text,
    }
    for name, content in contents.items():
        (folder / name).write_text(content)
    (folder / "d.json.gz").write_bytes(gzip.compress(text.encode()))
    return [folder / name for name in ("a.jsonl", "b.yaml", "c.json", "d.json.gz")]


def test_equal_content_has_the_same_version_in_every_format_and_order(small, tmp_path):
    for path in write_all_formats(tmp_path):
        assert build(tmp_path, path)[1]["version"] == small[1]["version"], path.name


def test_other_content_has_another_version(small, tmp_path):
    report = build_objects(tmp_path, [COUNTRY, AUTHOR, TAG, changed(POST, views=1)])[1]
    assert report["version"] != small[1]["version"]


def test_what_was_built_can_be_exported_and_loaded_again(town_library, images, tmp_path):
    status, report = build(tmp_path, images / "fixture.json.gz")
    assert (status, report["version"]) == (0, town_library.version)
    for path in images.iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name


FAULTS = {
    "unknown model": ([*SMALL, TAG | {"model": "blog.tagg"}], 4, "", "no such model", "blog.tag"),
    "another app's model": ([{"model": "auth.user", "pk": 1, "fields": {}}], 0, "", "no such model", "remove it"),
    "a link table": ([*SMALL, {"model": "blog.post_tags", "pk": 1, "fields": {}}], 4, "", "no such model", ""),
    "unknown field": ([changed(COUNTRY, nmae="x"), *SMALL[1:]], 0, "nmae", "no such field", "name"),
    "wrong type": ([*SMALL[:3], changed(POST, views="many")], 3, "views", "wrong type (str)", "a whole number"),
    "a flag for a number": ([*SMALL[:3], changed(POST, views=True)], 3, "views", "wrong type (bool)", "whole number"),
    "a number for text": ([*SMALL[:3], changed(POST, title=5)], 3, "title", "wrong type (int)", "text"),
    "no time": ([*SMALL[:3], changed(POST, created="yesterday")], 3, "created", "yesterday", ""),
    "missing required": ([*SMALL[:3], without(POST, "title")], 3, "title", "missing", "title"),
    "null where none may be": ([*SMALL[:3], changed(POST, author=None)], 3, "author", "not be null", "give a value"),
    "dangling key": ([*SMALL[:3], changed(POST, author=9)], 3, "author", "no blog.author", "point at one"),
    "dangling link": ([*SMALL[:3], changed(POST, tags=[1, 8])], 3, "tags", "no blog.tag", "point at one"),
    "a link twice": ([*SMALL[:3], changed(POST, tags=[1, 1])], 3, "tags", "twice", "once"),
    "no list of links": ([*SMALL[:3], changed(POST, tags=1)], 3, "tags", "no list", "a list"),
    "duplicate primary key": ([*SMALL, changed(TAG, name="b")], 4, "pk", "object 2 of", "its own"),
    "duplicate unique": ([*SMALL, TAG | {"pk": 2}], 4, "name", "object 2 of", "change one"),
    "too long": ([changed(COUNTRY, code="WAL"), *SMALL[1:]], 0, "code", "at most 2", ""),
    "no e-mail": ([COUNTRY, changed(AUTHOR, email="ann"), TAG, POST], 1, "email", "valid email", ""),
    "no key": ([{"model": "blog.tag", "fields": {"name": "x"}}], 0, "pk", "whole number", "from 1"),
    "a natural key": ([COUNTRY, changed(AUTHOR, country=["Wales"]), TAG, POST], 1, "country", "natural keys", "primary key"),
    "a model of the site": ([*SMALL, {"model": "auth.user", "pk": 1, "fields": {}}], 4, "", "no such model", "the models"),
    "a key that is text": ([TAG | {"pk": "one"}], 0, "pk", "whole number", ""),
    "no object": ([*SMALL, "tag"], 4, "", "no object of a fixture", "`model`"),
    "a number beyond 64 bits": ([*SMALL[:3], changed(POST, views=2**70)], 3, "views", "64 bits", "smaller"),
    "a NUL in a text": ([*SMALL[:3], changed(POST, body="a\0b")], 3, "body", "NUL", "remove"),
    "half a character": ([*SMALL[:3], changed(POST, body="\ud800")], 3, "body", "broken character", "remove"),
}


MANY_BUILDS = """
import json, pathlib, sys
import django
django.setup()
from sandbox_app.building import build
from sandbox_app.fixture_files import Bounds
out, bounds = pathlib.Path(sys.argv[1]), Bounds(32 * 1024 * 1024, 100_000)
print(json.dumps({path: build(out, [path], None, bounds) for path in sys.argv[2:]}))
"""


def build_each(folder: Path, contents: dict[str, bytes]) -> dict[str, dict]:
    """The report on each file, by its name; built one by one in a single process, which takes far less time."""
    (folder / "out").mkdir()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    ended = child("-c", MANY_BUILDS, str(folder / "out"), *(str(folder / name) for name in contents))
    assert ended.returncode == 0, ended.stderr
    return {Path(path).name: report for path, report in json.loads(ended.stdout).items()}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory) -> tuple[Path, dict[str, dict]]:
    folder = tmp_path_factory.mktemp("faulty")
    return folder, build_each(folder, {f"{name}.json": json.dumps(case[0]).encode() for name, case in FAULTS.items()})


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_object_field_problem_and_remedy(name, faulty):
    folder, reports = faulty
    report = reports[f"{name}.json"]
    _, index, field, problem, remedy = FAULTS[name]
    fault = report["faults"][0]
    assert (report["version"], report["total_faults"]) == (None, 1), report["faults"]
    assert (fault["file"], fault["object"], fault["field"]) == (str(folder / f"{name}.json"), index, field)
    assert problem in fault["problem"]
    assert remedy in fault["remedy"]


def test_a_faulty_fixture_ends_with_1_and_writes_nothing(faulty, tmp_path):
    status, report = build_objects(tmp_path, [*SMALL, TAG])
    assert (status, report["version"], report["total_faults"]) == (1, None, 1)
    assert list((tmp_path / "out").iterdir()) == list((faulty[0] / "out").iterdir()) == []


def test_pairs_that_must_be_unique_are_told(tmp_path):
    base = json.loads((settings.FIXTURES_DIR / "library.json").read_text())
    blog = json.loads((settings.FIXTURES_DIR / "blog.json").read_text())
    vote = next(item for item in blog if item["model"] == "blog.vote")
    report = build_objects(tmp_path, [*base, *blog, vote | {"pk": 999}])[1]
    assert [(fault["field"], fault["object"]) for fault in report["faults"]] == [("member, post", len(base) + len(blog))]


def test_out_of_range_and_unknown_choices_are_told(tmp_path):
    review = {"model": "library.review", "pk": 1, "fields": {"rating": 6, "book": 1, "member": 1}}
    grant = {"model": "library.accessgrant", "pk": 1, "fields": {"permission_level": "owner", "staff": 1, "branch": 1}}
    report = build_objects(tmp_path, [review, grant])[1]
    told = {(fault["model"], fault["field"]) for fault in report["faults"]}
    assert {("library.review", "rating"), ("library.accessgrant", "permission_level")} <= told


FILES = {
    "broken.json": (b'[{"model": "blog.tag",]', "not JSON"),
    "broken.jsonl": (b'{"model": "blog.tag", "pk": 1, "fields": {"name": "a"}}\n{oops\n', "line 2 is not JSON"),
    "broken.yaml": (b"- {model: [", "not YAML"),
    "python.yaml": (b"!!python/object/apply:os.system ['true']", "not YAML"),
    "object.json": (b'{"model": "blog.tag"}', "list of objects"),
    "latin.json": ("[\"é\"]".encode("latin-1"), "not UTF-8"),
    "broken.json.gz": (b"no gzip", "not a whole gzip file"),
    "cut.json.gz": (gzip.compress(b"[]")[:-6], "not a whole gzip file"),
    "deep.json": (b"[" * 200_000, "nested too deeply"),
    "fixture.csv": (b"a,b", "names no fixture format"),
    "laughs.yaml": (b"- &a [ha, ha]\n- &b [*a, *a]\n- [*b, *b]\n", "line 2 repeats a part of the file by reference (*a)"),
    "merged.yaml": (b"- &a {x: 1}\n- {<<: [*a, *a]}\n", "line 2 repeats a part"),
    "deep.yaml": (b"[" * 200_000, "it is n"),
    "many.jsonl": (b"1\n" * 100_001, "more than 100,000 objects"),
    "bomb.json.gz": (gzip.compress(b" " * (33 * 1024 * 1024)), "more than 33,554,432 bytes unpacked"),
}


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory) -> dict[str, dict]:
    return build_each(tmp_path_factory.mktemp("unreadable"), {name: content for name, (content, _) in FILES.items()})


@pytest.mark.parametrize("name", FILES)
def test_an_unreadable_file_is_one_fault(name, unreadable):
    report = unreadable[name]
    assert (report["version"], report["total_faults"]) == (None, 1)
    assert (Path(report["faults"][0]["file"]).name, report["faults"][0]["object"]) == (name, None)
    assert FILES[name][1] in report["faults"][0]["problem"]


def test_every_fault_is_counted_and_the_first_200_are_listed(tmp_path):
    report = build_objects(tmp_path, [{"model": "no.model", "pk": key, "fields": {}} for key in range(1, 301)])[1]
    assert (len(report["faults"]), report["total_faults"]) == (200, 300)


def test_usage_is_exit_2():
    assert child("-m", "sandbox_app.seed", "build").returncode == 2
