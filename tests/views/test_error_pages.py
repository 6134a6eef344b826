from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client

from tests.views.page_text import words


@pytest.fixture
def failing_home(monkeypatch):
    """Makes the course map fail with the given exception."""

    def fail_with(error):
        def fail(_learner):
            raise error

        monkeypatch.setattr("course.attempts.done", fail)

    return fail_with


@pytest.mark.parametrize(
    ("error", "status"), [(SuspiciousOperation("x"), 400), (PermissionDenied("x"), 403), (ZeroDivisionError("x"), 500)]
)
def test_each_failure_has_a_page_of_ours_that_leads_back(client, db, failing_home, error, status):
    failing_home(error)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == status
    assert f"course/errors/{status}.html" in [template.name for template in response.templates]
    assert 'href="/"' in response.content.decode()


def test_a_server_error_is_told_without_the_database(client, failing_home):
    failing_home(ZeroDivisionError("a secret of the site"))  # no `db` fixture: any query would fail this test
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something broke on our side" in words(response.content.decode())
    assert "secret" not in response.content.decode()


def test_a_forged_or_stale_form_says_what_to_do_and_not_why(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    page = words(response.content.decode())
    assert "reload it and send it again" in page
    assert "CSRF cookie" not in page


def test_an_unknown_address_is_not_found_for_whoever_is_logged_in_too(alice_client, client):
    assert [one.get("/nowhere").status_code for one in (client, alice_client)] == [404, 404]
