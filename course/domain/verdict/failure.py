"""Why an answer failed, in two words that many answers share: for statistics over many learners."""

from __future__ import annotations

from dataclasses import dataclass

from course.domain.grading import CheckResult
from course.domain.run import RunStatus
from course.domain.verdict.judge import first_failure

CHECK_WORDS = {
    "returned_something": "Gave nothing back",
    "same_result": "Not the expected result",
    "ordered": "Another order",
    "database_state": "Other rows in the database",
    "no_side_effects": "Changed the database",
    "max_queries": "Too many queries",
    "flat_growth": "Grows with the data",
    "rows_fetched": "Fetches too many rows",
    "columns_read": "Reads columns it does not need",
    "same_page": "Not the expected page",
    "unseen_data": "Right here, wrong on other data",
    "error": "Raised",
    "limit": "Stopped by a limit",
}
FINDING_WORDS = {
    "n_plus_one": "N+1",
    "duplicate_query": "the same query again",
    "filter_on_prefetched": "filter() on what was prefetched",
    "count_in_loop": "count() in a loop",
    "deferred_field_in_loop": "a deferred field in a loop",
    "unused_prefetch": "a prefetch nobody uses",
    "unused_select_related": "a join nobody uses",
    "len_instead_of_count": "len() instead of count()",
    "python_side_aggregate": "computed in Python",
    "over_fetch": "more fetched than used",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """check: the first failing check; "unseen_data" when only data the learner cannot see told; "error", "limit".

    finding: the first piece of advice; for an error its type, for a limit which one. Both "" for an answer that passed.
    """

    check: str = ""
    finding: str = ""

    def __str__(self) -> str:
        check = CHECK_WORDS.get(self.check, self.check.replace("_", " ").capitalize()) or "Reason not recorded"
        finding = FINDING_WORDS.get(self.finding, self.finding.replace("_", " "))
        if self.check == "error":
            return f"{check} {self.finding}"
        return f"{check}: {finding}" if finding else check


def failure_of(check: CheckResult) -> Failure:
    """Why the answer failed."""
    if check.passed:
        return Failure()
    if check.run.error:
        return Failure("error", check.run.error.type[:40])
    if check.run.status is not RunStatus.OK:
        return Failure("limit", check.run.status.value)
    advice = check.run.findings[0].code if check.run.findings else ""
    return Failure(first_failure(check.checks) or "unseen_data", advice)
