import pytest

from course.domain.items import Item, Myth, Prediction, Quiz
from course.domain.verdict.questions import InvalidAnswer, judged
from tests.domain.captured import exercise

QUIZ = Quiz.model_validate({"id": "q", "ask": "?", "choices": [
    {"text": "a", "because": "no"}, {"text": "b", "right": True, "because": "yes"}]})
PREDICTION = Prediction.model_validate({"id": "p", "ask": "?", "code": "1", "answer": 101, "because": "1 + N",
                                        "wrong": [{"answer": "100", "because": "and the list?"}]})
MYTH = Myth.model_validate({"id": "m", "claim": "…", "because": "measured"})


@pytest.mark.parametrize(
    ("item", "given", "correct", "why"),
    [
        (QUIZ, "1", True, "yes"), (QUIZ, 0, False, "no"),
        (PREDICTION, " 101 ", True, "1 + N"), (PREDICTION, 100, False, "and the list?"),
        (MYTH, "myth", True, "measured"), (MYTH, "fact", False, "measured"),
        (MYTH.model_copy(update={"true": True}), "fact", True, "measured"),
    ],
)
def test_answers_are_judged_with_their_reason(item: Item, given: str | int, correct: bool, why: str) -> None:
    assert judged(item, given) == (correct, why)


@pytest.mark.parametrize(("given", "direction"), [("7", "few"), ("2000", "many")])
def test_another_number_says_its_direction_and_not_the_answer(given: str, direction: str) -> None:
    correct, why = judged(PREDICTION, given)
    assert correct is False
    assert why.startswith(f"Not {given}: that is too {direction}.")
    assert "101" not in why


@pytest.mark.parametrize(
    ("item", "given"),
    [(QUIZ, "2"), (QUIZ, "-1"), (QUIZ, "b"), (QUIZ, ""), (PREDICTION, "many"), (PREDICTION, "1e3"), (PREDICTION, "9" * 5000),
     (PREDICTION, "١"), (MYTH, "true"), (exercise(), "[]")],
)
def test_what_is_no_answer_to_the_question_is_refused(item: Item, given: str) -> None:
    with pytest.raises(InvalidAnswer):
        judged(item, given)
