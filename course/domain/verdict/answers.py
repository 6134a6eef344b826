"""What a run gave back, as values that can be compared: equal answers have equal keys, however they were made.

A list, QuerySet, set or iterator of the same items is the same answer; a model instance is its model and primary key.
Numbers compare by value (`2`, `2.0` and `Decimal("2.00")` are the same; floats to 12 digits, so that an average taken
in Python equals one taken by the database); true and false are not numbers. Answers come from the learner's process:
nothing here may trust their form.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from course.domain.exercise import Exercise
from course.domain.run import RunResult

Key = Hashable
SIGNIFICANT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """kind "none": no item; "scalar": one; "items": any number, in the order they were given."""

    kind: Literal["none", "scalar", "items"]
    items: tuple[Any, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key(item) for item in self.items)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Positions of items: `missing` in the expected answer; `extra` and `duplicates` in the given one.

    A duplicate is an expected item that was given more often than expected. in_order: every position agrees.
    """

    missing: tuple[int, ...]
    extra: tuple[int, ...]
    duplicates: tuple[int, ...]
    in_order: bool

    @property
    def same_items(self) -> bool:
        return not (self.missing or self.extra or self.duplicates)


def answer_of(exercise: Exercise, run: RunResult) -> Answer:
    """What this exercise compares: the value, or the lines that were printed (spaces at line ends do not count)."""
    if exercise.compare == "stdout":
        return Answer("items", tuple(line.rstrip() for line in run.stdout.rstrip().split("\n"))) if run.stdout.strip() \
            else Answer("none")
    return read_answer(run.answer)


def read_answer(raw: Any) -> Answer:
    """A run's `answer`; anything that is not of the agreed form is no answer."""
    if isinstance(raw, dict) and raw.get("kind") == "scalar":
        return Answer("scalar", (raw.get("item"),))
    if isinstance(raw, dict) and raw.get("kind") == "items" and isinstance(raw.get("items"), list):
        return Answer("items", tuple(raw["items"]))
    return Answer("none")


def key(item: Any) -> Key:
    """Equal for equal items, whatever Python type carried them."""
    if item is None or isinstance(item, (bool, str)):
        return (type(item).__name__, item)
    if isinstance(item, (int, float)):
        return _number_key(f"{item:.12g}" if isinstance(item, float) else str(item))
    if isinstance(item, list):
        return ("list", tuple(key(part) for part in item))
    return _tagged_key(item) if isinstance(item, dict) else ("unknown", repr(item))


def _tagged_key(item: dict[str, Any]) -> Key:
    tag = item.get("$")
    if tag == "model":
        return ("model", str(item.get("model")), key(item.get("pk")))
    if tag == "dict" and isinstance(item.get("items"), list):
        return ("dict", tuple(sorted((key(pair) for pair in item["items"]), key=repr)))
    if tag == "Decimal":
        return _number_key(str(item.get("text")))
    return ("tagged", json.dumps(item, sort_keys=True))


def _number_key(text: str) -> Key:
    try:
        sign, digits, exponent = Decimal(text).as_tuple()
    except InvalidOperation:
        return ("number", text)
    if not isinstance(exponent, int):  # infinity and "not a number"
        return ("number", sign, exponent)
    plain = "".join(map(str, digits)).lstrip("0")
    kept = plain.rstrip("0")
    return ("number", sign, kept, exponent + len(plain) - len(kept)) if kept else ("number", 0)


def compare(given: Sequence[Key], expected: Sequence[Key]) -> Comparison:
    """How the given items differ from the expected ones; duplicates count."""
    unmatched = Counter(expected)
    surplus = []
    for place, item in enumerate(given):
        if unmatched[item] > 0:
            unmatched[item] -= 1
        else:
            surplus.append(place)
    known = set(expected)
    return Comparison(
        missing=_last_places(expected, unmatched),
        extra=tuple(place for place in surplus if given[place] not in known),
        duplicates=tuple(place for place in surplus if given[place] in known),
        in_order=list(given) == list(expected),
    )


def _last_places(items: Sequence[Key], wanted: Counter[Key]) -> tuple[int, ...]:
    """Positions of as many of each item as `wanted` counts, from the end, ascending."""
    left = Counter(wanted)
    places = []
    for place in range(len(items) - 1, -1, -1):
        if left[items[place]] > 0:
            left[items[place]] -= 1
            places.append(place)
    return tuple(reversed(places))


def outcome_key(exercise: Exercise, run: RunResult) -> Key:
    """Equal for runs that this exercise's comparison cannot tell apart."""
    if exercise.compare == "database":
        return state_key(run.table_rows)
    answer = answer_of(exercise, run)
    items = answer.keys if exercise.ordered else tuple(sorted(answer.keys, key=repr))
    return (answer.kind, items)


def state_key(table_rows: Any) -> Key:
    """The rows a run changed, as a value. Keys of inserted rows come from a counter, so they do not matter.

    A row that was deleted and inserted again with the same content has not changed.
    """
    tables = []
    for table, rows in sorted((table_rows or {}).items()):
        inserted, deleted = _without_returned(rows.get("inserted", []), rows.get("deleted", []))
        updated = [_row_text(before) + _row_text(after) for before, after in rows.get("updated", [])]
        kinds = tuple(tuple(sorted(part)) for part in (inserted, updated, deleted))
        if any(kinds):
            tables.append((table, kinds))
    return tuple(tables)


def _without_returned(inserted: list[Any], deleted: list[Any]) -> tuple[list[str], list[str]]:
    """Inserted rows without their keys, and deleted rows, less those that came back as they were."""
    came = Counter(_row_text(row, "id") for row in inserted)
    gone = []
    for row in deleted:
        content = _row_text(row, "id")
        if came[content]:
            came[content] -= 1
        else:
            gone.append(_row_text(row))
    return list(came.elements()), gone


def _row_text(row: list[Any], *left_out: str) -> str:
    """A row as text; SQLite's decimals are floats, whose last digits depend on the way they were reckoned."""
    pairs = [[name, rounded(value)] for name, value in row if name not in left_out]
    return json.dumps(pairs)


def rounded(value: Any) -> Any:
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}") if isinstance(value, float) else value


def shape(item: Any) -> str:
    """The form of an item in words: what a learner should return, or has returned."""
    if isinstance(item, list):
        return f"a tuple of {len(item)}" if len(item) != 1 else "a tuple of one"
    if isinstance(item, dict) and item.get("$") == "model":
        return f"a {str(item.get('model')).rpartition('.')[2]} object"
    if isinstance(item, dict) and item.get("$") == "dict":
        return "a dictionary"
    return "a single value"
