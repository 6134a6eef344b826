"""Runs what a lesson claims, in the jail: every program, number, hint and printed line must be as its author says.

Used by `check_course` on the live data, and on a new version of a dataset before it goes live.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from course.datasets import live_image
from course.domain.authoring.authored import Placed
from course.domain.authoring.literals import canonical
from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Proof, Quiz, Sample
from course.domain.lesson import Lesson
from course.domain.problem import Problem
from course.domain.run import DataImage, RunRequest, RunResult, RunStatus
from course.domain.verdict.answers import Answer, read_answer
from course.domain.verdict.words import queries_sent
from course.evaluation import N_REMEDY, VARIANTS, BrokenExercise, formula_value, outcome_words, raised, variant_of
from course.exercise_proofs import prove_exercise
from course.limit_proofs import prove_limits
from course.project_proofs import prove_project
from course.sandbox import pool


def check_lesson(lesson: Lesson, *, strict: bool = False) -> Iterator[Problem]:
    """Everything in a lesson that does not hold on the live data; `strict`: nor any limit that is not exact.

    Raises SandboxUnavailable, SandboxBusy, UnknownDataset.
    """
    for item in lesson.items:
        image = live_image(item.dataset)
        yield from prove(item, image)
        if strict and isinstance(item, Exercise) and item.runs_here:
            yield from prove_limits(item, image)
    if lesson.front.project:
        yield from prove_project(lesson, live_image(lesson.front.dataset))


def prove(item: Item | Sample, image: DataImage) -> Iterator[Problem]:
    """What does not hold in one item, on the base data or, where that matters, on another variant.

    Of an item that needs a newer Django than the one here nothing can be proved, so nothing is.
    """
    if not item.runs_here:
        return
    match item:
        case Exercise():
            yield from prove_exercise(item, image)
        case Prediction():
            yield from prove_prediction(item, image)
        case Quiz() | Myth():
            for number, proof in enumerate(item.proofs):
                yield from prove_claim(item, number, proof, image)
        case Sample():
            yield from prove_sample(item, image)


def prove_prediction(item: Prediction, image: DataImage) -> Iterator[Problem]:
    """The code sends as many queries as `answer` says on the base data, and as `formula` says on every variant."""
    run = pool.run(RunRequest(item.code, variant_of(image, "base")))
    if run.status is not RunStatus.OK:
        yield _broken_code(item, run)
        return
    if run.query_count != item.answer:
        what = f"the code sends {queries_sent(run.query_count)}, `answer` says {item.answer}"
        yield Problem(item.path, item.line_of("answer"), what, "change `answer` or the code")
    for variant in VARIANTS if item.formula else ():
        yield from _prove_formula(item, variant_of(image, variant))


def _prove_formula(item: Prediction, image: DataImage) -> Iterator[Problem]:
    formula = item.formula or ""
    sent = pool.run(RunRequest(item.code, image)).query_count
    try:
        expected = formula_value(formula, item.N, image)
    except BrokenExercise as broken:
        yield Problem(item.path, item.line_of("N"), broken.message, N_REMEDY)
        return
    if sent != expected:
        what = f"the code sends {queries_sent(sent)} on {image.variant}, `formula` gives {expected}"
        yield Problem(item.path, item.line_of("formula"), what, "change `formula`, `N` or the code")


def prove_claim(item: Quiz | Myth, number: int, proof: Proof, image: DataImage) -> Iterator[Problem]:
    """One proof of a quiz or myth: what its code shows, raises, or how many queries it sends."""
    run = pool.run(RunRequest(proof.code, variant_of(image, "base")))

    def problem(field: str, what: str) -> Problem:
        return Problem(item.path, item.line_of("proofs", number, field), what, f"change `{field}` or the proof")

    if proof.raises:
        if not raised(run, proof.raises):
            yield problem("raises", f"the proof should raise {proof.raises} and {_ended(run)}")
    elif run.status is not RunStatus.OK:
        yield problem("code", f"the proof {_ended(run)}")
    elif proof.shows is not None and not shows(run, proof.shows):
        yield problem("shows", f"the proof gives {_shown(run)}, `shows` says {proof.shows.strip()}")
    if proof.queries is not None and run.query_count != proof.queries:
        yield problem("queries", f"the proof sends {queries_sent(run.query_count)}, `queries` says {proof.queries}")


def _ended(run: RunResult) -> str:
    return "raises nothing" if run.status is RunStatus.OK else f"ends with {outcome_words(run)}"


def shows(run: RunResult, expected: str) -> bool:
    """Whether `expected` is the repr of the run's value (or, for what has no literal, its text)."""
    try:
        literal = ast.literal_eval(expected.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return run.value.text.strip() == expected.strip()
    wanted, given = read_answer(canonical(literal)), read_answer(run.answer)
    if isinstance(literal, (set, frozenset)):
        return given.kind == wanted.kind and sorted(given.keys, key=repr) == sorted(wanted.keys, key=repr)
    return given.kind == wanted.kind and given.keys == wanted.keys


def _shown(run: RunResult) -> str:
    answer: Answer = read_answer(run.answer)
    text = run.value.text if answer.kind == "scalar" else ", ".join(str(part) for part in answer.items)
    text = f"[{text}]" if answer.kind == "items" else text or "None"
    return text if len(text) <= 80 else f"{text[:77]}…"


def prove_sample(item: Sample, image: DataImage) -> Iterator[Problem]:
    """A live sample ends as it says, sends as many queries, prints the very text."""
    run = pool.run(RunRequest(item.code, variant_of(image, "base")))
    if item.raises:
        if not raised(run, item.raises):
            yield Problem(item.path, item.line_of("raises"), f"the sample should raise {item.raises} and {_ended(run)}",
                          "change `raises` or the code")
    elif run.status is not RunStatus.OK:
        yield _broken_code(item, run)
        return
    stated = item.stated
    if stated.queries is not None and run.query_count != stated.queries:
        what = f"the sample sends {queries_sent(run.query_count)}, `queries` says {stated.queries}"
        yield Problem(item.path, stated_line(item, "queries"), what, "change `queries` or the code")
    if stated.output is not None and run.stdout.rstrip() != stated.output.rstrip():
        yield _output_problem(item, run.stdout.rstrip().split("\n"), stated.output.rstrip().split("\n"))


def stated_line(item: Sample, field: str) -> int:
    return item.line_of("recorded", field) if item.recorded else item.line_of(field)


def _output_problem(item: Sample, printed: list[str], stated: list[str]) -> Problem:
    """The first printed line that is another one; `output: |` begins on the line after its name."""
    longest = max(len(printed), len(stated))
    pairs = zip(printed + [""] * longest, stated + [""] * longest, strict=False)
    place = next(number for number, (one, other) in enumerate(pairs) if one != other)
    line = stated_line(item, "output") + 1 + min(place, len(stated) - 1)
    got, wanted = (lines[place] if place < len(lines) else "nothing more" for lines in (printed, stated))
    what = f"the sample prints `{got}` as line {place + 1} of its output, `output` says `{wanted}`"
    return Problem(item.path, line, what, "change `output` or the code")


def _broken_code(item: Placed, run: RunResult) -> Problem:
    """A program that should have run; `code: |` begins on the line after its name."""
    line = item.line_of("code") + (run.error.line if run.error and run.error.line else 0)
    return Problem(item.path, line, f"the code ends with {outcome_words(run)}", "mend the code")
