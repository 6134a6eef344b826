"""What a lab's page looked like, and the verdict on it: the same page as the starter's, within the budget. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Annotated, Any

from pydantic import Field

from course.domain.grading import Check, Verdict
from course.domain.run import RunResult, RunStatus
from course.domain.told import BadReport, ToldModel, read_told
from course.domain.verdict.words import queries_sent

OK = 200
SHOWN_PLACES = 4
SHOWN_LINES = 3
COMPARED_LINES = 80
LONG_LINE = 300
LEAD = 20


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
    """A line (from 1, of the expected page) from which two pages differ, and up to three lines of what stands there."""

    line: int
    expected: tuple[str, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabVerdict:
    """The grade. `differences` are those of the base page only: other data is never shown."""

    verdict: Verdict
    checks: tuple[Check, ...] = ()
    differences: tuple[PageDifference, ...] = ()

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASSED

    @property
    def same_page(self) -> bool:
        """Whether the page is the same on the base data, however many queries it took."""
        return any(check.passed for check in self.checks if (check.name, check.variant) == ("same_page", "base"))


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
    return LabVerdict(verdict, checks, () if base.is_same else page_differences(base.expected, base.page.html))


def _checks(trial: PageTrial, budget: int) -> Iterator[Check]:
    variant, sent = trial.run.image.variant, trial.run.query_count
    yield Check("same_page", trial.is_same, variant, _same_words(trial))
    message = f"{queries_sent(sent)}, the budget is {budget}"
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


def page_differences(expected: str, given: str) -> tuple[PageDifference, ...]:
    """The first places where two pages differ, line by line; none where they are the same. Only `\n` ends a line."""
    before, after = expected.split("\n"), given.split("\n")
    alike = _alike(before, after)
    one, other = before[alike:][:COMPARED_LINES], after[alike:][:COMPARED_LINES]
    opcodes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    places = [place for place in opcodes if place[0] != "equal"]
    if len(places) > 1 and places[-1] is opcodes[-1] and max(len(before), len(after)) - alike > COMPARED_LINES:
        places.pop()  # what only the end of what is compared makes different
    return tuple(
        _difference(alike + start + 1, one[start:end], other[there:until])
        for _, start, end, there, until in places[:SHOWN_PLACES]
    )


def _difference(line: int, expected: list[str], given: list[str]) -> PageDifference:
    return PageDifference(line, _shown(expected, given), _shown(given, expected))


def _shown(lines: list[str], others: list[str]) -> tuple[str, ...]:
    """The first lines, each from shortly before where it parts from its counterpart, cut for display."""
    return tuple(
        _from_where_it_parts(line, other)
        for line, other in zip(lines[:SHOWN_LINES], [*others, *[""] * SHOWN_LINES], strict=False)
    )


def _from_where_it_parts(line: str, other: str) -> str:
    start = max(0, _alike(line, other) - LEAD)
    text = line if start <= LEAD else f"…{line[start:]}"
    return text if len(text) <= LONG_LINE else f"{text[:LONG_LINE]}…"


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines, or characters, both begin with."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)
