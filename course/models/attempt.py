"""What learners have done: answers to exercises as code, and answers to questions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from course.domain import grading


class Work(models.Model):
    """Something one learner did: an account (`user`), or an anonymous session until it moves into an account."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    session_key = models.CharField(max_length=40, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Attempt(Work):
    """One answer to an exercise, with its grade. The code is kept whatever became of it.

    `checks` is the list of checks as in the public CheckResult. `unrun`: the sandbox could not be had.
    failed_check, finding: the two parts of a `course.domain.verdict.failure.Failure`.
    """

    class Verdict(models.TextChoices):
        PASSED = grading.Verdict.PASSED.value, "passed"
        WRONG = grading.Verdict.WRONG.value, "wrong"
        SLOW = grading.Verdict.SLOW.value, "slow"
        ERROR = grading.Verdict.ERROR.value, "error"
        LIMIT = grading.Verdict.LIMIT.value, "stopped by a limit"
        UNRUN = "unrun", "not run"

    exercise = models.CharField(max_length=80)
    dataset_version = models.CharField(max_length=64, blank=True)
    code = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    query_count = models.PositiveIntegerField(default=0)
    budget = models.PositiveIntegerField(default=0)
    checks = models.JSONField(default=list)
    failed_check = models.CharField(max_length=40, blank=True)
    finding = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (
            models.Index(fields=("user", "exercise", "-created"), name="attempt_of_user"),
            models.Index(fields=("session_key", "exercise", "-created"), name="attempt_of_session"),
            models.Index(fields=("exercise", "verdict"), name="attempt_of_exercise"),
        )

    def __str__(self) -> str:
        return f"{self.exercise}: {self.get_verdict_display()}"

    @property
    def passed(self) -> bool:
        return self.verdict == self.Verdict.PASSED


class ItemAnswer(Work):
    """One answer to a quiz, a prediction or a myth."""

    item = models.CharField(max_length=80)
    given = models.CharField(max_length=200)
    correct = models.BooleanField()

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (
            models.Index(fields=("user", "item"), name="answer_of_user"),
            models.Index(fields=("session_key", "item"), name="answer_of_session"),
        )

    def __str__(self) -> str:
        return f"{self.item}: {self.given} ({'right' if self.correct else 'wrong'})"
