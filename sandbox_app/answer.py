"""What a learner's code gave back, as plain JSON: once to be shown, once to be compared.

Only exact built-in types are walked; everything else becomes bounded text. A QuerySet or iterator is consumed here,
inside the measurement. See `course.domain.run.RunResult.answer` for the form that is compared.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, Model, QuerySet

MOST_DEPTH = 6
TEXT = 2_000
_ITEMS = (list, tuple, set, frozenset, range, QuerySet)
_VIEWS = (
    type({}.keys()),
    type({}.values()),
    type({}.items()),
    map,
    filter,
    zip,
    enumerate,
    reversed,
    types.GeneratorType,
)


@dataclass(frozen=True)
class Bounds:
    """Most rows and bytes of the value that is shown, and most bytes of the one that is compared."""

    rows: int
    value_bytes: int
    answer_bytes: int


def described(value: Any, bounds: Bounds) -> tuple[dict[str, Any], Any]:
    """(value to show, answer to compare). Raises whatever consuming a lazy value raises."""
    if value is None:
        return {"kind": "none"}, {"kind": "none"}
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, (*_ITEMS, *_VIEWS, Iterator)):
        items = list(value)
        return _shown_rows(items, bounds), {"kind": "items", "items": [compared(item) for item in items]}
    answer = compared(value)
    return _shown_scalar(value, answer, bounds), {"kind": "scalar", "item": answer}


def compared(value: Any, depth: int = 0) -> Any:
    """The exact form of one item: JSON scalars as they are, other types tagged with their name."""
    if value is None or type(value) in (bool, int):
        return value
    if isinstance(value, str):
        return str.__getitem__(value, slice(None))
    if type(value) is float:
        return value if math.isfinite(value) else {"$": "float", "text": repr(value)}
    return {"$": "deep", "text": type(value).__name__} if depth >= MOST_DEPTH else _compared_object(value, depth)


def _compared_object(value: Any, depth: int) -> Any:
    if isinstance(value, Model):
        return {"$": "model", "model": value._meta.label, "pk": compared(value.pk, depth + 1)}
    if isinstance(value, (set, frozenset)):
        # A set has no order of its own; a fixed one makes equal sets the same text.
        return sorted((compared(item, depth + 1) for item in value), key=json.dumps)
    if isinstance(value, (*_ITEMS, *_VIEWS)):
        return [compared(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {
            "$": "dict",
            "items": [[compared(key, depth + 1), compared(item, depth + 1)] for key, item in value.items()],
        }
    return {"$": type(value).__name__, "text": text(value)}


def text(value: Any) -> str:
    """`str(value)`, bounded, whatever the value's own methods do."""
    try:
        return str(value)[:TEXT]
    except Exception as error:  # noqa: BLE001  learner code decides what is raised
        return f"<{type(value).__name__} whose str() raised {type(error).__name__}>"


def cell(value: Any) -> Any:
    """One cell of the table that is shown: a JSON scalar."""
    if value is None or type(value) in (bool, int):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, (list, tuple, set, frozenset, QuerySet)):
        return "[" + ", ".join(text(item) for item in list(value)[:50]) + "]"
    return text(value)


def _shown_rows(items: list[Any], bounds: Bounds) -> dict[str, Any]:
    columns = _columns(items[0]) if items else []
    rows, size = [], 0
    for item in items[: bounds.rows]:
        row = _row(item, columns)
        size += len(json.dumps(row))
        if size > bounds.value_bytes:
            break
        rows.append(row)
    return {"kind": "rows", "columns": columns, "rows": rows, "total": len(items), "truncated": len(rows) < len(items)}


def _columns(item: Any) -> list[str]:
    if isinstance(item, Model):
        deferred = item.get_deferred_fields()
        return [field.attname for field in item._meta.concrete_fields if field.attname not in deferred]
    if isinstance(item, dict):
        return [text(key) for key in item]
    if isinstance(item, tuple) and hasattr(item, "_fields"):
        return [text(name) for name in item._fields]
    if isinstance(item, (list, tuple)):
        return [f"column {number}" for number in range(1, len(item) + 1)]
    return ["value"]


def _row(item: Any, columns: list[str]) -> list[Any]:
    if isinstance(item, Model):
        loaded = item.__dict__
        return [cell(loaded.get(name)) for name in columns]
    if isinstance(item, dict):
        values = {text(key): value for key, value in item.items()}
        return [cell(values.get(name)) for name in columns]
    values = list(item) if isinstance(item, (list, tuple)) and columns != ["value"] else [item]
    return [cell(value) for value in values][: len(columns)] + [None] * (len(columns) - len(values))


def _shown_scalar(value: Any, answer: Any, bounds: Bounds) -> dict[str, Any]:
    simple = not isinstance(answer, dict) or isinstance(value, dict)
    shown: dict[str, Any] = {"kind": "scalar", "text": text(value)}
    if simple and isinstance(value, dict):
        shown["json"] = {text(key): cell(item) for key, item in list(value.items())[: bounds.rows]}
    elif simple:
        shown["json"] = answer if len(json.dumps(answer)) <= bounds.value_bytes else None
    return shown
