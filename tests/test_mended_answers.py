"""Every naive answer of the course: what is offered for it has been run, is right, and sends what the reference sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from course import content
from course.domain.exercise import AnswerFile, Exercise
from course.domain.grading import Verdict
from course.domain.run import DataImage
from course.evaluation import evaluate_on, reference_run
from course.mended import proven_mend

pytestmark = pytest.mark.usefixtures("sandbox")

BY_LEVEL = "the advice loads each level with a query of its own, and the reference joins the last level in a Prefetch()"
ASKED_ONCE = "what is asked for once, such as one author's member, draws no advice; the loop within is mended"
# Answers whose fix ends above the reference: what they send with it, and why it is not less.
ABOVE_THE_REFERENCE = {
    "posts-voted-for/wrong_in_a_loop.py": (2, "the member is still fetched, once, where the reference filters by its handle"),
    "refresh-comment-totals/wrong_loop.py": (2, "bulk_update() needs the rows; the reference's UPDATE counts in a subquery"),
    "average-number-of-views/wrong_python_sum.py": (2, "the sum and the count stay two questions; it reads 2 rows, not 101"),
    "comments-with-their-writers/wrong_as_given.py": (3, BY_LEVEL),
    "comments-with-their-writers/wrong_joined_post_instead.py": (3, BY_LEVEL),
    "comments-with-their-writers/wrong_no_prefetch.py": (3, BY_LEVEL),
    "author-page/wrong_as_given.py": (6, ASKED_ONCE),
    "author-page/wrong_posts_only.py": (6, ASKED_ONCE),
    "people-by-role/wrong_prefetched_then_filtered.py": (2, "one of its two counts is read from the prefetched rows"),
}
# Answers that findings name and nothing is offered for.
NOT_MECHANICAL = {
    "any-of-the-terms/wrong_in_python.py": "a function of the program asks twice; where to keep the rows is a decision",
    "custom-prefetch-comes-first/wrong_other_name_not_read.py": "which of two prefetches should stay is a decision",
}
# An answer may send a few statements too many, each of them once; that draws no advice.
FEW = 5
SMALL_CHUNKS = "posts-in-chunks/wrong_small_chunks.py"


@dataclass(frozen=True)
class Naive:
    """An answer of the course that is right and sends too much."""

    exercise: Exercise
    file: AnswerFile

    @property
    def name(self) -> str:
        return f"{self.exercise.id}/{self.file.name}"


def naive_answers() -> Iterator[Naive]:
    for exercise in (one for lesson in content.course().lessons for one in lesson.exercises):
        for file in exercise.wrong_answers:
            if exercise.wrong[file.name].check in ("max_queries", "flat_growth"):
                yield Naive(exercise, file)


NAIVE = [pytest.param(one, id=one.name) for one in naive_answers() if one.exercise.runs_here]


@pytest.mark.parametrize("naive", NAIVE)
def test_apply_and_run_brings_a_naive_answer_to_the_reference_s_count(naive: Naive, town_library) -> None:
    exercise, image = naive.exercise, DataImage("town-library", town_library.version)
    graded = evaluate_on(exercise, naive.file.code, image, further=())
    wanted = reference_run(exercise, image).query_count
    mend = proven_mend(naive.file.code, graded.run)
    if not graded.run.findings:
        assert naive.name == SMALL_CHUNKS or graded.query_count - wanted < FEW
        assert mend is None
        return
    assert (mend is None) == (naive.name in NOT_MECHANICAL)
    if mend is None:
        return
    again = evaluate_on(exercise, mend.code, image, further=("hidden",))  # right on data that proved nothing, too
    assert again.verdict in (Verdict.PASSED, Verdict.SLOW)
    if naive.name in ABOVE_THE_REFERENCE:
        assert wanted < again.query_count == ABOVE_THE_REFERENCE[naive.name][0]
    else:
        assert again.query_count <= wanted


def test_most_naive_answers_have_a_fix_that_is_applied_without_thinking() -> None:
    """The exceptions above are of answers that there are, and few."""
    names = {one.name for one in naive_answers()}
    assert {*ABOVE_THE_REFERENCE, *NOT_MECHANICAL, SMALL_CHUNKS} <= names
    assert len(names) > 9 * len({*ABOVE_THE_REFERENCE, *NOT_MECHANICAL})
