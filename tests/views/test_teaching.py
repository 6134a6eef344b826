"""Who may open what below /teach/: each address of the URL configuration, for each role, found by walking it."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, get_resolver

from course.models import AuditEntry, role
from tests.classrooms import client_of

ARGUMENTS = {"int": "1", "slug": "town-library", "str": "ABCD2345", "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12}


def routes(patterns, prefix=""):
    """Each route of the URL configuration below `prefix`, as written."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def address(route):
    """An address that the route matches."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: ARGUMENTS[found[1] or "str"], route)


TEACHING = [
    address(route) for route in routes(get_resolver().url_patterns) if route.startswith(("teach/", "api/teach/"))
]
PAGES = [found for found in TEACHING if not found.startswith("/api/")]


def test_the_walk_finds_the_pages():
    assert {"/teach/", "/teach/audit-log/", "/teach/datasets/1/activate/", "/teach/feedback/1/reply/"} <= set(PAGES)
    assert len(PAGES) >= 20


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_sent_to_log_in_and_comes_back(db, client, path):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={path}")
    assert client.post(path, {"name": "x"})["Location"] == "/accounts/login/?next=/teach/"


@pytest.mark.parametrize("path", TEACHING)
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options"])
def test_a_learner_is_refused(alice_client, path, method):
    response = getattr(alice_client, method)(path)
    assert response.status_code == 403
    assert "for instructors" in response.content.decode()


@pytest.mark.parametrize("path", TEACHING)
@pytest.mark.parametrize(("who", "code"), [("nobody", "log_in_first"), ("learner", "instructors_only")])
def test_what_asks_for_json_is_refused_in_json(alice, path, who, code):
    client = client_of(alice) if who == "learner" else Client()
    response = client.post(path, headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["error"]["code"]) == (403, code)


@pytest.mark.parametrize("path", TEACHING)
def test_an_instructor_is_let_in(teacher, path):
    assert teacher.get(path).status_code in {200, 302, 404, 405}


@pytest.mark.parametrize("path", PAGES)
def test_who_stopped_teaching_is_refused(ines, teacher, path):
    role.dismiss(ines)
    assert teacher.get(path).status_code == 403


@pytest.mark.parametrize("given", [{}, {"is_staff": True}, {"is_superuser": True}])
def test_half_an_administrator_is_a_learner(db, given):
    assert client_of(get_user_model().objects.create_user("hal", **given)).get("/teach/").status_code == 403


def test_an_administrator_is_let_in(admin_client):
    assert admin_client.get("/teach/").status_code == 200


def test_the_way_in_is_shown_to_instructors_only(client, alice_client, teacher):
    door = 'href="/teach/"'
    assert door not in client.get("/progress/").content.decode()
    assert door not in alice_client.get("/progress/").content.decode()
    assert door in teacher.get("/progress/").content.decode()


@pytest.mark.parametrize(("who", "queries"), [("nobody", 0), ("learner", 3), ("instructor", 3), ("administrator", 2)])
def test_knowing_who_teaches_costs_a_page_one_query(alice, ines, admin_user, django_assert_num_queries, who, queries):
    users = {"learner": alice, "instructor": ines, "administrator": admin_user}
    client = client_of(users[who]) if who in users else Client()
    with django_assert_num_queries(queries):  # session, user, role
        client.get("/nowhere")


def test_a_refused_learner_gets_a_page_that_helps(alice_client):
    page = alice_client.get("/teach/").content.decode()
    assert "ask an administrator" in page
    assert "Back to the map" in page


def test_an_instructor_reads_their_own_entries_and_those_on_data(ines, teacher, alice):
    record = AuditEntry.objects.record
    record(ines, AuditEntry.Action.EXPORT, "my class", {"format": "CSV"})
    record(alice, AuditEntry.Action.EXPORT, "their class")
    record("manage.py load_dataset", AuditEntry.Action.OVERRIDE, "town-library 3f9c", {"breaks": ["loop", "count"]})
    page = teacher.get("/teach/audit-log/").content.decode()
    assert "my class" in page
    assert "format: CSV" in page
    assert "town-library 3f9c" in page
    assert "breaks: loop, count<" in page
    assert "their class" not in page


def test_an_administrator_reads_all_entries(admin_client, alice):
    AuditEntry.objects.record(alice, AuditEntry.Action.EXPORT, "their class")
    assert "their class" in admin_client.get("/teach/audit-log/").content.decode()


def test_an_entry_outlives_its_actor(alice):
    entry = AuditEntry.objects.record(alice, AuditEntry.Action.EXPORT, "their class")
    alice.delete()
    entry.refresh_from_db()
    assert (entry.actor, str(entry)) == (None, "alice exported their class")


def test_make_instructor_and_back(alice):
    out = StringIO()
    call_command("make_instructor", "alice", stdout=out)
    assert (out.getvalue(), role.teaches(alice)) == ("alice is now an instructor.\n", True)
    call_command("make_instructor", "alice", "--remove", stdout=out)
    assert not role.teaches(alice)
    assert [str(entry) for entry in AuditEntry.objects.all()] == [
        "manage.py make_instructor made a learner again of alice",
        "manage.py make_instructor made an instructor of alice",
    ]


def test_make_instructor_of_a_stranger_is_a_usage_error(db):
    with pytest.raises(CommandError) as raised:
        call_command("make_instructor", "nobody")
    assert raised.value.returncode == 2
