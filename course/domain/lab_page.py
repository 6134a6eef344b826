"""What a lab's page looked like, and the verdict on it: the same page as the starter's, within the budget. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Annotated, Any

from pydantic import Field

from course.domain.grading import Check, Verdict
from course.domain.run import RunResult, RunStatus
from course.domain.told import BadReport, ToldModel, read_told

OK = 200
SHOWN_LINES = 3
LONG_LINE = 300


class ToldPage(ToldModel):
    """What `sandbox_app.tools.page` tells. `template_line`: where an error came from, if it was in the template."""

    html: str
    status: Annotated[int, Field(ge=0, le=999)]
    template_line: Annotated[int, Field(ge=1, le=1_000_000)] | None


NO_PAGE = ToldPage(html="", status=0, template_line=None)


@dataclass(frozen=True, slots=True)
class PageTrial:
    """One run of a lab on one variant, and the page that the starter shows there."""

    run: RunResult
    expected: str

    @property
    def page(self) -> ToldPage:
        return read_page(self.run.answer)

    @property
    def finished(self) -> bool:
        return self.run.status is RunStatus.OK

    @property
    def is_same(self) -> bool:
        return self.finished and (self.page.status, self.page.html) == (OK, self.expected)


@dataclass(frozen=True, slots=True)
class PageDifference:
    """The first line in which two pages differ (from 1), and what stands there in each, up to three lines."""

    line: int
    expected: tuple[str, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabVerdict:
    """The grade. `difference` is of the base page only: other data is never shown."""

    verdict: Verdict
    checks: tuple[Check, ...] = ()
    difference: PageDifference | None = None

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASSED


def read_page(answer: Any) -> ToldPage:
    """The page that the jail tells of; an empty one where there is none."""
    try:
        return read_told(ToldPage, answer)
    except BadReport:
        return NO_PAGE


def judge_page(trials: Sequence[PageTrial], budget: int) -> LabVerdict:
    """The verdict on runs of the same lab, that on the base data first. Further runs only count once that one ended."""
    base = trials[0]
    if not base.finished:
        stopped = base.run.status not in (RunStatus.ERROR, RunStatus.REJECTED)
        return LabVerdict(Verdict.LIMIT if stopped else Verdict.ERROR)
    checks = tuple(check for trial in trials for check in _checks(trial, budget))
    failed = [check.name for check in checks if not check.passed]
    verdict = Verdict.PASSED if not failed else Verdict.WRONG if "same_page" in failed else Verdict.SLOW
    difference = None if base.is_same else page_difference(base.expected, base.page.html)
    return LabVerdict(verdict, checks, difference)


def _checks(trial: PageTrial, budget: int) -> Iterator[Check]:
    variant, sent = trial.run.image.variant, trial.run.query_count
    yield Check("same_page", trial.is_same, variant, _same_words(trial))
    message = f"{_queries(sent)}, the budget is {budget}"
    yield Check("max_queries", trial.finished and sent <= budget, variant, message)


def _same_words(trial: PageTrial) -> str:
    where = "" if trial.run.image.variant == "base" else ", also on data you have not seen"
    if trial.is_same:
        return f"the page is the same to the letter{where}"
    if trial.run.image.variant != "base":
        return "on data you have not seen, the page is another one"
    if trial.page.status != OK:
        return f"the view answers with status {trial.page.status}, the starting code with {OK}"
    return "the page is not the same as that of the starting code"


def _queries(count: int) -> str:
    return f"{count:,} {'query' if count == 1 else 'queries'}"


def page_difference(expected: str, given: str) -> PageDifference | None:
    """Where two pages part; None where they are the same. Lines are cut for display, and end where `\\n` ends them."""
    before, after = expected.split("\n"), given.split("\n")
    for place, (one, other) in enumerate(zip_longest(before, after)):
        if one != other:
            return PageDifference(place + 1, _shown(before, place), _shown(after, place))
    return None


def _shown(lines: list[str], place: int) -> tuple[str, ...]:
    shown = lines[place : place + SHOWN_LINES]
    return tuple(line if len(line) <= LONG_LINE else f"{line[:LONG_LINE]}…" for line in shown)
