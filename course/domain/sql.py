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
LONGEST_FORMATTED = 6_000
TRANSACTION_VERBS = frozenset({"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"})
WRITE_VERBS = frozenset({"INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE"})

_TOKEN = re.compile(
    r"""
    (?P<comment> --[^\n]* | /\*.*?\*/ )
  | (?P<space> \s+ )
  | (?P<name> "(?:[^"]|"")*" | `[^`]*` )
  | (?P<text> [xX]?'(?:[^']|'')*' )
  | (?P<cast> :: )
  | (?P<placeholder> %s | %\(\w+\)s | \?\d* | [:@$]\w+ )
  | (?P<number> \d+(?:\.\d*)?(?:[eE][+-]?\d+)? )
  | (?P<word> \w+ )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_VALUE = r"(?:'(?:[^']|'')*'|%s|\?\d*|-?\d+(?:\.\d+)?)"
_IN_LIST = re.compile(rf"\bIN\s*\(\s*({_VALUE}(?:\s*,\s*{_VALUE}){{{LONGEST_IN_LIST},}})\s*\)", re.IGNORECASE)
_TUPLES = re.compile(r"(\( \?(?: , \?)* \))(?: , \1)+")
_IN_SHAPE = re.compile(r"\bIN \( (?:\?(?: , \?)*|\( \?(?: , \?)* \) \.\.\.|\( \?(?: , \?)* \)) \)", re.IGNORECASE)
_KEY_CHOICES = re.compile(r"((?:\S+ \. )?\S+ = \?)(?: OR \1)+")


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
    for match in _TOKEN.finditer(sql):
        kind = match.lastgroup or "other"
        if kind != "comment" and kind != "space":
            yield Token(kind, match.group())


def verb(sql: str) -> str:
    """The first keyword in capitals ("SELECT", "WITH", …), or "" for a text that has none."""
    return next((token.text.upper() for token in tokens(sql) if token.kind == "word"), "")


def is_transaction_control(sql: str) -> bool:
    return verb(sql) in TRANSACTION_VERBS


def is_write(sql: str) -> bool:
    return verb(sql) in WRITE_VERBS


@lru_cache(maxsize=4096)
def fingerprint(sql: str) -> str:
    """The shape of a statement: values, the length of IN lists and of VALUES lists, and whitespace do not matter."""
    shape = " ".join("?" if _is_value(token) else token.text for token in tokens(sql))
    shape = _TUPLES.sub(r"\1 ...", shape)
    # Django 5.2 on SQLite prefetches over a foreign key as `id = 1 OR id = 2 …`, which is an IN list in disguise.
    shape = _KEY_CHOICES.sub(r"\1 OR ...", shape)
    return _IN_SHAPE.sub("IN ( ... )", shape)


def _is_value(token: Token) -> bool:
    return token.kind in ("text", "number", "placeholder")


def collapse_in_lists(sql: str) -> str:
    """Shorten every IN list of more than six values to its first three and the number of the others."""
    return _IN_LIST.sub(_shortened_list, sql)


def _shortened_list(match: re.Match[str]) -> str:
    values = re.findall(_VALUE, match.group(1))
    return f"IN ({', '.join(values[:3])} /* and {len(values) - 3:,} more */)"


@lru_cache(maxsize=1024)
def formatted(sql: str) -> str:
    """The statement over several lines, for people. Very long ones are cut, and say so."""
    text = collapse_in_lists(sql)
    if len(text) > LONGEST_FORMATTED:
        text = f"{text[:LONGEST_FORMATTED]} /* and {len(text) - LONGEST_FORMATTED:,} more characters */"
    try:
        return sqlparse.format(text, reindent=True, wrap_after=80)
    except SQLParseError:  # nested deeper than sqlparse dares to go: show it as it was sent
        return text


def group(queries: Iterable[CapturedQuery]) -> Grouping:
    """Number the shapes in order of first appearance, from 0."""
    numbers: dict[str, int] = {}
    numbered = tuple(
        replace(query, group=numbers.setdefault(fingerprint(query.sql), len(numbers))) for query in queries
    )
    members: list[list[CapturedQuery]] = [[] for _ in numbers]
    for query in numbered:
        members[query.group].append(query)
    return Grouping(numbered, tuple(_query_group(number, found) for number, found in enumerate(members)))


def _query_group(number: int, members: Sequence[CapturedQuery]) -> QueryGroup:
    lines = {query.line for query in members if query.line is not None}
    return QueryGroup(
        group=number,
        sql=formatted(members[0].sql),
        count=len(members),
        lines=tuple(sorted(lines)),
        identical=all_identical(members),
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
