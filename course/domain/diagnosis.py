"""From a run's statements, their origins and its hints to advice: what happened, where, and the code that mends it.

Each detector is one function of the evidence; `DETECTORS` is the table of them, most telling first. A statement that
one detector has explained is not reported again by `duplicate_query`. Origins and hints come from the learner's
process: good for advice, never for a grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from course.domain.findings.advice import Detector, Evidence
from course.domain.findings.duplicates import duplicate_query
from course.domain.findings.loop_fetches import get_in_loop, rows_by_hand
from course.domain.findings.loop_questions import aggregate_in_loop, count_in_loop, exists_in_loop
from course.domain.findings.loop_relations import deferred_field_in_loop, filter_on_prefetched, n_plus_one
from course.domain.findings.loop_writes import create_in_loop, save_in_loop
from course.domain.findings.repeats import repeats
from course.domain.findings.row_calls import delete_in_loop, update_in_loop
from course.domain.findings.row_use import row_use
from course.domain.run import CapturedQuery, Finding, Hint, Origin
from course.domain.statement import is_table_of, root_table

DETECTORS: tuple[Detector, ...] = (
    n_plus_one, filter_on_prefetched, rows_by_hand, get_in_loop, count_in_loop, exists_in_loop, aggregate_in_loop,
    deferred_field_in_loop, save_in_loop, update_in_loop, create_in_loop, delete_in_loop,
)
# More than a learner can read; a program of a thousand lines shall not make a page of a megabyte.
MOST_FINDINGS = 30


def findings(queries: Sequence[CapturedQuery], hints: Sequence[Hint] = ()) -> tuple[Finding, ...]:
    """Advice on statements that carry their group, in order of the first statement it is about; 30 at most."""
    named = _with_relations(queries, hints)
    evidence = Evidence(named, repeats(named), tuple(hints))
    advice = [one for detector in DETECTORS for one in detector(evidence)]
    explained = frozenset[int]().union(*(one.explains for one in advice))
    advice += duplicate_query(evidence, explained)
    advice += row_use(evidence)
    in_order = sorted(advice, key=lambda one: min(one.explains))
    return tuple(_told_apart([one.finding for one in in_order[:MOST_FINDINGS]]))


def _told_apart(found: Sequence[Finding]) -> Iterator[Finding]:
    """Of the same advice for several places of one line each says its own."""
    alike = Counter((one.code, one.line, one.relation) for one in found)
    for one in found:
        line = f"Line {one.line}"
        is_one_of_several = one.column and alike[one.code, one.line, one.relation] > 1
        message = one.message.replace(line, f"{line} (column {one.column})", 1) if is_one_of_several else one.message
        yield replace(one, message=message)


# What a relation's statements are, that the program asks for by hand.
BY_HAND = {"by_hand": "manager", "by_key": "forward"}


def _with_relations(queries: Sequence[CapturedQuery], hints: Sequence[Hint]) -> tuple[CapturedQuery, ...]:
    """`Post.objects.filter(author=author)` asks for `Author.posts` by hand: its statements become that manager's, and
    those of `Author.objects.get(pk=post.author_id)` become those of `Post.author`."""
    by_hand = [hint for hint in hints if hint.code in BY_HAND]
    return tuple(_with_relation(query, query.origin, by_hand) for query in queries)


def _with_relation(query: CapturedQuery, told: Origin | None, by_hand: Sequence[Hint]) -> CapturedQuery:
    if told is None or told.relation:
        return query
    for hint in by_hand:
        if (query.line, told.column) == (hint.line, hint.column) and is_table_of(root_table(query.sql), hint.detail):
            return replace(query, origin=replace(told, kind=BY_HAND[hint.code], relation=hint.relation))
    return query
