"""What an item's problems mean is read from the place that its author has to look at."""

from __future__ import annotations

import pytest

from course.domain.exercise import AnswerFile, Exercise, WrongAnswer
from course.domain.items import Sample
from course.domain.problem import Answer, Problem
from course.domain.verification import MEANINGS, Outcome, Told, Verified, by_outcome, gravest, outcome_of, tally

FOLDER = "/lessons/11-x/count"
EXERCISE = Exercise(
    id="count", title="Count", task="Count.", starter="", solution="", path=f"{FOLDER}/exercise.yaml", line=1,
    budget="1", wrong={"wrong_len.py": WrongAnswer(check="max_queries", hint="No.")},
    wrong_answers=(AnswerFile(name="wrong_len.py", code="1"),),
    lines={"title": 1, "budget": 3, "compare": 4, "wrong.wrong_len.py.check": 7, "wrong.wrong_len.py.hint": 8},
)


@pytest.mark.parametrize(
    ("file", "line", "text", "outcome"),
    [
        ("solution.py", 1, "the solution ends with ValueError", Outcome.REFERENCE),
        ("also_other.py", 1, "this answer should pass and fails", Outcome.REFERENCE),
        ("exercise.yaml", 3, "the solution sends 7 queries", Outcome.BUDGET),
        ("exercise.yaml", 4, "the solution fails same_result", Outcome.REFERENCE),
        ("starter.py", 1, "the starter passes already", Outcome.STARTER),
    ],
)
def test_the_place_of_a_problem_tells_what_became_of_the_exercise(file, line, text, outcome):
    assert outcome_of(EXERCISE, Problem(f"{FOLDER}/{file}", line, text, "mend it")) is outcome


@pytest.mark.parametrize(
    ("about", "outcome"),
    [
        (Answer("wrong_len.py", "check", is_right=True), Outcome.WITNESS),
        (Answer("wrong_len.py", "raises", is_right=True), Outcome.WITNESS),
        (Answer("wrong_len.py", "check"), Outcome.HINT),
        (Answer("wrong_len.py", "queries"), Outcome.STATED),
        (Answer("wrong_len.py", "hint"), Outcome.HINT),
    ],
)
def test_a_wrong_answer_that_still_fails_is_found_out(about, outcome):
    problem = Problem(EXERCISE.path, 7, "wrong_len.py does something else", "mend it", about)
    assert outcome_of(EXERCISE, problem) is outcome


def test_what_is_stated_in_a_text_breaks_but_a_sample_stays_on():
    sample = Sample(id="loop", code="1")
    assert outcome_of(sample, Problem("lesson.md", 1, "the sample sends 151 queries", "change it")) is Outcome.STATED
    broken = Verified("loop", "run", "loops", "A loop", Outcome.STATED)
    assert (broken.breaks, broken.can_be_switched_off) == (True, False)
    assert Verified("ask", "predict", "loops", "How many?", Outcome.STATED).can_be_switched_off


@pytest.mark.parametrize("outcome", Outcome)
def test_an_exercise_is_switched_off_where_it_would_be_graded_wrongly(outcome):
    graded_as_before = {Outcome.HIDDEN, Outcome.STATED, Outcome.HINT, Outcome.PASSES}
    assert Verified("x", "exercise", "l", "t", outcome).can_be_switched_off == (outcome not in graded_as_before)


def test_a_result_survives_being_stored():
    told = Told("lesson.md", 3, "it sends 151 queries", "change it", witness="row 7")
    result = Verified("loop", "predict", "loops", "How many?", Outcome.STATED, (told,))
    stored = result.as_json()
    assert Verified.of({**stored, "problems": [dict(problem) for problem in stored["problems"]]}) == result


def test_the_gravest_outcome_counts_and_the_tally_begins_with_it():
    assert gravest([Outcome.HINT, Outcome.REFERENCE]) is Outcome.REFERENCE
    assert gravest([]) is Outcome.PASSES
    results = [Verified(str(n), "exercise", "l", "t", outcome) for n, outcome in
               enumerate([Outcome.PASSES, Outcome.BUDGET, Outcome.PASSES])]
    assert tally(results) == [("budget changed", 1), ("passes", 2)]


def test_what_breaks_stands_together_by_what_it_means_the_gravest_first():
    results = [Verified(str(n), "exercise", "l", "t", outcome) for n, outcome in
               enumerate([Outcome.STATED, Outcome.PASSES, Outcome.REFERENCE, Outcome.STATED])]
    assert [(words, [one.item for one in ones]) for words, _, ones in by_outcome(results)] == [
        ("reference now fails", ["2"]), ("the text states something else", ["0", "3"]),
    ]
    assert set(MEANINGS) == set(Outcome) - {Outcome.PASSES}
