"""Statements of one shape that one line sent again and again, and the way from a query to the relation they load."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from course.domain.run import CapturedQuery, Origin
from course.domain.sql import all_identical
from course.domain.statement import forward_path, is_table_of, key_condition, root_table

LEAST_REPEATS = 3
UNKNOWN = Origin("query")
SINGLE_KINDS = ("forward", "reverse_one_to_one")
WRITING_KINDS = ("save", "create")
LOADING_METHODS = ("", "iterator", "first", "last", "get", "latest", "earliest")


@dataclass(frozen=True)
class Repeat:
    """Statements of one shape and one origin; `places` are their positions in the run, ascending."""

    queries: tuple[CapturedQuery, ...]
    places: tuple[int, ...]

    @property
    def first(self) -> CapturedQuery:
        return self.queries[0]

    @property
    def origin(self) -> Origin:
        return self.first.origin or UNKNOWN

    @property
    def kind(self) -> str:
        return self.origin.kind

    @property
    def method(self) -> str:
        return self.origin.method

    @property
    def relation(self) -> str:
        return self.origin.relation

    @property
    def model(self) -> str:
        return self.relation.partition(".")[0]

    @property
    def accessor(self) -> str:
        return self.relation.partition(".")[2]

    @property
    def lookup(self) -> str:
        """The accessor's name in `filter()` and `annotate()`: `staff_set` is `staff` there."""
        return self.accessor.removesuffix("_set")

    @property
    def count(self) -> int:
        return len(self.queries)

    @cached_property
    def identical(self) -> bool:
        return all_identical(self.queries)

    @property
    def loads_relation(self) -> bool:
        """Whether it brought the objects of a relation into memory (a COUNT does not)."""
        return self.kind in SINGLE_KINDS or (self.kind == "manager" and self.method in LOADING_METHODS)

    @property
    def has_conditions(self) -> bool:
        """Whether the statement asks for more than "the rows of this object"."""
        return key_condition(self.first.sql) is None or " ORDER BY " in self.first.sql

    @property
    def where(self) -> str:
        if self.first.line is None:
            return "Your code"
        loop = self.first.loop_line
        inside = f", in the loop on line {loop}," if loop is not None and loop != self.first.line else ""
        return f"Line {self.first.line}{inside}"

    @property
    def lines(self) -> str:
        found = sorted({query.line for query in self.queries if query.line is not None})
        if len(found) < 2:
            return f"line {found[0]}" if found else "a line that is not known"
        return f"lines {', '.join(map(str, found[:-1]))} and {found[-1]}"


@dataclass(frozen=True, slots=True)
class LoaderPath:
    """How the query that loads the objects names a relation: `author__country`, and with which method.

    single: no step leads to many objects; start_single: no step but the last. on: which query that is, in words.
    """

    names: tuple[str, ...]
    single: bool
    on: str = "that loads the rows"
    start_single: bool = True

    @property
    def lookup(self) -> str:
        return "__".join(self.names)

    @property
    def method(self) -> str:
        return "select_related" if self.single else "prefetch_related"

    def then(self, name: str, single: bool) -> LoaderPath:
        return LoaderPath((*self.names, name), self.single and single, self.on, self.single)


def repeats(queries: Sequence[CapturedQuery]) -> tuple[Repeat, ...]:
    """Statements of one shape and origin that one line sent at least three times, in order of first appearance."""
    found: dict[tuple[object, ...], list[int]] = {}
    for place, query in enumerate(queries):
        origin = query.origin or UNKNOWN
        # Rows written one by one differ in which of their values are NULL.
        shape = query.verb if origin.kind in WRITING_KINDS else query.group
        found.setdefault((shape, query.line, origin.kind, origin.relation, origin.method), []).append(place)
    return tuple(
        Repeat(tuple(queries[place] for place in places), tuple(places))
        for places in found.values() if len(places) >= LEAST_REPEATS
    )


def loader_path(queries: Sequence[CapturedQuery], repeated: Sequence[Repeat], repeat: Repeat) -> LoaderPath:
    """The way from the query that began the loop to the relation of `repeat`.

    The object whose relation was touched most likely came from the nearest earlier statement that loads its model.
    """
    start = _path_to_model(queries, _in_same_loop(repeated, repeat), repeat.model, repeat.places[0])
    return start.then(repeat.accessor, repeat.kind in SINGLE_KINDS)


def annotation_path(queries: Sequence[CapturedQuery], repeated: Sequence[Repeat], repeat: Repeat) -> LoaderPath:
    """How `annotate()` names the relation of `repeat`: `author__posts`, on the query that began the loop.

    Through a to-many relation it would count for another object: then it belongs on the query of the objects.
    """
    path = loader_path(queries, repeated, repeat)
    if path.start_single:
        return LoaderPath((*path.names[:-1], repeat.lookup), True, path.on)
    return LoaderPath((repeat.lookup,), True, f"that loads the {repeat.model} rows")


def _in_same_loop(repeated: Sequence[Repeat], repeat: Repeat) -> dict[int, int]:
    """The statements that loaded relations while `repeat` ran, each with the first place of its own repeat."""
    start = repeat.places[0]
    around = [one for one in repeated if one.loads_relation and one.places[0] < start < one.places[-1]]
    return {place: one.places[0] for one in around for place in one.places}


def _path_to_model(queries: Sequence[CapturedQuery], around: dict[int, int], model: str, end: int) -> LoaderPath:
    for place in range(end - 1, -1, -1):
        query, asked = queries[place], queries[place].origin or UNKNOWN
        if place not in around and asked.kind != "prefetch":
            path = forward_path(query.sql, model)
            if path is not None:
                return LoaderPath(path, True, _in_words(query))
        elif asked.relation and is_table_of(root_table(query.sql), model):
            owner, _, accessor = asked.relation.partition(".")
            before = _path_to_model(queries, around, owner, around.get(place, place))
            return before.then(accessor, asked.kind in SINGLE_KINDS)
    return LoaderPath((), True, f"that loads the {model} rows")


def _in_words(query: CapturedQuery) -> str:
    return "that loads the rows" if query.line is None else f"of line {query.line}"
