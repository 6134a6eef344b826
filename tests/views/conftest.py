from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache, caches
from django.test import Client

from tests.classrooms import client_of, make_instructor


@pytest.fixture(autouse=True)
def no_runs_counted_yet():
    cache.clear()
    yield
    cache.clear()
    caches["results"].clear()


@pytest.fixture(autouse=True)
def n_plus_one_queries_are_errors(settings):
    """django-zeal watches every request; it takes Django's own second look at a session, at log-out, for a loop."""
    settings.ZEAL_ALLOWLIST = [{"model": "sessions.Session", "field": "get()"}]


@pytest.fixture
def alice(db):
    """A learner with an account."""
    return get_user_model().objects.create_user("alice", password="quiet-library-7")


@pytest.fixture
def alice_client(alice):
    client = Client()
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def ines(db):
    """An instructor."""
    return make_instructor("ines")


@pytest.fixture
def teacher(ines):
    return client_of(ines)


@pytest.fixture
def runs_are_live(sandbox, live_dataset):
    """The real jail and the real data."""
