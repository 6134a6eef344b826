"""Judges an answer to a quiz, a prediction or a myth, with the reason its author gave."""

from __future__ import annotations

from typing import NamedTuple

from course.domain.items import Item, Myth, Prediction, Quiz

MOST_QUERIES = 10**9


class Answered(NamedTuple):
    """Whether an answer is right, and why (Markdown)."""

    correct: bool
    why: str


class InvalidAnswer(ValueError):
    """What was given is none of the answers the question can have. `message` says what to give."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def judged(item: Item, given: str | int) -> Answered:
    """A quiz is answered by the index of a choice (from 0), a prediction by its number, a myth by "myth" or "fact".

    Raises InvalidAnswer.
    """
    text = str(given).strip()
    match item:
        case Quiz():
            choice = item.choices[_number(text, len(item.choices) - 1, "Choose one of the answers.")]
            return Answered(choice.right, choice.because)
        case Prediction():
            return _predicted(item, _number(text, MOST_QUERIES, "Answer with a whole number of queries, such as 3."))
        case Myth():
            if text not in ("myth", "fact"):
                raise InvalidAnswer("Answer `myth` or `fact`.")
            return Answered((text == "fact") == item.true, item.because)
        case _:
            raise InvalidAnswer("An exercise is answered with code.")


def _number(text: str, most: int, otherwise: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and int(text) <= most):
        raise InvalidAnswer(otherwise)
    return int(text)


def _predicted(item: Prediction, number: int) -> Answered:
    if number == item.answer:
        return Answered(True, item.because)
    anticipated = {reason.answer.strip(): reason.because for reason in item.wrong}
    direction = "many" if number > item.answer else "few"
    otherwise = (f"Not {number}: that is too {direction}. Count again: first the statements that load the rows, "
                 "then those that run once for each row.")
    return Answered(False, anticipated.get(str(number), otherwise))
