"""A statement beside the one before it: clause by clause, what is new in it and what gave way."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

# What is compared may be hostile: most characters of two statements.
LONGEST_COMPARED = 8_000
CLAUSES = frozenset("SELECT FROM WHERE GROUP HAVING ORDER LIMIT UPDATE SET DELETE INSERT VALUES UNION".split())
_TOKEN = re.compile(r"""\s+|(?:"[^"]*"|\w+)(?:\."[^"]*")?|'(?:[^']|'')*'|.""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SqlPart:
    """A piece of laid-out SQL. change: "same", "added", or "changed" (it stands where other text stood)."""

    text: str
    change: str


def changed_parts(before: str, after: str) -> tuple[tuple[SqlPart, ...], tuple[str, ...]]:
    """The later statement cut where it differs from the earlier one, and what the earlier one had instead."""
    if not after:
        return (), ()
    if len(before) + len(after) > LONGEST_COMPARED or not before:
        return (SqlPart(after, "same" if before == after else "added"),), ()
    old, new = words_of(before), words_of(after)
    earlier, later = clauses_of(old), clauses_of(new)
    if None in (earlier, later):
        earlier, later = {"": old}, {"": new}
    changes: list[str] = []
    removed: list[str] = []
    for name, words in (later or {}).items():
        marks, gone = _compared((earlier or {}).pop(name, []), words)
        changes += marks
        removed += gone
    removed += [" ".join(words) for words in (earlier or {}).values()]
    return tuple(_joined(after, changes)), tuple(removed)


def clauses_of(words: Sequence[str]) -> dict[str, list[str]] | None:
    """The words by the clause they stand in, so that GROUP BY is not taken for a piece of SELECT; None where a clause
    comes twice, as in a UNION."""
    found: dict[str, list[str]] = {}
    name, depth = "", 0
    for word in words:
        depth += (word == "(") - (word == ")")
        if depth == 0 and word.upper() in CLAUSES:
            name = word.upper()
            if name in found:
                return None
        found.setdefault(name, []).append(word)
    return found


def _compared(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """For each new word "same", "added" or "changed", and the old words that are gone."""
    changes = ["same"] * len(new)
    removed = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("insert", "replace"):
            changes[j1:j2] = ["added" if tag == "insert" else "changed"] * (j2 - j1)
        if tag in ("delete", "replace"):
            removed.append(" ".join(old[i1:i2]))
    return changes, removed


def words_of(sql: str) -> list[str]:
    return [token for token in _TOKEN.findall(sql) if not token.isspace()]


def _joined(sql: str, changes: Sequence[str]) -> Iterator[SqlPart]:
    """Neighbours of one kind as one piece; the space between two new words is new as well."""
    tokens = _TOKEN.findall(sql)
    following = iter(changes)
    marks = ["" if token.isspace() else next(following) for token in tokens]
    for place, mark in enumerate(marks):
        beside = {*marks[max(place - 1, 0) : place], *marks[place + 1 : place + 2]}
        marks[place] = mark or (beside.pop() if len(beside) == 1 else "same")
    for change, pieces in groupby(zip(marks, tokens, strict=True), key=lambda each: each[0]):
        yield SqlPart("".join(token for _, token in pieces), change)
