"""From a learner's code to a stored, explained grade: the only path to one. Answers to questions likewise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from course.datasets import SwitchedOff, UnknownDataset, live, live_image, switched_off
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.items import Item
from course.domain.report import check_line, explained
from course.domain.run import SCALES, RunRequest, RunResult
from course.domain.verdict.failure import failure_of
from course.domain.verdict.questions import Answered, judged
from course.evaluation import BrokenExercise, evaluate_on
from course.models.attempt import Attempt, ItemAnswer, Work
from course.models.lab_run import LabRun
from course.models.latest_run import LatestRun
from course.sandbox import pool
from course.sandbox.errors import SandboxBusy, SandboxUnavailable


@dataclass(frozen=True, slots=True)
class Learner:
    """Whose work it is: an account's, or an anonymous session's. One with neither has done nothing."""

    user: Any = None
    session_key: str = ""

    @property
    def owner(self) -> dict[str, Any]:
        """The fields of a stored row that say so."""
        return {"user": self.user, "session_key": "" if self.user else self.session_key}


@dataclass(frozen=True, slots=True)
class Submission:
    """A stored attempt and its whole grade."""

    attempt: Attempt
    check: CheckResult


def evaluate(exercise: Exercise, code: str) -> CheckResult:
    """Grade code on the live data; stores nothing.

    Raises SandboxUnavailable, SandboxBusy, UnknownDataset, and course.evaluation.BrokenExercise.
    """
    return evaluate_on(exercise, code, live_image(exercise.dataset))


def run(code: str, dataset: str, scale: int = 1) -> RunResult:
    """Run code on the live data at scale 1, 2 or 4, and explain it. Raises as `evaluate` does."""
    return explained(pool.run(RunRequest(code, live_image(dataset, SCALES[scale]))))


def check_jail() -> None:
    """Raises SandboxUnavailable where exercises cannot run."""
    status = pool.shared().status()
    if status["level"] is None:
        why = "; ".join(f"level {name}: {reason}" for name, reason in status["refused"].items())
        raise SandboxUnavailable(f"exercises cannot run on this host: {why}")


def submit(learner: Learner, exercise: Exercise, code: str) -> Submission:
    """Grade code and store the attempt.

    Raises as `evaluate` does, and SwitchedOff; then, too, the code has been stored, as not run.
    """
    try:
        image, off = live(exercise.dataset)
        if exercise.id in off:
            raise SwitchedOff
        check = evaluate_on(exercise, code, image)
    except (SandboxUnavailable, SandboxBusy, SwitchedOff, UnknownDataset, BrokenExercise):
        _store(learner, exercise, code, verdict=Attempt.Verdict.UNRUN)
        raise
    failure = failure_of(check)
    attempt = _store(
        learner, exercise, code,
        verdict=check.verdict.value, dataset_version=check.run.image.version, query_count=check.query_count,
        budget=check.budget, checks=[check_line(one) for one in check.checks],
        failed_check=failure.check, finding=failure.finding,
    )
    return Submission(attempt, check)


def _store(learner: Learner, exercise: Exercise, code: str, **grade: Any) -> Attempt:
    # PostgreSQL keeps no NUL, and no database half a character; the runner has refused such code by now.
    text = code.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
    return Attempt.objects.create(**learner.owner, exercise=exercise.id, code=text, **grade)


def answer(learner: Learner, item: Item, given: str | int) -> Answered:
    """Judge an answer to a quiz, a prediction or a myth, and store it.

    Raises course.domain.verdict.questions.InvalidAnswer and course.datasets.SwitchedOff, and stores nothing then.
    """
    if item.id in switched_off([item.dataset]):
        raise SwitchedOff
    found = judged(item, given)
    ItemAnswer.objects.create(**learner.owner, item=item.id, given=str(given).strip(), correct=found.correct)
    return found


def adopt(user: Any, session_key: str) -> None:
    """Move what an anonymous session has done into an account."""
    if session_key:
        for model in (Attempt, ItemAnswer, LatestRun, LabRun):
            model.objects.filter(user=None, session_key=session_key).update(user=user, session_key="")


def forget(keys_begin: str) -> None:
    """Delete what was done without an account in sessions whose keys begin so."""
    for model in Work.__subclasses__():
        model._default_manager.filter(user=None, session_key__startswith=keys_begin).delete()


def done(learner: Learner) -> frozenset[str]:
    """The ids of exercises passed and of questions answered right. One query."""
    passed = _attempts(learner).filter(verdict=Attempt.Verdict.PASSED).order_by().values_list("exercise")
    right = _answers(learner).filter(correct=True).order_by().values_list("item")
    # Django 6.1 brings the model's own ordering back into a union, on a column that is not selected
    return frozenset(found for (found,) in passed.union(right).order_by())


def history(learner: Learner, exercise: Exercise) -> QuerySet[Attempt]:
    """A learner's attempts at an exercise, newest first."""
    return _attempts(learner).filter(exercise=exercise.id)


def recent(learner: Learner, exercise_ids: Sequence[str], each: int) -> dict[str, list[Attempt]]:
    """The newest attempts, at most `each` of every exercise, newest first. One query."""
    newest_first = Window(RowNumber(), partition_by="exercise", order_by=(F("created").desc(), F("pk").desc()))
    found: dict[str, list[Attempt]] = {exercise_id: [] for exercise_id in exercise_ids}
    for attempt in _attempts(learner).filter(exercise__in=found).annotate(place=newest_first).filter(place__lte=each):
        found[attempt.exercise].append(attempt)
    return found


def last_item(learner: Learner) -> str | None:
    """The id of the exercise or question that the learner worked on last. One query."""
    tried = _attempts(learner).order_by().values_list("created", "exercise")
    answered = _answers(learner).order_by().values_list("created", "item")
    latest = tried.union(answered).order_by("-created").first()
    return latest[1] if latest else None


def count(learner: Learner) -> int:
    """How many attempts at exercises the learner has made."""
    return _attempts(learner).count()


def export(learner: Learner) -> dict[str, Any]:
    """Everything stored about the learner's work, as plain JSON, oldest first."""
    attempt_fields = ("created", "exercise", "dataset_version", "code", "verdict", "query_count", "budget", "checks")
    answer_fields = ("created", "item", "given", "correct")
    latest = _owned(LatestRun.objects.all(), learner)
    lab_fields = ("created", "lab", "dataset_version", "view", "template", "verdict", "query_count", "before", "budget")
    lab_runs = _owned(LabRun.objects.all(), learner)
    return {
        "attempts": [_plain(row) for row in _attempts(learner).order_by("created", "pk").values(*attempt_fields)],
        "answers": [_plain(row) for row in _answers(learner).order_by("created", "pk").values(*answer_fields)],
        "latest_runs": [_plain(row) for row in latest.order_by("created", "pk").values("created", "place", "code")],
        "lab_runs": [_plain(row) for row in lab_runs.order_by("created", "pk").values(*lab_fields)],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"created": row["created"].isoformat()}


def _attempts(learner: Learner) -> QuerySet[Attempt]:
    return _owned(Attempt.objects.all(), learner)


def _answers(learner: Learner) -> QuerySet[ItemAnswer]:
    return _owned(ItemAnswer.objects.all(), learner)


def _owned(rows: QuerySet[Any], learner: Learner) -> QuerySet[Any]:
    return rows.filter(**learner.owner) if learner.user or learner.session_key else rows.none()
