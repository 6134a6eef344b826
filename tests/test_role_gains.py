"""Rights given outside the admin are in the audit log once, by what gave them."""

from __future__ import annotations

import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from course.models import AuditEntry, role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_shell(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["/site/manage.py", "shell"])


def told() -> list[tuple[str, str, str]]:
    entries = AuditEntry.objects.order_by("pk")
    return [(entry.actor_name, entry.subject, " to ".join(entry.detail.values())) for entry in entries]


def test_the_command_is_recorded_once(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["manage.py", "createsuperuser", "--noinput"])
    call_command("createsuperuser", interactive=False, username="root", email="r@town.example", verbosity=0)
    assert told() == [("manage.py createsuperuser", "root", "learner to staff, superuser")]


def test_a_gain_is_recorded_and_nothing_else(django_assert_num_queries):
    user = get_user_model().objects.create_user("bo", password="quiet-library-7")
    role.appoint(user)
    user.first_name = "Bo"
    with django_assert_num_queries(1):
        user.save()
    user.is_staff = True
    user.save()
    user.email = "bo@town.example"
    user.save()
    with django_assert_num_queries(1):
        user.save(update_fields=["last_login"])  # as each log-in does
    assert told() == [("manage.py shell", "bo", "instructor to instructor, staff")]


def test_rights_lost_and_given_again_are_a_gain():
    user = get_user_model().objects.create_superuser("root")
    user.is_staff = user.is_superuser = False
    user.save()
    user.is_superuser = True
    user.save(update_fields=["is_superuser"])
    assert [words for _, _, words in told()] == ["learner to staff, superuser", "learner to superuser"]


def test_a_fixture_with_a_superuser_is_told(tmp_path):
    file = tmp_path / "users.json"
    file.write_text('[{"model": "auth.user", "pk": 7, "fields": {"username": "root", "password": "x", "is_superuser": true}}]')
    call_command("loaddata", str(file), verbosity=0)
    assert [subject for _, subject, _ in told()] == ["root"]
