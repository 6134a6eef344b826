from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.test import RequestFactory

from course import limits
from course.errors import Refused


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def request_of(user=None, session_key=None, **meta):
    request = RequestFactory().post("/", **meta)
    request.user = user or AnonymousUser()
    request.session = SessionStore(session_key)
    return request


def runs_let_through(*requests):
    """How many of the requests are admitted, each sent once and in order."""
    passed = 0
    for request in requests:
        try:
            limits.admit_run(request)
        except Refused:
            continue
        passed += 1
    return passed


def test_the_limit_itself_is_let_through_and_the_next_run_is_refused_with_its_wait(settings):
    settings.SANDBOX_RUNS_PER_MINUTE = 3
    request = request_of(session_key="a" * 32)
    assert runs_let_through(*[request] * 3) == 3
    with pytest.raises(Refused) as refused:
        limits.admit_run(request)
    problem = refused.value.problem
    assert (problem.status, problem.code) == (429, "too_many_runs")
    assert 1 <= problem.retry_after <= 60


def test_a_new_session_at_the_same_address_is_no_new_allowance(settings):
    settings.SANDBOX_RUNS_PER_MINUTE = 3
    requests = [request_of(session_key=letter * 32) for letter in "abcde"]
    assert runs_let_through(*requests) == 3


def test_a_new_address_in_the_same_session_is_no_new_allowance(settings):
    settings.SANDBOX_RUNS_PER_MINUTE = 3
    requests = [request_of(session_key="a" * 32, REMOTE_ADDR=f"10.0.0.{number}") for number in range(5)]
    assert runs_let_through(*requests) == 3


def test_accounts_behind_one_address_have_their_own_allowance(settings):
    settings.SANDBOX_RUNS_PER_MINUTE = 3
    requests = [request_of(user=User(pk=pk)) for pk in (1, 2) for _ in range(5)]
    assert runs_let_through(*requests) == 6


def test_a_minute_after_its_first_hit_a_counter_begins_anew(settings, monkeypatch):
    settings.SANDBOX_RUNS_PER_MINUTE = 2
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    request = request_of(session_key="a" * 32)
    assert runs_let_through(*[request] * 3) == 2
    now += 59
    assert runs_let_through(request) == 0
    now += 2
    assert runs_let_through(*[request] * 3) == 2


def test_the_wait_is_what_is_left_of_the_minute(settings, monkeypatch):
    settings.SANDBOX_RUNS_PER_MINUTE = 1
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    assert limits.count_hit("key", 1) == 0
    now += 45
    assert limits.count_hit("key", 1) == 15


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_as_many_forwarded_hops_are_believed_as_there_are_proxies(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = request_of(HTTP_X_FORWARDED_FOR=forwarded)
    assert limits.client_address(request) == address
