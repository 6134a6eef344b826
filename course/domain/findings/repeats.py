"""Statements of one shape that one line sent again and again, and the way from a query to the relation they load."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from course.domain.run import CapturedQuery, Origin
from course.domain.sql import all_identical
from course.domain.statement import (
    compared_parameters,
    forward_path,
    is_table_of,
    key_condition,
    parameters_before_conditions,
    root_table,
)  # fmt: skip

LEAST_REPEATS, MANY_CALLS = 3, 10
UNKNOWN = Origin("query")
SINGLE_KINDS = ("forward", "reverse_one_to_one")
WRITING_KINDS = ("save", "create")
LOADING_METHODS = ("", "iterator", "first", "last", "get", "latest", "earliest")
# How a QuerySet ends that an index asks: `posts[0]`, `posts[7]`.
BY_PLACE = re.compile(r" LIMIT 1(?: OFFSET (\d+))?$")
_SET = re.compile(r'^UPDATE "\w+" SET "(\w+)" = ')
_COMBINED = re.compile(r"\b(?:UNION|INTERSECT|EXCEPT)\b")


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

    @cached_property
    def key_field(self) -> str:
        """The lookup whose value is another one each time, where that is all that changes; else "..."."""
        lookups = compared_parameters(self.first.sql)
        return lookups.get(self._changing[0], "...") if len(self._changing) == 1 else "..."

    @cached_property
    def _changing(self) -> list[int]:
        """The places of the parameters that are not the same in all statements."""
        parameters = zip(*(map(repr, query.params) for query in self.queries), strict=False)
        return [place for place, values in enumerate(parameters) if len(set(values)) > 1]

    @cached_property
    def row_key(self) -> str:
        """The lookup that chooses another row each time, where no other condition changes; else ""."""
        conditions = parameters_before_conditions(self.first.sql)
        changing = [place for place in self._changing if place >= conditions]
        if len(changing) != 1 or len({repr(query.params[changing[0]]) for query in self.queries}) < self.count:
            return ""
        return compared_parameters(self.first.sql).get(changing[0], "")

    @property
    def only_column_set(self) -> str:
        """The column that each UPDATE sets, where it is but one; else ""."""
        head = self.first.sql.partition(" WHERE ")[0]
        written = _SET.match(head)
        is_only = head.count(" = ") == 1 and "(SELECT" not in head
        return written[1].removesuffix("_id") if written and is_only else ""

    @property
    def sets_others(self) -> bool:
        """Whether an UPDATE sets other values each time."""
        return any(place < parameters_before_conditions(self.first.sql) for place in self._changing)

    @property
    def is_looped(self) -> bool:
        """In a loop, or in a function that is called so often that there must be one."""
        return self.first.loop_line is not None or self.count >= MANY_CALLS

    @property
    def has_conditions(self) -> bool:
        return chooses(self.first.sql)

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


def chooses(sql: str) -> bool:
    """Whether a statement asks for more than "the rows of this object"."""
    return key_condition(sql) is None or " ORDER BY " in sql


def repeats(queries: Sequence[CapturedQuery]) -> tuple[Repeat, ...]:
    """Statements of one shape and origin that one line, or one of several loops on it, sent at least three times, in
    order of first appearance."""
    found: dict[tuple[object, ...], list[int]] = {}
    for place, query in enumerate(queries):
        origin = query.origin or UNKNOWN
        asked = (origin.kind, origin.relation, origin.method, origin.loop_column)
        found.setdefault((_shape(query, origin), query.line, *asked), []).append(place)
    return tuple(
        Repeat(tuple(queries[place] for place in places), tuple(places))
        for places in found.values() if len(places) >= LEAST_REPEATS
    )


def _shape(query: CapturedQuery, origin: Origin) -> object:
    """What is the same in each pass. Rows written one by one differ in which of their values are NULL, as keys may;
    what hangs on a row is deleted by statements of its own; the first of rows by their places has no OFFSET."""
    if origin.kind in WRITING_KINDS:
        return query.verb
    if origin.kind in SINGLE_KINDS or origin.method == "delete":
        return origin.kind
    by_place = origin.kind in ("query", "manager") and not origin.method and BY_PLACE.search(query.sql)
    return BY_PLACE.sub("", query.sql) if by_place else query.group


def loads_rows_of(query: CapturedQuery, model: str) -> bool:
    """Whether a QuerySet of the model's rows sent it."""
    asked = query.origin is not None and query.origin.kind in ("query", "manager")
    return asked and is_table_of(root_table(query.sql), model) and forward_path(query.sql, model) == ()


def loader_path(queries: Sequence[CapturedQuery], repeated: Sequence[Repeat], repeat: Repeat) -> LoaderPath:
    """The way from the query that began the loop to the relation of `repeat`.

    The object whose relation was touched most likely came from the nearest earlier statement that loads its model.
    """
    start = _path_to_model(queries, _in_same_loop(repeated, repeat), repeat.model, repeat.places[0], repeat.first)
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


def _path_to_model(
    queries: Sequence[CapturedQuery], around: dict[int, int], model: str, end: int, asked_by: CapturedQuery
) -> LoaderPath:
    followed: LoaderPath | None = None
    for place in range(end - 1, -1, -1):
        query, asked = queries[place], queries[place].origin or UNKNOWN
        if asked.kind == "deferred":  # brings a column to a row that is there
            continue
        if asked.method == "raw":  # Django joins nothing to SQL that it has not written
            return LoaderPath((), False, _in_words(query, asked_by))
        if place not in around and asked.kind != "prefetch":
            path = forward_path(query.sql, model)
            if path is not None:
                found = LoaderPath(path, True, _in_words(query, asked_by))
                if asked.kind not in SINGLE_KINDS:
                    return found
                followed = followed or found  # another loop's; a query that loads these rows as such comes first
        elif asked.relation and is_table_of(root_table(query.sql), model):
            if asked.kind == "manager" and chooses(query.sql):
                return LoaderPath((), True, _in_words(query, asked_by))  # a prefetch of all rows would not help
            owner, _, accessor = asked.relation.partition(".")
            before = _path_to_model(queries, around, owner, around.get(place, place), asked_by)
            return before.then(accessor, asked.kind in SINGLE_KINDS)
    return followed or LoaderPath((), True, f"that loads the {model} rows")


def _in_words(query: CapturedQuery, asked_by: CapturedQuery) -> str:
    """Which query that is, to a reader of the file in which `asked_by` stands."""
    if query.line is None:
        return "that loads the rows"
    file = "template" if query.template else "view"
    there = f" of the {file}" if bool(query.template) != bool(asked_by.template) else ""
    each = " (on each of those it combines)" if _COMBINED.search(query.sql) else ""
    return f"of line {query.line}{there}{each}"
