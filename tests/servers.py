"""The real services some tests talk to. One that is not there skips the test and says what to start."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

import pytest


def redis_url() -> str:
    url = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
    return answering(url, "Redis (apt-get install redis-server), or name one in TEST_REDIS_URL")


def postgres_url() -> str:
    url = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    return answering(url, "PostgreSQL (apt-get install postgresql), or name one in TEST_POSTGRES_URL")


def answering(url: str, start_what: str) -> str:
    place = urlsplit(url)
    try:
        socket.create_connection((place.hostname, place.port), timeout=2).close()
    except OSError:
        pytest.skip(f"nothing answers on {place.hostname}:{place.port}: start {start_what}")
    return url
