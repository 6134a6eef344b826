"""Who sees whose work: the classes of other instructors do not exist."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import get_resolver

from course.models import Attempt
from tests.classrooms import ONE, make_class, make_instructor, text, tried
from tests.views.test_teaching import routes

V = Attempt.Verdict


@pytest.fixture
def foreign(alice):
    """The class of another instructor, with a learner who tried something."""
    learner = get_user_model().objects.create_user("lea")
    tried(learner, ONE, V.WRONG, code="foreign_code", failed_check="same_result")
    return make_class(make_instructor("ivan"), learner, name="foreign class")


def addresses_of(classroom):
    """Each address that the URL configuration has below a class."""
    arguments = {"pk": classroom.pk, "member": classroom.memberships.get().pk, "exercise_id": ONE}
    below = [route for route in routes(get_resolver().url_patterns) if route.startswith("teach/classes/<int:pk>/")]
    return ["/" + re.sub(r"<\w+:(\w+)>", lambda found: str(arguments[found[1]]), route) for route in below]


def test_the_class_of_another_instructor_does_not_exist(teacher, foreign, alice_client):
    assert len(addresses_of(foreign)) >= 8
    for address in addresses_of(foreign):
        assert {teacher.get(address).status_code, teacher.post(address, {"name": "mine"}).status_code} <= {404, 405}
        assert alice_client.get(address).status_code == 403
    foreign.refresh_from_db()
    assert (foreign.name, foreign.archived, foreign.memberships.count()) == ("foreign class", None, 1)


def test_a_member_of_another_class_is_not_reached_through_ones_own(teacher, classroom, foreign):
    member = foreign.memberships.get().pk
    assert teacher.get(f"/teach/classes/{classroom.pk}/learners/{member}/").status_code == 404


def test_an_instructor_sees_nothing_of_the_learners_of_others(teacher, classroom, foreign):
    for page in ("/teach/", "/teach/classes/", "/teach/exercises/", f"/teach/exercises/{ONE}/", "/teach/feedback/"):
        shown = text(teacher.get(page))
        assert "foreign" not in shown
    assert "No learner of yours has tried it yet" in text(teacher.get(f"/teach/exercises/{ONE}/"))


def test_an_administrator_sees_every_class(admin_client, foreign):
    assert "foreign class" in text(admin_client.get("/teach/classes/"))
    for address in addresses_of(foreign):
        assert admin_client.get(address).status_code in {200, 405}
    assert "foreign_code" in text(admin_client.get(f"/teach/exercises/{ONE}/"))
