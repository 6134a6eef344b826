"""A run beside the one before it at the same place: kept on the server, so that no browser can make one up."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from course.attempts import Learner
from course.domain.insight.comparison import (
    DiffLine,
    Footprint,
    RunComparison,
    compare_footprints,
    footprint,
    read_footprint,
    sql_diff,
)
from course.domain.run import RunResult, RunStatus
from course.models.latest_run import LatestRun


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """How a run differs from the last one that finished there, on the same data. code: lines of both programs."""

    runs: RunComparison
    code: tuple[DiffLine, ...]

    @property
    def before(self) -> int:
        """How many queries it was."""
        return int(self.runs.measures[0].before)

    @property
    def code_changed(self) -> bool:
        return any(line.kind != "same" for line in self.code)


def set_beside_the_last(learner: Learner, place: str, code: str, run: RunResult) -> BeforeAfter | None:
    """Keep an explained run as the latest of its place, and tell how it differs from the one before it.

    None for the first run there, for a run that did not finish (the one before it stays the latest), and where the data
    is of another version by now. Two queries.
    """
    if run.status is not RunStatus.OK or not (learner.user or learner.session_key):
        return None
    mine = LatestRun.objects.filter(**learner.owner, place=place)
    last = mine.first()
    _keep(mine, last, learner, place, code, run)
    before = read_footprint(last.footprint) if last and last.dataset_version == run.image.version else None
    if last is None or before is None:
        return None
    return BeforeAfter(compare_footprints(before, footprint(run)), sql_diff(last.code, code))


def last_footprint(learner: Learner, place: str, version: str) -> Footprint | None:
    """What the learner's last run there cost, on this version of the data; None without one. One query."""
    if not (learner.user or learner.session_key):
        return None
    last = LatestRun.objects.filter(**learner.owner, place=place, dataset_version=version).first()
    return read_footprint(last.footprint) if last else None


def _keep(
    mine: QuerySet[LatestRun], last: LatestRun | None, learner: Learner, place: str, code: str, run: RunResult
) -> None:
    fields = {"code": code, "dataset_version": run.image.version, "footprint": footprint(run).as_json()}
    if last is None:
        LatestRun.objects.create(**learner.owner, place=place, **fields)
    else:
        mine.filter(pk=last.pk).update(**fields, created=timezone.now())
