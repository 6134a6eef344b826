"""From a run's findings to code that is mended in place: the least edit of the text that takes the advice.

Only what can be done without thinking is done; every other finding leaves the code as it is. Whether the edited code
does the same with less is for a run to prove (`course.mended`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from course.domain.code_text import UNREADABLE, CodeText
from course.domain.comparison import DiffLine
from course.domain.feeds import Feeds
from course.domain.mending_plan import Mending
from course.domain.mending_relations import drop_unused, load_chosen, load_column, load_fewer_columns, load_relation
from course.domain.mending_values import (
    aggregate_in_database,
    compute_in_query,
    count_in_database,
    filter_in_database,
)  # fmt: skip
from course.domain.run import Finding


@dataclass(frozen=True, slots=True)
class Mend:
    """Edited code, and the findings whose advice it takes."""

    code: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProvenMend:
    """Edited code that gave the same as the run it mends. `measure`: what became less, from `before` to `after`.

    diff: the lines of both programs, in order. same_order: False where the same rows come in another order, and no
    query had asked for one.
    """

    code: str
    measure: str
    before: int
    after: int
    diff: tuple[DiffLine, ...]
    findings: tuple[Finding, ...]
    same_order: bool = True

    @property
    def changes(self) -> tuple[DiffLine, ...]:
        """The lines that differ."""
        return tuple(line for line in self.diff if line.kind != "same")


MENDERS: dict[str, Callable[[Mending, Finding], bool]] = {
    "n_plus_one": load_relation,
    "filter_on_prefetched": load_chosen,
    "count_in_loop": compute_in_query,
    "exists_in_loop": compute_in_query,
    "aggregate_in_loop": compute_in_query,
    "deferred_field_in_loop": load_column,
    "unused_prefetch": drop_unused,
    "unused_select_related": drop_unused,
    "len_instead_of_count": count_in_database,
    "over_fetch": load_fewer_columns,
    "python_side_aggregate": aggregate_in_database,
    "python_side_filter": filter_in_database,
}


def mended(code: str, findings: Sequence[Finding]) -> Mend | None:
    """The code with every mechanical fix made, or None where there is none or the code cannot be read."""
    try:
        text = CodeText(code)
        mending = Mending(text, Feeds(text))
        taken = tuple(one for one in findings if one.line and one.code in MENDERS and MENDERS[one.code](mending, one))
        edited = text.edited(mending.all_edits())
        if not taken or edited is None or edited == code:
            return None
        ast.parse(edited)
    except UNREADABLE:
        return None
    return Mend(edited, taken)
