"""What an author says that a proof shows, in the form of a run's answer (`course.domain.run.RunResult.answer`)."""

from __future__ import annotations

from typing import Any

_ITEMS = (list, tuple, set, frozenset)


def canonical(value: Any) -> dict[str, Any]:
    """The answer that a run with this value would have given."""
    if value is None:
        return {"kind": "none"}
    if isinstance(value, _ITEMS):
        return {"kind": "items", "items": [_item(part) for part in value]}
    return {"kind": "scalar", "item": _item(value)}


def _item(value: Any) -> Any:
    if isinstance(value, _ITEMS):
        return [_item(part) for part in value]
    if isinstance(value, dict):
        return {"$": "dict", "items": [[_item(name), _item(part)] for name, part in value.items()]}
    return value
