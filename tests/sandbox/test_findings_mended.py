"""The table of faulty programs once more: what is offered for each has been run, and costs what its mended twin costs."""

from __future__ import annotations

import pytest

from course.domain.insight.comparison import footprint
from course.domain.report import explained
from course.mended import proven_mend
from tests.sandbox.findings import CASES

A_DECISION = "how the rows are to be kept, or where, has to be thought about"
OTHER_NUMBERS = "the fix is right because it changes the numbers, so no run can prove it the same"
ROWS_CUT_OFF = "a list and a slice of a QuerySet are not the same thing to the rest of the program"
OF_ONE_OBJECT = "what a function does with one object would have to be written anew for all of them"
A_PREFETCH_OBJECT = "a Prefetch() kept under a name may be used elsewhere"
# The cases for which nothing is offered, each with its reason.
NOT_OFFERED = {
    "rows of each object, in a function": A_DECISION,
    "rows of one value after the other": A_DECISION,
    "one key in bulk": A_DECISION,
    "a relation prefetched for other objects": A_DECISION,
    "get by a field of a joined row": A_DECISION,
    "rows read anew one by one": A_DECISION,
    "a tree climbed by a foreign key": A_DECISION,
    "a tree walked down": A_DECISION,
    "the latest row of each object": "latest() raises where there is none, and a list does not",
    "a second count beside an annotation": "the count that is there would be inflated by the join of the new one",
    "count of rows that were chosen by the relation": "the annotation has to stand before the filter()",
    "a column that is numbered": "the rows would have to be kept as a list outside of enumerate()",
    "rows updated to other values": "bulk_update() needs objects, and the program has none",
    "a column set by a function": OF_ONE_OBJECT,
    "rows updated by a function": OF_ONE_OBJECT,
    "rows created by a function": OF_ONE_OBJECT,
    "objects deleted by a function": OF_ONE_OBJECT,
    "rows created through a relation": "the text does not say which field the relation fills in",
    "a prefetch under a name that nobody reads": A_PREFETCH_OBJECT,
    "a prefetch beside a Prefetch": A_PREFETCH_OBJECT,
    "texts of a row on the way": "paths of joined rows are left to be chosen",
    "texts beside a joined row that is not read": "paths of joined rows are left to be chosen",
    "a list that is cut": ROWS_CUT_OFF,
    "a list for its first row": ROWS_CUT_OFF,
    "an iterator that ends after one row": "an iterator knows no slices, so more than an index is to be written",
    "a list that is only counted": "the list is made elsewhere, and may be used for more",
    "a count beside a distinct one": OTHER_NUMBERS,
    "two counts over two joins": OTHER_NUMBERS,
    "a conditional count beside another": OTHER_NUMBERS,
    "a sum beside a count": OTHER_NUMBERS,
}


def key(case) -> str:
    """Two cases share a name, one of each kind."""
    return "" if (case.name, case.finding[0]) == ("a sum beside a count", "aggregate_in_loop") else case.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.finding[0]}: {case.name}")
def test_what_is_offered_for_a_fault_costs_what_its_twin_costs(run, case):
    faulty = explained(run(case.faulty))
    mend = proven_mend(case.faulty, faulty)
    assert (mend is None) == (key(case) in NOT_OFFERED)
    if mend:
        twin = footprint(explained(run(case.twin)))
        assert getattr(footprint(faulty), mend.measure) == mend.before > mend.after
        assert mend.after <= getattr(twin, mend.measure) or mend.measure == "bytes"
        assert case.finding[0] in {one.code for one in mend.findings}


def test_the_exceptions_are_cases_of_the_table():
    assert NOT_OFFERED.keys() <= {case.name for case in CASES}
