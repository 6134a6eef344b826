"""What learners said did not help them, and what their instructors answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from course.models.attempt import Attempt


class Feedback(models.Model):
    """“This did not help”, said of the result of one attempt by whoever made it.

    reply: "" until somebody answers. read: when the learner put the answer away.
    """

    attempt = models.OneToOneField(Attempt, models.CASCADE, related_name="feedback")
    note = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    reply = models.TextField(blank=True, max_length=2000)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    replied = models.DateTimeField(null=True, blank=True)
    read = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created", "-pk")
        verbose_name_plural = "feedback"
        indexes = (models.Index(fields=("replied", "-created"), name="feedback_unanswered"),)

    def __str__(self) -> str:
        return f"{self.attempt.exercise}: {self.note or 'did not help'}"
