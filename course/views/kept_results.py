"""A learner's last result at each item, kept for ten minutes where no script does: a panel then opens in it."""

from __future__ import annotations

from dataclasses import replace

from django.core.cache import caches
from django.http import HttpRequest

from course.forms import CodeForm
from course.views.learner import learner_of
from course.views.outcomes import AttemptOutcome, Outcome, SampleOutcome
from course.views.partials import wants_partial

SECONDS = 600


def keep_result(request: HttpRequest, item_id: str, outcome: Outcome) -> None:
    """Keep it, without the panel that stands open in it, if it is a result that comes as a whole page."""
    key = _key(request, item_id)
    if key and isinstance(outcome, (AttemptOutcome, SampleOutcome)) and not wants_partial(request):
        caches["results"].set(key, replace(outcome, opened=None), SECONDS)


def kept_result(request: HttpRequest, item_id: str) -> AttemptOutcome | SampleOutcome | None:
    """The result of the code that this request sends; None where it has gone, or other code has been run since."""
    form, key = CodeForm(request.POST), _key(request, item_id)
    result = caches["results"].get(key) if key and form.is_valid() else None
    return result if result and result.code == form.cleaned_data["code"] else None


def _key(request: HttpRequest, item_id: str) -> str:
    """Nothing for whoever has done nothing yet."""
    learner = learner_of(request)
    owner = f"user-{learner.user.pk}" if learner.user else learner.session_key
    return f"{owner}:{item_id}" if owner else ""
