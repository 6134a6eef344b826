"""Reads fixture files as Django's serializers write them: JSON, JSONL or YAML, each also gzipped.

What is read is data from outside. Nothing in it is executed, and a file that unpacks to more than the limit is refused.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sandbox_app.fixture_faults import Faults, Place

MOST_YAML_DEPTH = 20
READABLE = "JSON (.json), JSON lines (.jsonl) and YAML (.yaml, .yml), each also with .gz"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much all files together may hold: bytes when unpacked, and objects."""

    most_bytes: int
    most_objects: int


@dataclass(frozen=True, slots=True)
class FixtureObject:
    """One object of a fixture file, as parsed: nothing about `data` is known yet."""

    place: Place
    data: Any


class Unreadable(Exception):
    """A file that cannot be read as a fixture. `args`: the problem and the remedy."""


def read_fixtures(paths: list[str], faults: Faults, bounds: Bounds) -> list[FixtureObject]:
    """Every object of the files in order. Each unreadable file adds one fault."""
    objects: list[FixtureObject] = []
    left = bounds.most_bytes
    for path in paths:
        try:
            content = read_bytes(path, left, bounds)
            left -= len(content)
            parsed = parse(path, content)
            if len(objects) + len(parsed) > bounds.most_objects:
                raise Unreadable(f"there are more than {bounds.most_objects:,} objects", "load a smaller set of data")
        except Unreadable as unreadable:
            faults.add(Place(path, None), *unreadable.args)
        else:
            objects += [FixtureObject(Place(path, index), data) for index, data in enumerate(parsed)]
    return objects


def parse(path: str, content: bytes) -> list[Any]:
    """The list that the file holds. Raises Unreadable."""
    kind = format_of(path)[0]
    try:
        parsed = PARSERS[kind](decode(content))
    except RecursionError:
        raise Unreadable("it is nested too deeply", "a fixture is a flat list of objects") from None
    if not isinstance(parsed, list):
        raise Unreadable("it does not hold a list of objects", "write it with `manage.py dumpdata`")
    return parsed


def format_of(path: str) -> tuple[str, bool]:
    """The ending that names the format, and whether the file is gzipped. Raises Unreadable."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    zipped = suffixes[-1:] == [".gz"]
    kind = suffixes[-2 if zipped else -1] if len(suffixes) > zipped else ""
    if kind not in PARSERS:
        raise Unreadable("the file's ending names no fixture format", f"use {READABLE}")
    return kind, zipped


def read_bytes(path: str, most: int, bounds: Bounds) -> bytes:
    """At most `most` bytes of the file's content, unpacked. Raises Unreadable."""
    zipped = format_of(path)[1]
    try:
        with gzip.open(path) if zipped else open(path, "rb") as file:
            content: bytes = file.read(most + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Unreadable(f"it is not a whole gzip file: {error}", "pack it again with gzip") from None
    except OSError as error:
        raise Unreadable(f"it cannot be read: {error.strerror}", "check the path and the permissions") from None
    if len(content) > most:
        what = f"the files hold more than {bounds.most_bytes:,} bytes{' unpacked' if zipped else ''}"
        raise Unreadable(what, "load a smaller set of data")
    return content


def decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not UTF-8 text (byte {error.start})", "save it as UTF-8") from None


def parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable(f"it is not JSON: {error}", "mend it there, or write it with `manage.py dumpdata`") from None


def parse_jsonl(text: str) -> list[Any]:
    return list(parse_lines(text))


def parse_lines(text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise Unreadable(f"line {number} is not JSON: {error}", "write one JSON object on each line") from None


def parse_yaml(text: str) -> Any:
    try:
        refuse_yaml_bombs(text)
        return yaml.load(text, Loader=LOADER)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError) as error:
        raise Unreadable(f"it is not YAML: {' '.join(str(error).split())}", "mend the text there") from None


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def refuse_yaml_bombs(text: str) -> None:
    """A few lines of references to references can stand for more objects than any memory holds. Raises Unreadable."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1
            raise Unreadable(f"line {line} repeats a part of the file by reference (*{event.anchor})",
                             "write each value out; `manage.py dumpdata` does so")
        if depth > MOST_YAML_DEPTH:
            raise Unreadable("it is nested too deeply", "a fixture is a flat list of objects")


PARSERS: dict[str, Callable[[str], Any]] = {
    ".json": parse_json, ".jsonl": parse_jsonl, ".yaml": parse_yaml, ".yml": parse_yaml,
}
