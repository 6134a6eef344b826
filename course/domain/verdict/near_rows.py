"""Pairs of an expected and a given row that belong together, and the cells in which they differ, made visible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from course.domain.grading import CellChange, RowChange
from course.domain.verdict.answers import key

KEYS = ("id", "pk")
KINDS = {"NoneType": "None", "bool": "true or false", "int": "a whole number", "float": "a number", "str": "a text",
         "list": "a list"}  # fmt: skip
SPACE = "␣"


@dataclass(frozen=True, slots=True)
class Side:
    """A row as it is displayed, and as it was compared: with types."""

    row: tuple[object, ...]
    parts: tuple[Any, ...]


def parts_of(item: Any, columns: Sequence[str]) -> tuple[Any, ...]:
    """The compared value under each column; () for a model instance, which is compared by its key alone."""
    if isinstance(item, list):
        return tuple(item[: len(columns)])
    if isinstance(item, dict) and item.get("$") == "dict" and isinstance(item.get("items"), list):
        values = {str(pair[0]): pair[1] for pair in item["items"] if isinstance(pair, list) and len(pair) == 2}
        return tuple(values.get(column) for column in columns)
    return () if isinstance(item, dict) and item.get("$") == "model" else (item,)


def row_changes(columns: Sequence[str], missing: Sequence[Side], extra: Sequence[Side]) -> tuple[RowChange, ...]:
    """Rows of the same key column; else rows that look alike but for types, spaces and capitals."""
    comparable = [side for side in (*missing, *extra) if len(side.parts) == len(columns)]
    if not missing or not extra or len(comparable) != len(missing) + len(extra):
        return ()
    place = _key_place(columns, missing, extra)
    if place is None:
        return _paired(columns, _by(missing, _loose_row), _by(extra, _loose_row), missing, extra, "")
    return _paired(
        columns, _by(missing, lambda side: key(side.parts[place])), _by(extra, lambda side: key(side.parts[place])),
        missing, extra, columns[place], place,
    )  # fmt: skip


def _key_place(columns: Sequence[str], missing: Sequence[Side], extra: Sequence[Side]) -> int | None:
    """The column that tells rows apart on both sides and has values in common; a primary key before any other."""
    ranked = sorted(range(len(columns)), key=lambda place: columns[place] not in KEYS)
    for place in ranked if len(columns) > 1 else ():
        wanted, given = ([key(side.parts[place]) for side in sides] for sides in (missing, extra))
        unique = all(count == 1 for keys in (wanted, given) for count in Counter(keys).values())
        if unique and set(wanted) & set(given):
            return place
    return None


def _by(sides: Sequence[Side], name: Any) -> dict[Hashable, int]:
    """The first place of each name."""
    found: dict[Hashable, int] = {}
    for place, side in enumerate(sides):
        found.setdefault(name(side), place)
    return found


def _loose_row(side: Side) -> Hashable:
    return tuple(_loose(part) for part in side.parts)


def _loose(part: Any) -> str:
    return " ".join(_text(part).split()).casefold()


def _text(part: Any) -> str:
    if part is None:
        return ""
    return str(part.get("text", part)) if isinstance(part, dict) else str(part)


def _paired(
    columns: Sequence[str], wanted: dict[Hashable, int], given: dict[Hashable, int], missing: Sequence[Side],
    extra: Sequence[Side], name: str, place: int = 0,
) -> tuple[RowChange, ...]:
    return tuple(
        RowChange(
            key=f"{name} {visible(missing[wanted[common]].parts[place])}" if name else "",
            cells=_cells(columns, missing[wanted[common]].parts, extra[given[common]].parts),
            missing_place=wanted[common],
            extra_place=given[common],
        )
        for common in wanted if common in given
    )  # fmt: skip


def _cells(columns: Sequence[str], expected: Sequence[Any], given: Sequence[Any]) -> tuple[CellChange, ...]:
    return tuple(
        CellChange(column, visible(wanted), visible(got), note(wanted, got))
        for column, wanted, got in zip(columns, expected, given, strict=True) if key(wanted) != key(got)
    )  # fmt: skip


def visible(part: Any) -> str:
    """A value so that its type and its spaces can be seen: `1`, `"1"`, `"a␣"`, `None`, no float too long."""
    if isinstance(part, str):
        text = part.strip(" ")
        start = len(part) - len(part.lstrip(" "))
        inner = f"{SPACE * start}{text}{SPACE * (len(part) - start - len(text))}" if text else SPACE * len(part)
        return '"' + inner.replace("\n", "\\n").replace("\t", "\\t") + '"'
    if isinstance(part, dict) and "text" in part:
        return f"{part.get('$', '')} {part['text']}"
    return _float(part) if isinstance(part, float) else str(part)


def _float(number: float) -> str:
    """`1.0`, `0.1`, `inf`: without the digits that arithmetic leaves behind."""
    text = f"{number:.12g}"
    return text if set(text) & set(".en") else f"{text}.0"


def note(expected: Any, given: Any) -> str:
    """What to look at where two values look alike."""
    if _loose(expected) != _loose(given):
        return ""
    if isinstance(expected, str) and isinstance(given, str):
        spaces = " ".join(expected.split()) == " ".join(given.split())
        return "The spaces differ." if spaces else "Capital letters differ."
    return f"{_kind(given).capitalize()} is not {_kind(expected)}."


def _kind(part: Any) -> str:
    if part == "":
        return "an empty text"
    if isinstance(part, dict):
        return f"a {part.get('$', 'value')}"
    return KINDS.get(type(part).__name__, "another value")
