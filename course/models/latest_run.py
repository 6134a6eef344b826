"""The last run of each learner at each place, so that the next one can be set beside it."""

from __future__ import annotations

from django.db import models

from course.models.attempt import Work


class LatestRun(Work):
    """The last run that finished: its code, and what it cost (`course.domain.insight.comparison.Footprint` as JSON).

    place: the id of a sample or an exercise, or any other name of a place where code is run. Only the newest row of a
    learner and a place counts; an account that adopts a session's work may have two.
    """

    place = models.CharField(max_length=80)
    code = models.TextField()
    dataset_version = models.CharField(max_length=64)
    footprint = models.JSONField()

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (
            models.Index(fields=("user", "place"), name="latest_run_of_user"),
            models.Index(fields=("session_key", "place"), name="latest_run_of_session"),
        )

    def __str__(self) -> str:
        return f"{self.place}: {self.footprint['queries']}"
