"""The settings as a process of their own reads them, for each way the site is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.servers import redis_url

ROOT = Path(__file__).resolve().parent.parent
KEY = "only-for-this-test-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2
ASK = """
import json, sys
from course import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def start(tmp_path: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "course.settings"}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=base | environment, capture_output=True, text=True, timeout=120
    )


def read(tmp_path: Path, *names: str, **environment: str) -> dict[str, Any]:
    done = start(tmp_path, "-c", ASK, *names, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_deployed_site_without_a_key_refuses_to_start_and_says_what_to_do(tmp_path):
    done = start(tmp_path, "-c", "from course import settings")
    assert done.returncode == 1
    assert "ImproperlyConfigured: SECRET_KEY is not set. Set it to a long random text" in done.stderr
    assert not (tmp_path / "var" / "secret_key").exists()


@pytest.mark.parametrize("mode", ["DEBUG", "LOCAL_HTTP"])
def test_on_ones_own_machine_a_key_is_made_once(tmp_path, mode):
    first = read(tmp_path, "SECRET_KEY", **{mode: "true"})
    assert read(tmp_path, "SECRET_KEY", **{mode: "true"}) == first
    assert first["SECRET_KEY"] == (tmp_path / "var" / "secret_key").read_text()


def test_a_key_in_the_environment_is_used_as_it_is(tmp_path):
    assert read(tmp_path, "SECRET_KEY", SECRET_KEY=KEY) == {"SECRET_KEY": KEY}


def test_the_command_line_works_on_ones_own_machine_without_any_setting(tmp_path):
    assert start(tmp_path, "manage.py", "check").returncode == 0


def test_a_deployed_site_speaks_https_only(tmp_path):
    assert read(
        tmp_path, "DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER", SECRET_KEY=KEY,
    ) == {
        "DEBUG": False, "SECURE_SSL_REDIRECT": True, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000, "SECURE_PROXY_SSL_HEADER": None,
    }  # fmt: skip


def test_proxies_are_believed_only_when_there_are_some(tmp_path):
    read_with = read(
        tmp_path, "SECURE_PROXY_SSL_HEADER", "AXES_IPWARE_PROXY_COUNT", SECRET_KEY=KEY, TRUSTED_PROXIES="2"
    )
    assert read_with == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"], "AXES_IPWARE_PROXY_COUNT": 2,
    }  # fmt: skip


def test_check_deploy_finds_nothing_with_the_settings_of_a_deployed_site(tmp_path):
    arguments = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = start(tmp_path, *arguments, SECRET_KEY=KEY, ALLOWED_HOSTS="course.example")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_check_deploy_fails_with_the_settings_of_ones_own_machine(tmp_path):
    done = start(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", LOCAL_HTTP="true")
    assert done.returncode == 1
    assert "course.W001" in done.stderr


def test_the_toolbar_comes_with_debug_and_never_without(tmp_path):
    apps = {
        mode: "debug_toolbar" in read(tmp_path, "INSTALLED_APPS", SECRET_KEY=KEY, **{mode: "true"})["INSTALLED_APPS"]
        for mode in ("DEBUG", "LOCAL_HTTP", "DEBUG_TOOLBAR")
    }
    assert apps == {"DEBUG": True, "LOCAL_HTTP": False, "DEBUG_TOOLBAR": False}


def test_zeal_is_nowhere_but_in_these_tests(tmp_path):
    assert "zeal" not in json.dumps(read(tmp_path, "INSTALLED_APPS", "MIDDLEWARE", DEBUG="true"))


def test_redis_keeps_cache_and_sessions_when_it_is_named(tmp_path):
    without = read(tmp_path, "CACHES", "SESSION_ENGINE", SECRET_KEY=KEY)
    assert without["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    assert without["SESSION_ENGINE"] == "django.contrib.sessions.backends.db"
    named = read(tmp_path, "CACHES", "SESSION_ENGINE", SECRET_KEY=KEY, REDIS_URL="redis://127.0.0.1:6379/9")
    assert named["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert named["SESSION_ENGINE"] == "django.contrib.sessions.backends.cached_db"


def test_the_limits_are_those_of_the_contract(tmp_path):
    limits = {
        "SANDBOX_CODE_BYTES": 10_240, "SANDBOX_WALL_SECONDS": 5, "SANDBOX_CPU_SECONDS": 3, "SANDBOX_MEMORY_MIB": 256,
        "SANDBOX_OUTPUT_BYTES": 65_536, "SANDBOX_QUERIES": 20_000, "SANDBOX_QUERIES_KEPT": 1_000,
        "SANDBOX_VALUE_ROWS": 500, "SANDBOX_VALUE_BYTES": 65_536, "SANDBOX_RUNS_PER_MINUTE": 30, "SANDBOX_QUEUE": 64,
        "SANDBOX_LEVEL": "auto", "RUNNER": "local",
    }  # fmt: skip
    assert read(tmp_path, *limits, LOCAL_HTTP="true") == limits


def test_each_limit_can_be_set(tmp_path):
    assert read(tmp_path, "SANDBOX_QUERIES", LOCAL_HTTP="true", SANDBOX_QUERIES="7") == {"SANDBOX_QUERIES": 7}


@pytest.mark.services
def test_the_cache_works_on_a_real_redis(tmp_path):
    script = """
import django; django.setup()
from django.core.cache import cache
cache.set("tests", 41, 60); cache.incr("tests"); print(cache.get("tests")); cache.delete("tests")
"""
    done = start(tmp_path, "-c", script, SECRET_KEY=KEY, REDIS_URL=redis_url())
    assert (done.returncode, done.stdout) == (0, "42\n"), done.stderr
