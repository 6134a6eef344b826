"""What detectors look at, and what they give: a finding, the statements it explains, the lesson that teaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from course.domain.findings.repeats import Repeat
from course.domain.run import CapturedQuery, Finding, Hint

LESSONS = {
    "n_plus_one": "one-innocent-loop",
    "filter_on_prefetched": "prefetch-objects",
    "count_in_loop": "counting-related-rows",
    "exists_in_loop": "where-it-hides",
    "get_in_loop": "chains-and-their-ends",
    "aggregate_in_loop": "aggregate-and-annotate",
    "deferred_field_in_loop": "narrow-rows",
    "duplicate_query": "the-result-cache",
    "save_in_loop": "change-rows-in-place",
    "create_in_loop": "creating-and-linking",
    "delete_in_loop": "chains-and-their-ends",
    "unused_prefetch": "when-not-to-prefetch",
    "unused_select_related": "one-join",
    "len_instead_of_count": "the-result-cache",
    "python_side_aggregate": "aggregate-and-annotate",
    "python_side_filter": "field-lookups",
    "over_fetch": "narrow-rows",
    "join_inflation": "counting-related-rows",
}


@dataclass(frozen=True)
class Evidence:
    """All statements in order (with their groups), those that one line sent three times or more, and the hints."""

    queries: tuple[CapturedQuery, ...]
    repeats: tuple[Repeat, ...]
    hints: tuple[Hint, ...] = ()

    @cached_property
    def repeated_places(self) -> frozenset[int]:
        return frozenset(place for repeat in self.repeats for place in repeat.places)

    def hint(self, code: str, query: CapturedQuery, relation: str = "") -> Hint | None:
        """The one hint of this code about the line of a statement (and a relation); of several, that of its place."""
        found = [hint for hint in self.hints if (hint.code, hint.line) == (code, query.line)
                 and (not relation or hint.relation == relation)]
        if len(found) > 1 and query.origin:
            found = [hint for hint in found if hint.column == query.origin.column]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Advice:
    """A finding and the statements it explains, by their place in the run."""

    finding: Finding
    explains: frozenset[int]


Detector = Callable[[Evidence], Iterator[Advice]]


def advise(
    code: str, repeat: Repeat, fix: str, message: str, *, at: CapturedQuery | None = None, relation: str | None = None,
    lesson: str = "",
) -> Advice:
    """Advice on the statements of `repeat`. `at`: whose line is named, if not that of the first one."""
    at = at or repeat.first
    relation = repeat.relation if relation is None else relation
    lesson = lesson or LESSONS[code]
    column = at.origin.column if at.origin else 0
    finding = Finding(code, at.line, at.loop_line, relation, repeat.count, fix, message, lesson, column)
    return Advice(finding, frozenset(repeat.places))


def quoted(name: str) -> str:
    return f'"{name}"'
