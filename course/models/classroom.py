"""Classes: a teacher's group of learners, joined by a code."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

# Without letters and digits that are mistaken for one another on a whiteboard.
CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8


def new_code() -> str:
    """A join code nobody can guess: 31 to the 8th power of them."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def open(self) -> ClassroomQuerySet:
        """Those that can be joined."""
        return self.filter(archived=None)


class Classroom(models.Model):
    """A class. `archived`: since when nobody can join it any more; its members and their work stay to be read."""

    name = models.CharField(max_length=80)
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="classrooms_taught"
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="classrooms")
    code = models.CharField("join code", max_length=CODE_LENGTH, unique=True, default=new_code)
    created = models.DateTimeField(auto_now_add=True)
    archived = models.DateTimeField(null=True, blank=True)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = "class"
        verbose_name_plural = "classes"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("teach_class", args=[self.pk])

    @property
    def spoken_code(self) -> str:
        """The code in two halves, as it is read aloud: ABCD-2345."""
        return f"{self.code[:4]}-{self.code[4:]}"

    @staticmethod
    def code_from(written: Any) -> str:
        """The code somebody typed: in any case, with spaces or hyphens."""
        return "".join(sign for sign in str(written).upper() if sign.isalnum())


class Membership(models.Model):
    """One learner in one class."""

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    joined = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("user__username",)
        constraints = (models.UniqueConstraint(fields=("classroom", "user"), name="a_member_once"),)

    def __str__(self) -> str:
        return f"{self.user} in {self.classroom}"
