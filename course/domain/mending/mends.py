"""From a run's findings to code that is mended in place: the least edit of the text that takes the advice.

Only what can be done without thinking is done; every other finding leaves the code as it is. Whether the edited code
does the same with less is for a run to prove (`course.mended`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from tokenize import TokenError

from course.domain.insight.comparison import DiffLine
from course.domain.mending.by_hand import compute_by_hand, load_by_hand
from course.domain.mending.chosen import load_chosen
from course.domain.mending.feeds import Feeds
from course.domain.mending.lookups import answer_before_loop, fetch_before_loop, join_by_key
from course.domain.mending.loops import aggregate_in_database, fetch_one_row, filter_in_database
from course.domain.mending.plan import Mending
from course.domain.mending.relations import drop_unused, load_column, load_fewer_columns, load_relation, read_key
from course.domain.mending.repeats import ask_once
from course.domain.mending.row_calls import call_for_all
from course.domain.mending.values import ask_for_any, compute_in_query, count_in_database
from course.domain.mending.writes import create_together, save_together
from course.domain.program.code_text import UNREADABLE, CodeText
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
    def skips_save(self) -> bool:
        """Whether rows that `save()` wrote are written without it now, and without the signals it sends."""
        writes = any(one.code in ("save_in_loop", "create_in_loop") for one in self.findings)
        gone = [line.text for line in self.diff if line.kind == "removed"]
        return writes and any(call in line for line in gone for call in (".save(", ".create("))

    @property
    def skips_delete(self) -> bool:
        """Whether objects that were deleted one by one are deleted without a `delete()` of their model's own."""
        return any(one.code == "delete_in_loop" for one in self.findings)

    @property
    def changes(self) -> tuple[DiffLine, ...]:
        """The lines that differ."""
        return tuple(line for line in self.diff if line.kind != "same")


# A program that is larger is told its findings, and mended by hand.
MOST_NODES = 3_000
Mender = Callable[[Mending, Finding], bool]
Accepts = Callable[[str], bool]


def ask_of_all(mending: Mending, finding: Finding) -> bool:
    """A count, or whether there is any: of a relation by `annotate()`, of anything else before the loop."""
    asked = compute_in_query(mending, finding) or compute_by_hand(mending, finding)
    return asked or answer_before_loop(mending, finding) or load_relation(mending, finding)


def load(mending: Mending, finding: Finding) -> bool:
    """A relation for all rows of a query, whole or as it is chosen from; its key alone is there already."""
    whole = join_by_key(mending, finding) or load_relation(mending, finding) or read_key(mending, finding)
    return whole or load_chosen(mending, finding) or load_by_hand(mending, finding)


def write_together(mending: Mending, finding: Finding) -> bool:
    """What `save()`, or an `update()` of one row, writes in each pass."""
    return save_together(mending, finding) or call_for_all(mending, finding)


def load_less(mending: Mending, finding: Finding) -> bool:
    """Fewer columns, one row, or only whether there is any."""
    fewer = load_fewer_columns(mending, finding) or ask_for_any(mending, finding)
    return fewer or fetch_one_row(mending, finding)


# The one kind without a mender is "join_inflation": its fix changes the numbers, so no run can prove it the same.
MENDERS: dict[str, Mender] = {
    "n_plus_one": load,
    "filter_on_prefetched": load_chosen,
    "count_in_loop": ask_of_all,
    "exists_in_loop": ask_of_all,
    "get_in_loop": fetch_before_loop,
    "save_in_loop": write_together,
    "create_in_loop": create_together,
    "delete_in_loop": call_for_all,
    "duplicate_query": ask_once,
    "aggregate_in_loop": compute_in_query,
    "deferred_field_in_loop": load_column,
    "unused_prefetch": drop_unused,
    "unused_select_related": drop_unused,
    "len_instead_of_count": count_in_database,
    "over_fetch": load_less,
    "python_side_aggregate": aggregate_in_database,
    "python_side_filter": filter_in_database,
}


def mended(
    code: str,
    findings: Sequence[Finding],
    *,
    given: Callable[[ast.AST], Mapping[str, ast.expr]] | None = None,
    accepts: Accepts | None = None,
) -> Mend | None:
    """The code with every mechanical fix made, or None where there is none or the code cannot be read.

    given: what names stand for that the code does not bind; accepts: whether edited code is of use.
    """
    whole = code if code.endswith("\n") else f"{code}\n"  # so that a line can stand behind the last one
    try:
        text = CodeText(whole)
        if len(text.nodes) > MOST_NODES:
            return None
        feeds = Feeds(text, given(text.tree) if given else {})
        mend = _made(feeds, findings, accepts) or _made_one_by_one(feeds, findings, accepts)
    except (*UNREADABLE, TokenError):
        return None
    return replace(mend, code=mend.code if code.endswith("\n") else mend.code[:-1]) if mend else None


def _made(feeds: Feeds, findings: Sequence[Finding], accepts: Accepts | None) -> Mend | None:
    """None where nothing can be made, or two of the fixes touch the same place."""
    text = feeds.text
    mending = Mending(text, feeds)
    taken = tuple(one for one in findings if one.line and one.code in MENDERS and MENDERS[one.code](mending, one))
    edited = text.edited(mending.all_edits())
    if not taken or edited is None or edited == text.code:
        return None
    try:
        ast.parse(edited)
    except SyntaxError:
        return None
    return None if accepts and not accepts(edited) else Mend(edited, taken)


def _made_one_by_one(feeds: Feeds, findings: Sequence[Finding], accepts: Accepts | None) -> Mend | None:
    """The fixes that can be made together, those of most statements first."""
    best: Mend | None = None
    for finding in sorted(findings, key=lambda one: -one.count):
        wanted = (*(best.findings if best else ()), finding)
        best = _made(feeds, [one for one in findings if one in wanted], accepts) or best
    return best
