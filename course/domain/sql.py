"""Statements as text: their verb, their shape, and the groups of one shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import sqlparse
from sqlparse.exceptions import SQLParseError

from course.domain.run import CapturedQuery, QueryGroup

LONGEST_IN_LIST = 6
# Letters of a select list in one line: with what stands before and after them it fits a result on a wide screen.
LINE = 64
# sqlparse takes about 40 microseconds a character, and what it is given may be hostile: most characters of one
# statement, and of all the shapes of a run, that it is asked to lay out.
LONGEST_FORMATTED = 4_000
MOST_FORMATTED = 20_000
# The same for fingerprints, at about 2 microseconds a character; a statement past that is a shape of its own.
MOST_FINGERPRINTED = 500_000
TRANSACTION_VERBS = frozenset({"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"})
WRITE_VERBS = frozenset({"INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE"})

_TOKEN = re.compile(
    r"""
    (?P<comment> --[^\n]* | /\*.*?(?:\*/|\Z) )
  | (?P<space> \s+ )
  | (?P<name> "(?:[^"]|"")*(?:"|\Z) | `[^`]*(?:`|\Z) )
  | (?P<text> [xX]?'(?:[^']|'')*(?:'|\Z) )
  | (?P<cast> :: )
  | (?P<placeholder> %s | %\(\w+\)s | \?\d* | [:@$]\w+ )
  | (?P<number> \d+(?:\.\d*)?(?:[eE][+-]?\d+)? )
  | (?P<word> \w+ )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
# What repeats without being another shape: values of a list, then tuples of values, then `id = 1 OR id = 2 …`, which is
# how Django 5.2 on SQLite prefetches over a foreign key. (separator, how many tokens before it repeat after it)
_VALUES = ((",", 1),)
_TUPLES_AND_CHOICES = ((",", 3), ("OR", 3), ("OR", 5))


class Token(NamedTuple):
    """One piece of a statement. `kind` is a group of `_TOKEN`: name, text, placeholder, number, word, other."""

    kind: str
    text: str


class Grouping(NamedTuple):
    """Queries that know their group, and the groups in order of first appearance (`groups[n].group == n`)."""

    queries: tuple[CapturedQuery, ...]
    groups: tuple[QueryGroup, ...]


def tokens(sql: str) -> Iterator[Token]:
    """The pieces of a statement that carry meaning, without comments and whitespace."""
    return (piece for piece in _pieces(sql) if piece.kind not in ("comment", "space"))


def _pieces(sql: str) -> Iterator[Token]:
    """All of a statement, cut in pieces; whatever its length, each character is looked at about once."""
    return (Token(match.lastgroup or "other", match.group()) for match in _TOKEN.finditer(sql))


def verb(sql: str) -> str:
    """The first keyword in capitals ("SELECT", "WITH", …), or "" for a text that has none."""
    return next((token.text.upper() for token in tokens(sql) if token.kind == "word"), "")


def is_transaction_control(sql: str) -> bool:
    return verb(sql) in TRANSACTION_VERBS


def is_write(sql: str) -> bool:
    return verb(sql) in WRITE_VERBS


def rows_fetched(queries: Iterable[CapturedQuery]) -> int:
    """The rows that came back; those that a write touched are none of them."""
    return sum(query.rows for query in queries if not is_write(query.sql))


@lru_cache(maxsize=4096)
def fingerprint(sql: str) -> str:
    """The shape of a statement: values, the length of IN lists and of VALUES lists, and whitespace do not matter."""
    shape = ["?" if _is_value(token) else token.text for token in tokens(sql)]
    return " ".join(_without_repeats(_without_repeats(shape, _VALUES), _TUPLES_AND_CHOICES))


def _is_value(token: Token) -> bool:
    return token.kind in ("text", "number", "placeholder")


def _without_repeats(texts: list[str], patterns: tuple[tuple[str, int], ...]) -> list[str]:
    """The texts without what only repeats the one to five texts before its separator, where those end in a value."""
    kept: list[str] = []
    place = 0
    while place < len(texts):
        for separator, size in patterns:
            if texts[place] == separator and _repeats(kept, texts[place + 1 : place + 1 + size], size):
                place += 1 + size
                break
        else:
            kept.append(texts[place])
            place += 1
    return kept


def _repeats(kept: list[str], following: list[str], size: int) -> bool:
    if kept[-size:] != following or len(following) != size:
        return False
    return kept[-2:] == ["(", "?"] if size == 1 else kept[-1] == "?" or kept[-3:] == ["(", "?", ")"]


def collapse_in_lists(sql: str) -> str:
    """Shorten every IN list of more than six values to its first three and the number of the others."""
    pieces = [*_pieces(sql)]
    shortened: list[str] = []
    place = 0
    while place < len(pieces):
        end, values = _value_list(pieces, place + 1) if pieces[place].text.upper() == "IN" else (0, [])
        if len(values) > LONGEST_IN_LIST:
            shortened.append(f"IN ({', '.join(values[:3])} /* and {len(values) - 3:,} more */)")
            place = end
        else:
            shortened.append(pieces[place].text)
            place += 1
    return "".join(shortened)


def _value_list(pieces: list[Token], start: int) -> tuple[int, list[str]]:
    """Where a list `(1, 2, …)` that starts there ends, and its values; no values where it is another thing."""
    values: list[str] = []
    awaited = "("
    for place in range(start, len(pieces)):
        piece = pieces[place]
        if piece.kind == "space":
            continue
        if awaited == "value" and _is_value(piece):
            values.append(piece.text)
            awaited = ",)"
        elif awaited != "value" and piece.text in awaited:
            if piece.text == ")":
                return place + 1, values
            awaited = "value"
        else:
            break
    return 0, []


@lru_cache(maxsize=1024)
def formatted(sql: str) -> str:
    """The statement over several lines, for people. Very long ones are cut, and say so."""
    text = _cut(collapse_in_lists(sql))
    try:
        return sqlparse.format(text, reindent=True, wrap_after=LINE)
    except SQLParseError:  # nested deeper than sqlparse dares to go: show it as it was sent
        return text


def _cut(text: str) -> str:
    beyond = len(text) - LONGEST_FORMATTED
    return f"{text[:LONGEST_FORMATTED]} /* and {beyond:,} more characters */" if beyond > 0 else text


def shapes(statements: Iterable[str]) -> list[str]:
    """The fingerprint of each statement of a run."""
    known: dict[str, str] = {}
    read = 0
    for sql in (found := [*statements]):
        if sql not in known:
            read += len(sql)
            known[sql] = fingerprint(sql) if read <= MOST_FINGERPRINTED else sql
    return [known[sql] for sql in found]


def group(queries: Iterable[CapturedQuery]) -> Grouping:
    """Number the shapes in order of first appearance, from 0."""
    sent = tuple(queries)
    numbers: dict[str, int] = {}
    numbered = tuple(
        replace(query, group=numbers.setdefault(shape, len(numbers)))
        for query, shape in zip(sent, shapes(query.sql for query in sent), strict=True)
    )
    members: list[list[CapturedQuery]] = [[] for _ in numbers]
    for query in numbered:
        members[query.group].append(query)
    return Grouping(numbered, tuple(_query_groups(members)))


def _query_groups(members: list[list[CapturedQuery]]) -> Iterator[QueryGroup]:
    laid_out = 0
    for number, found in enumerate(members):
        laid_out += min(len(found[0].sql), LONGEST_FORMATTED)
        yield QueryGroup(
            group=number,
            sql=formatted(found[0].sql) if laid_out <= MOST_FORMATTED else _cut(found[0].sql),
            count=len(found),
            lines=tuple(sorted({query.line for query in found if query.line is not None})),
            identical=all_identical(found),
        )


def all_identical(queries: Sequence[CapturedQuery]) -> bool:
    """Whether every statement is the same text with the same parameters (a single one is)."""
    return all(query.sql == queries[0].sql and query.params == queries[0].params for query in queries)


def reads_column(sql: str, column: str) -> bool:
    """Whether a statement names `column` (or `table.column`), or loads every column with `*`.

    Quoted or bare, in any case; a text value is no column: `'body'` is not, `"body"` is.
    """
    owner, _, name = column.lower().rpartition(".")
    found = [*tokens(sql)]
    names = [token.text.strip('"`').lower() if token.kind in ("name", "word") else token.text for token in found]
    for place, text in enumerate(names):
        if text == "*" and names[place - 1] in ("select", "distinct", ".", ","):
            return True
        if text == name and found[place].kind != "text" and (not owner or names[place - 2 : place] == [owner, "."]):
            return True
    return False
