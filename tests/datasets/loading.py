"""Loads small data as `load_dataset` does."""

from __future__ import annotations

from pathlib import Path

from course import datasets


def go_live(version: str, name: str = "words") -> None:
    datasets.make_live(datasets.find_version(name, version), by="Ann")


def load(path: Path, *, activate: bool = True, **options: object) -> datasets.LoadReport:
    return datasets.load_dataset("words", [path], loaded_by="Ann", activate=activate, **options)
