"""What one link of a QuerySet chain changed in the SQL, in words: "adds a JOIN and 9 columns"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from course.domain.nouns import listed

Clauses = Mapping[str, Sequence[str]]
NAMES = {"GROUP": "GROUP BY", "ORDER": "ORDER BY"}


def change_words(before: Clauses | None, after: Clauses | None) -> str:
    """One sentence, or "" where nothing changed or the two are statements of different kinds.

    Each argument: the words of a statement by the clause they stand in; None where a clause comes twice.
    """
    if before is None or after is None or "SELECT" not in before or "SELECT" not in after:
        return ""
    told: dict[str, list[str]] = {}
    for verb, what in _changes(before, after):
        told.setdefault(verb, []).append(what)
    sentence = listed([f"{verb} {listed(things)}" for verb, things in told.items()])
    return f"{sentence[:1].upper()}{sentence[1:]}." if told else ""


def _changes(before: Clauses, after: Clauses) -> Iterator[tuple[str, str]]:
    """(verb, what) of each change: ("adds", "9 columns")."""
    yield from _selected(before["SELECT"], after["SELECT"])
    yield from _joined(before.get("FROM", ()), after.get("FROM", ()))
    for name, words in after.items():
        if name not in before:
            yield "adds", _clause(name)
        elif name not in ("SELECT", "FROM") and list(before[name]) != list(words):
            yield ("adds to" if not Counter(before[name]) - Counter(words) else "changes"), _clause(name)
    for name in before:
        if name not in after:
            yield "takes away", _clause(name)


def _clause(name: str) -> str:
    return f"`{NAMES.get(name, name)}`"


def _selected(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    old, new = _items(before), _items(after)
    if "DISTINCT" in after and "DISTINCT" not in before:
        yield "adds", "`DISTINCT`"
    if old == new:
        return
    if not Counter(old) - Counter(new):
        yield "adds", _columns(len(new) - len(old))
    elif len(new) != len(old):
        yield "selects", f"{_columns(len(new))} instead of {len(old)}"
    else:
        yield "changes", "what is selected"


def _joined(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    more = sum(word.upper() == "JOIN" for word in after) - sum(word.upper() == "JOIN" for word in before)
    if more:
        yield ("adds" if more > 0 else "takes away"), "a `JOIN`" if abs(more) == 1 else f"{abs(more)} `JOIN`s"
    elif list(before) != list(after):
        yield "changes", "`FROM`"


def _items(words: Sequence[str]) -> list[str]:
    """The columns of a SELECT list."""
    items, depth = [""], 0
    for word in words[1:]:
        if word == "DISTINCT" and items == [""]:
            continue
        depth += (word == "(") - (word == ")")
        if word == "," and depth == 0:
            items.append("")
        else:
            items[-1] += f" {word}"
    return items


def _columns(number: int) -> str:
    return "1 column" if number == 1 else f"{number} columns"
