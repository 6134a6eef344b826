"""A statement with its values written in, for people. Never sent to a database."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Any

# The comment stands for values that `course.domain.sql.collapse_in_lists` left out.
_PLACES = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|/\* and (?P<left_out>[\d,]+) more \*/|\?""")


def filled(sql: str, params: Sequence[Any]) -> str:
    """Each `?` replaced by the next value; those without a value stay."""
    values = iter(params)

    def value(place: re.Match[str]) -> str:
        if place["left_out"]:
            deque(islice(values, int(place["left_out"].replace(",", ""))), maxlen=0)
        if place.group() != "?":
            return place.group()
        try:
            return literal(next(values))
        except StopIteration:
            return "?"

    return _PLACES.sub(value, sql)


def literal(value: Any) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float)):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
