"""What attempts tell about many learners: standings, figures, wrong answers that have something in common.

`learners` is always a QuerySet of user ids (see `course.classes`), so that nobody's work is counted but theirs.
Answers that could not be run count for nothing. Each function sends the number of queries that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from course.domain.standing import Standing
from course.domain.verdict.failure import Failure
from course.models.attempt import Attempt

PASSED = Q(verdict=Attempt.Verdict.PASSED)
RIGHT = Q(verdict__in=(Attempt.Verdict.PASSED, Attempt.Verdict.SLOW))
CLUSTERS = 20


@dataclass(frozen=True, slots=True)
class Cluster:
    """Wrong answers to one exercise that failed for the same reason. `example`: the newest of them, nobody's name."""

    failure: Failure
    attempts: int
    learners: int
    example: str
    query_count: int
    seen: datetime


def run_attempts(learners: QuerySet[Any]) -> QuerySet[Attempt]:
    """The answers of these learners that were run."""
    return Attempt.objects.filter(user__in=learners).exclude(verdict=Attempt.Verdict.UNRUN)


def last_exercise(learners: QuerySet[Any]) -> str | None:
    """The exercise that one of them tried last. One query."""
    return run_attempts(learners).order_by("-pk").values_list("exercise", flat=True).first()


def attempts_of(user: Any) -> QuerySet[Attempt]:
    """One learner's answers, the newest first."""
    return Attempt.objects.filter(user=user)


def standings(learners: QuerySet[Any], exercise_ids: Iterable[str]) -> Iterator[Standing]:
    """Each learner in each exercise that they tried, learner by learner. One query, read as a stream."""
    passed_before = Attempt.objects.filter(
        PASSED, user=OuterRef("user"), exercise=OuterRef("exercise"), created__lt=OuterRef("created")
    )
    rows = (
        run_attempts(learners)
        .filter(exercise__in=list(exercise_ids))
        .order_by("user", "exercise")
        .values("user", "exercise")
        .annotate(
            tries=Count("pk"),
            tries_to_pass=Count("pk", filter=~Exists(passed_before)),
            best=Min("query_count", filter=RIGHT),
            began=Min("created"),
            passed_at=Min("created", filter=PASSED),
        )
    )
    return (_standing(row) for row in rows.iterator())


def _standing(row: Mapping[str, Any]) -> Standing:
    passed_at = row["passed_at"]
    return Standing(
        learner=row["user"],
        exercise=row["exercise"],
        tries=row["tries"],
        tries_to_pass=row["tries_to_pass"] if passed_at else None,
        best=row["best"],
        seconds_to_pass=(passed_at - row["began"]).total_seconds() if passed_at else None,
    )


def clusters(learners: QuerySet[Any], exercise_id: str) -> list[Cluster]:
    """Wrong answers by what they have in common, the commonest first, at most CLUSTERS. Two queries."""
    failed = run_attempts(learners).filter(~PASSED, exercise=exercise_id)
    groups = list(
        failed.order_by()
        .values("failed_check", "finding")
        .annotate(attempts=Count("pk"), learners=Count("user", distinct=True), newest=Max("pk"))
        .order_by("-learners", "-attempts", "-newest")[:CLUSTERS]
    )
    examples = Attempt.objects.defer("checks").in_bulk([group["newest"] for group in groups])
    return [_cluster(group, examples[group["newest"]]) for group in groups]


def _cluster(group: Mapping[str, Any], example: Attempt) -> Cluster:
    return Cluster(
        failure=Failure(group["failed_check"], group["finding"]),
        attempts=group["attempts"],
        learners=group["learners"],
        example=example.code,
        query_count=example.query_count,
        seen=example.created,
    )
