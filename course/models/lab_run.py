"""What learners have done in the toolbar lab."""

from __future__ import annotations

from django.db import models

from course.domain import grading
from course.models.attempt import Work


class LabRun(Work):
    """One run of a lab's page: what was sent, and how many queries it took where the starting code takes `before`."""

    class Verdict(models.TextChoices):
        PASSED = grading.Verdict.PASSED.value, "passed"
        WRONG = grading.Verdict.WRONG.value, "another page"
        SLOW = grading.Verdict.SLOW.value, "slow"
        ERROR = grading.Verdict.ERROR.value, "error"
        LIMIT = grading.Verdict.LIMIT.value, "stopped by a limit"

    lab = models.CharField(max_length=80)
    dataset_version = models.CharField(max_length=64)
    view = models.TextField()
    template = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    query_count = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    budget = models.PositiveIntegerField()

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (
            models.Index(fields=("user", "lab", "-created"), name="lab_run_of_user"),
            models.Index(fields=("session_key", "lab", "-created"), name="lab_run_of_session"),
        )

    def __str__(self) -> str:
        return f"{self.lab}: {self.before} → {self.query_count} ({self.get_verdict_display()})"

    @property
    def has_page(self) -> bool:
        """Whether the view answered, so that its number of queries means something."""
        return self.verdict not in (self.Verdict.ERROR, self.Verdict.LIMIT)

    @property
    def passed(self) -> bool:
        return self.verdict == self.Verdict.PASSED
