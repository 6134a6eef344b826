"""Classes with learners who tried things, for tests of the instructors' pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.test import Client

from course import classes
from course.models import Attempt, Classroom, Membership, role

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
ONE, TWO = "exercise-1-1", "exercise-1-2"  # of tests.small_course
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def client_of(user):
    client = Client()
    client.force_login(user, backend=MODEL_BACKEND)
    return client


def make_instructor(name):
    user = get_user_model().objects.create_user(name, password="quiet-library-7")
    role.appoint(user)
    return user


def text(response) -> str:
    return response.content.decode()


def make_class(instructor, *learners, name="5B") -> Classroom:
    classroom = classes.create(instructor, name)
    for learner in learners:
        classes.join(learner, classroom.code)
    return classroom


def tried(user, exercise, verdict, *, minutes=0, **fields) -> Attempt:
    """An attempt made `minutes` after noon."""
    attempt = Attempt.objects.create(user=user, exercise=exercise, verdict=verdict, **{"code": "1"} | fields)
    Attempt.objects.filter(pk=attempt.pk).update(created=NOON + timedelta(minutes=minutes))
    return attempt


def fill(classroom, size, exercises):
    """`size` more learners in the class; each was slow and then passed, in each of the exercises."""
    model = get_user_model()
    start = model.objects.count()
    learners = model.objects.bulk_create(model(username=f"learner-{start + one:03}") for one in range(size))
    Membership.objects.bulk_create(Membership(classroom=classroom, user=user) for user in learners)
    Attempt.objects.bulk_create(
        Attempt(user=user, exercise=exercise, code="1", verdict=verdict, query_count=count, failed_check=check)
        for user in learners
        for exercise in exercises
        for verdict, count, check in (("slow", 101, "max_queries"), ("passed", 1, ""))
    )
    return learners
