"""What the learner's process can tell of a finished run that no statement shows: rows only counted, relations never
read, loops that write one row at a time. Hints for advice, told by the learner's process: never a grade.

`course.domain.diagnosis` turns them into findings, and believes none that the broker's statements do not bear out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sandbox_app.hints import asked, by_hand, inflation, loop_writes, looped_rows, relations, unused, whole_rows
from sandbox_app.hints.fetches import Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.loops import RowLoop, row_loops
from sandbox_app.hints.reading import Reading
from sandbox_app.hints.row_calls import row_calls

if TYPE_CHECKING:
    from sandbox_app.capture import Source

MOST_HINTS = 50
MOST_NODES = 3_000
LONGEST = 400


def noticed(source: Source, fetches: Fetches, answer: Any) -> list[list[Any]]:
    """The hints of a run, as plain JSON; none for a program that is too large to be read in passing."""
    return _told(source, fetches, lambda reading: _noticed(reading, fetches, answer))


def noticed_in_view(source: Source, fetches: Fetches) -> list[list[Any]]:
    """The hints that hold whatever a template does with the rows that a view gives it."""
    return _told(source, fetches, lambda reading: by_hand.asked_by_key(reading, fetches))


def _told(source: Source, fetches: Fetches, notice: Callable[[Reading], Iterator[Hint]]) -> list[list[Any]]:
    if not (fetches.notes or fetches.writes) or len(source.nodes) > MOST_NODES:
        return []
    try:
        found = list(notice(Reading(source.nodes, source.parents)))
    except Exception:  # noqa: BLE001  the program may have changed what is looked at here; its own result stands
        return []
    kept = dict.fromkeys(hint for hint in found if len(hint.fix) <= LONGEST and len(hint.detail) <= LONGEST)
    return [list(hint) for hint in kept][:MOST_HINTS]


def _noticed(reading: Reading, fetches: Fetches, answer: Any) -> Iterator[Hint]:
    loops = list(row_loops(reading, fetches))
    yield from relations.relation_rows(reading, fetches)
    yield from relations.prefetched_lists(fetches)
    yield from relations.relation_keys(fetches)
    yield from by_hand.asked_by_hand(reading, fetches, loops)
    yield from by_hand.asked_by_key(reading, fetches)
    yield from asked.asked_again(reading, fetches)
    if fetches.writes:
        yield from loop_writes.saves(reading, loops)
        yield from loop_writes.creations(reading)
        yield from row_calls(reading, fetches, loops)
    if not reading.measures:
        yield from _of_rows(reading, fetches, loops, answer)
    yield from relations.key_reads(reading)


def _of_rows(reading: Reading, fetches: Fetches, loops: list[RowLoop], answer: Any) -> Iterator[Hint]:
    yield from whole_rows.whole_uses(reading, fetches)
    yield from looped_rows.loop_uses(reading, loops)
    yield from _inflated(reading, fetches)
    if not reading.opaque:
        given = unused.handed_back(answer)
        yield from unused.unused_prefetches(reading, fetches, given)
        yield from unused.unused_joins(reading, fetches, given)
        yield from unused.unread_columns(reading, loops)


def _inflated(reading: Reading, fetches: Fetches) -> Iterator[Hint]:
    for fetch, rows in fetches.suspects:
        found = inflation.multiplied(rows.query)
        if inflation.is_inflated(rows, found):
            too_large = [one for one in found if not one.distinct]
            names = " and ".join(f"`{one.name}`" for one in too_large)
            relation = f"{rows.model.__name__}.{too_large[0].lookup.split('__')[0]}"
            fix = inflation.mended(found, reading.nodes)
            yield Hint("join_inflation", fetch.line, 0, fetch.line, relation, fix, names, fetch.column)
