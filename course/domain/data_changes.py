"""What a new version of a dataset changes, model by model: rows added, removed and changed, with samples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SAMPLES = 5
LONGEST_VALUE = 60

FixtureObject = Mapping[str, Any]
"""An object of a normalised fixture: `{"model": "blog.post", "pk": 1, "fields": {…}}`."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One row: its key, and its fields (of a changed row only those that changed, as "before → after")."""

    pk: int
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ModelChanges:
    """Rows of one model now and before, how many came, went or changed by key, and some of each."""

    model: str
    rows: int
    rows_before: int
    added: int
    removed: int
    changed: int
    first: tuple[Sample, ...]
    added_rows: tuple[Sample, ...]
    removed_rows: tuple[Sample, ...]
    changed_rows: tuple[Sample, ...]

    @property
    def is_same(self) -> bool:
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Preview:
    """The changes of every model, those that changed first, against the version `against`; "" where none was live."""

    against: str
    models: tuple[ModelChanges, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def preview(against: str, before: Iterable[FixtureObject], now: Iterable[FixtureObject]) -> Preview:
    """`before` and `now` are the objects of normalised fixtures, one for each row."""
    old, new = by_model(before), by_model(now)
    found = (model_changes(name, old.get(name, {}), new.get(name, {})) for name in sorted(old | new))
    return Preview(against, tuple(sorted(found, key=lambda changes: changes.is_same)))


def by_model(objects: Iterable[FixtureObject]) -> dict[str, dict[int, Mapping[str, Any]]]:
    found: dict[str, dict[int, Mapping[str, Any]]] = {}
    for item in objects:
        found.setdefault(item["model"], {})[item["pk"]] = item["fields"]
    return found


def model_changes(name: str, old: Mapping[int, Any], new: Mapping[int, Any]) -> ModelChanges:
    added = sorted(new.keys() - old.keys())
    removed = sorted(old.keys() - new.keys())
    changed = sorted(key for key in new.keys() & old.keys() if new[key] != old[key])
    return ModelChanges(
        name, len(new), len(old), len(added), len(removed), len(changed),
        first=samples(sorted(new), new), added_rows=samples(added, new), removed_rows=samples(removed, old),
        changed_rows=tuple(difference(key, old[key], new[key]) for key in changed[:SAMPLES]),
    )


def samples(keys: Sequence[int], rows: Mapping[int, Mapping[str, Any]]) -> tuple[Sample, ...]:
    return tuple(
        Sample(key, tuple((name, shown(value)) for name, value in rows[key].items())) for key in keys[:SAMPLES]
    )


def difference(key: int, old: Mapping[str, Any], new: Mapping[str, Any]) -> Sample:
    names = [name for name in new if new.get(name) != old.get(name)]
    return Sample(key, tuple((name, f"{shown(old.get(name))} → {shown(new.get(name))}") for name in names))


def shown(value: object) -> str:
    """A value as a table cell holds it: short, None and texts told apart."""
    text = "none" if value is None else value if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
