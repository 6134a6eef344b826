"""What the QuerySets were made of that sent statements: noted once for each place, while they are still at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable
from django.db.models.sql import Query

from sandbox_app.hints.inflation import is_suspicious

Found = tuple[str, str, str]
Place = tuple[int, int]
NOTED = ("query", "manager", "prefetch", "get", "count", "exists")
WRITING = ("save", "create", "delete", "update")
ALL_ROWS = ("", "iterator")
MOST_NOTES = 60
MOST_SUSPECTS = 3


@dataclass(frozen=True)
class Joined:
    """A relation that select_related() joined: its path from the rows, `Post.author`, and the model it leads to."""

    path: tuple[str, ...]
    relation: str
    model: type[Model]


@dataclass
class Fetch:
    """The statements of one place and one origin. column: from 1; 0 where only the line is known.

    shape: "model", "flat" (values_list(flat=True)) or "values". to_attr: of the Prefetch, or "".
    """

    line: int
    column: int
    kind: str
    relation: str
    method: str
    model: type[Model]
    shape: str = "model"
    joined: tuple[Joined, ...] = ()
    deferred: tuple[frozenset[str], bool] = (frozenset(), True)
    can_be_filtered: bool = True
    to_attr: str = ""
    times: int = 1

    @property
    def loads_all(self) -> bool:
        return self.kind in ("query", "manager") and self.method in ALL_ROWS


class Fetches:
    """Notes, and the few QuerySets whose aggregates may be inflated (they are held until the run ends)."""

    def __init__(self) -> None:
        self.notes: dict[tuple[Place, Found], Fetch] = {}
        self.suspects: list[tuple[Fetch, Any]] = []
        self.writes = False

    def note(self, place: Place, found: Found, frame: FrameType) -> Fetch | None:
        """The note of this place (line and column) and origin, if there is one. `frame`: that of the ORM which told
        the origin."""
        self.writes = self.writes or found[0] in WRITING or found[2] in WRITING
        if found[0] not in NOTED:
            return None
        known = self.notes.get((place, found))
        if known is not None:
            known.times += 1
        elif len(self.notes) < MOST_NOTES:
            # A QuerySet may be odder than what is known here; its statement is to be sent all the same.
            with suppress(Exception):
                self._note(place, found, frame.f_locals)
        return self.notes.get((place, found))

    def _note(self, place: Place, found: Found, names: dict[str, Any]) -> None:
        kind, relation, method = found
        if kind == "prefetch":
            lookup, instances = names["lookup"], names["instances"]
            last = names["level"] == lookup.prefetch_through.count("__")
            renamed = last and lookup.to_attr and lookup.to_attr != relation.partition(".")[2]
            to_attr = lookup.to_attr if renamed else ""
            self.notes[place, found] = Fetch(*place, *found, type(instances[0]), to_attr=to_attr)
        elif isinstance(names.get("self"), QuerySet) and isinstance(names["self"].query, Query):
            fetch = self.notes[place, found] = noted(place, found, names["self"])
            if method == "" and len(self.suspects) < MOST_SUSPECTS and is_suspicious(names["self"].query):
                self.suspects.append((fetch, names["self"]))

    def loading(self, lines: range) -> list[Fetch]:
        """The fetches of all rows of a QuerySet on these lines."""
        return [fetch for fetch in self.notes.values() if fetch.line in lines and fetch.loads_all]

    def of_kind(self, *kinds: str) -> Iterator[Fetch]:
        return (fetch for fetch in self.notes.values() if fetch.kind in kinds)


def noted(place: Place, found: Found, asked: Any) -> Fetch:
    query, rows = asked.query, asked._iterable_class
    shape = "model" if rows is ModelIterable else "flat" if rows is FlatValuesListIterable else "values"
    return Fetch(
        *place, *found, asked.model, shape, tuple(joined(query, asked.model)) if shape == "model" else (),
        (frozenset(query.deferred_loading[0]), query.deferred_loading[1]),
        not (query.is_sliced or query.combinator or query.distinct_fields),
    )  # fmt: skip


def joined(query: Any, model: type[Model]) -> Iterator[Joined]:
    """What select_related() named, level by level; without names it is the foreign keys that cannot be NULL."""
    wanted = query.select_related
    if wanted is True:
        wanted = {field.name: {} for field in model._meta.fields if field.is_relation and not field.null}
    yield from _joined(wanted or {}, model, ())


def _joined(wanted: dict[str, Any], model: type[Model], before: tuple[str, ...]) -> Iterator[Joined]:
    for name, further in wanted.items():
        field = model._meta.get_field(name)
        accessor = field.name if field.concrete else field.get_accessor_name()
        path = (*before, accessor)
        yield Joined(path, f"{model.__name__}.{accessor}", field.related_model)
        yield from _joined(further, field.related_model, path)
