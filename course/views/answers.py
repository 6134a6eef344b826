"""Answers to predictions, quizzes and myths."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from course import attempts, content, limits
from course.domain.items import Item, Myth, Prediction, Quiz
from course.domain.verdict.questions import InvalidAnswer
from course.errors import bad_input, not_found
from course.forms import AnswerForm, cleaned
from course.views.api import posts_json
from course.views.item_views import posts_to_item
from course.views.learner import storing_learner_of
from course.views.outcomes import AnswerOutcome, Outcome

ANSWERABLE = (Prediction, Quiz, Myth)


@posts_to_item(*ANSWERABLE)
def answer(request: HttpRequest, item: Item) -> Outcome:
    given, found = stored_answer(request, item, request.POST)
    return AnswerOutcome(item, item.kind, given, found.correct, found.why)


@posts_json
def answer_api(request: HttpRequest, body: dict[str, Any], item_id: str) -> dict[str, Any]:
    item = content.find_item(item_id)
    if not isinstance(item, ANSWERABLE):
        raise not_found(f"There is no prediction, quiz or myth {item_id}.")
    _given, found = stored_answer(request, item, body)
    return {"correct": found.correct, "why": found.why}


def stored_answer(request: HttpRequest, item: Any, data: Any) -> tuple[str, Any]:
    """What was given, and the verdict on it, which is stored. Raises Refused for what is no answer to this item."""
    given = cleaned(AnswerForm(data))["answer"]
    limits.admit_answer(request)
    try:
        return given, attempts.answer(storing_learner_of(request), item, given)
    except InvalidAnswer as error:
        raise bad_input(str(error)) from error
