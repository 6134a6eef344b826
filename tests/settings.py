"""The site's settings for tests: a folder of its own instead of var/, quick passwords, N+1 queries are errors."""

import atexit
import os
import shutil
import tempfile

OF_A_DEVELOPERS_SHELL = (
    "ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "IMAGES_DIR", "LESSONS_DIR", "LOG_LEVEL", "REDIS_URL", "SECRET_KEY",
    "TRUSTED_PROXIES",
)  # fmt: skip

# The first process of a run makes the folder; xdist's workers and commands started by tests share it.
if "TESTS_VAR_DIR" not in os.environ:
    os.environ["TESTS_VAR_DIR"] = tempfile.mkdtemp(prefix="one-query-tests-")
    _owner = os.getpid()

    @atexit.register
    def _remove() -> None:
        # A forked child runs this as well when it ends; only the owner may clean up.
        if os.getpid() == _owner:
            shutil.rmtree(os.environ["TESTS_VAR_DIR"], ignore_errors=True)

    # What a shell happens to hold must not change what is tested; what a test gives its own processes must.
    for _name in list(os.environ):
        if _name in OF_A_DEVELOPERS_SHELL or _name.startswith("SANDBOX_"):
            del os.environ[_name]

os.environ["VAR_DIR"] = os.environ["TESTS_VAR_DIR"]
os.environ["LOCAL_HTTP"] = "true"
# How tests/test_postgresql.py asks for the other database.
if "TESTS_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TESTS_DATABASE_URL"]

from course.settings import *  # noqa: E402, F403
from course.settings import INSTALLED_APPS, MIDDLEWARE  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
# django-zeal changes the ORM when it loads. It must never be in the settings of the site or of the sandbox.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
