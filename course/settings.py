"""Settings of the site, read from the environment; each one is described in README.md.

Three ways to run, the safest by default: deployed (neither DEBUG nor LOCAL_HTTP: https only), on one's own machine
(LOCAL_HTTP, as `make run` sets it), in development (DEBUG, as `make dev` sets it).
"""

from __future__ import annotations

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from course import csp
from course.log_lines import configure_structlog, logging_settings
from course.secret_key import kept_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
LOCAL_HTTP = env.bool("LOCAL_HTTP", default=False)
DEPLOYED = not (DEBUG or LOCAL_HTTP)
DEBUG_TOOLBAR = DEBUG and env.bool("DEBUG_TOOLBAR", default=True)

# Where the site keeps what it makes on this machine: the SQLite file, dataset images, the local secret key.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
LESSONS_DIR = Path(env("LESSONS_DIR", default=str(BASE_DIR / "lessons"))).resolve()
LABS_DIR = Path(env("LABS_DIR", default=str(LESSONS_DIR.parent / "labs"))).resolve()
FIXTURES_DIR = BASE_DIR / "fixtures"
IMAGES_DIR = Path(env("IMAGES_DIR", default=str(VAR_DIR / "images"))).resolve()
UPLOADS_DIR = Path(env("UPLOADS_DIR", default=str(VAR_DIR / "uploads"))).resolve()

# --- Limits of one run of a learner's code, as data in one place ---------------------------------------------------
SANDBOX_CODE_BYTES = env.int("SANDBOX_CODE_BYTES", default=10_240)
SANDBOX_WALL_SECONDS = env.float("SANDBOX_WALL_SECONDS", default=5)
SANDBOX_CPU_SECONDS = env.int("SANDBOX_CPU_SECONDS", default=3)
SANDBOX_MEMORY_MIB = env.int("SANDBOX_MEMORY_MIB", default=256)
SANDBOX_OUTPUT_BYTES = env.int("SANDBOX_OUTPUT_BYTES", default=65_536)
SANDBOX_QUERIES = env.int("SANDBOX_QUERIES", default=20_000)
SANDBOX_QUERIES_KEPT = env.int("SANDBOX_QUERIES_KEPT", default=1_000)
SANDBOX_VALUE_ROWS = env.int("SANDBOX_VALUE_ROWS", default=500)
SANDBOX_VALUE_BYTES = env.int("SANDBOX_VALUE_BYTES", default=65_536)
# --- and of all runs together ---------------------------------------------------------------------------------------
SANDBOX_RUNS_PER_MINUTE = env.int("SANDBOX_RUNS_PER_MINUTE", default=30)
SANDBOX_QUEUE = env.int("SANDBOX_QUEUE", default=64)
SANDBOX_READY_PAIRS = env.int("SANDBOX_READY_PAIRS", default=4)
# The lowest level of confinement accepted: A, B or C; auto takes the best this machine can give.
SANDBOX_LEVEL = env("SANDBOX_LEVEL", default="auto")
# The Unix socket of `manage.py sandbox_daemon`; empty: this process supervises the jail itself.
SANDBOX_SOCKET = env("SANDBOX_SOCKET", default="")
RUNNER = env("RUNNER", default="local")
# --- Limits of a dataset's fixture files, and how long a silent worker is waited for -------------------------------
DATASET_UPLOAD_BYTES = env.int("DATASET_UPLOAD_BYTES", default=20 * 1024 * 1024)
DATASET_UNPACKED_BYTES = env.int("DATASET_UNPACKED_BYTES", default=32 * 1024 * 1024)
DATASET_OBJECTS = env.int("DATASET_OBJECTS", default=100_000)
DATASET_UPLOAD_DAYS = env.int("DATASET_UPLOAD_DAYS", default=14)
DATASET_DEAD_AFTER_SECONDS = env.int("DATASET_DEAD_AFTER_SECONDS", default=20)


def secret_key() -> str:
    """SECRET_KEY of the environment; on one's own machine a kept random one; deployed without one: refuse to start."""
    given: str = env("SECRET_KEY", default="")
    if given:
        return given
    if DEPLOYED:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random text of your own (50 characters or more), the same for "
            "every process of this site. On your own machine set LOCAL_HTTP=true instead, or use `make run`."
        )
    return kept_key(VAR_DIR / "secret_key")


SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How many proxies of our own stand before the site. Only then are their X-Forwarded-… headers believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "django_structlog",
    # Its SQL panel shows the runs of the toolbar lab; the toolbar itself watches in development only.
    "debug_toolbar" if DEBUG_TOOLBAR else "course.toolbar_parts.ToolbarParts",
    "course",
]
MIGRATION_MODULES = {"debug_toolbar": None}
# Its handle at the edge opens it; open, it would cover the contents of a lesson.
DEBUG_TOOLBAR_CONFIG = {"SHOW_COLLAPSED": True}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    csp.MIDDLEWARE,
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Inside the CSP, so that its own script and styles get the nonce before the header is written.
    *(["debug_toolbar.middleware.DebugToolbarMiddleware"] if DEBUG_TOOLBAR else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    # Last, as axes asks: it answers for a log-in that was locked out.
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "course.urls"
WSGI_APPLICATION = "course.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                csp.CONTEXT_PROCESSOR,
                "course.views.teaching.teaching",
                "course.views.taught.taught",
                "course.views.side_pages.side_pages",
            ]
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Take the write lock when a transaction begins and wait for it: SQLite then never answers "locked" midway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHE = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    CACHES = {"default": CACHE, "results": CACHE | {"KEY_PREFIX": "results"}}
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    # Results may be large, and are kept apart so that they push no count of runs out.
    CACHES = {"default": CACHE, "results": CACHE | {"LOCATION": "results", "OPTIONS": {"MAX_ENTRIES": 20}}}
    SESSION_ENGINE = "django.contrib.sessions.backends.db"
# A learner without an account owns their work by the session alone: keep it for half a year.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180

# --- Accounts -------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# A name is locked from one address, so that a stranger cannot lock a learner out of their own account.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "course.views.accounts.locked_out"
AXES_IPWARE_PROXY_COUNT = TRUSTED_PROXIES
AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"] if TRUSTED_PROXIES else ["REMOTE_ADDR"]

# --- Language, static files -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
# Deployed, `collectstatic` fills STATIC_ROOT with files named by their content. On one's own machine whitenoise
# serves them from where they lie, so that nothing has to be collected.
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))) if DEPLOYED else None
WHITENOISE_USE_FINDERS = not DEPLOYED
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "course.static_files.ModuleManifestStorage"
        if DEPLOYED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Security -------------------------------------------------------------------------------------------------------
globals().update(csp.policy_settings())
SESSION_COOKIE_SECURE = DEPLOYED
CSRF_COOKIE_SECURE = DEPLOYED
SECURE_SSL_REDIRECT = DEPLOYED
# A load balancer asks for these by plain http from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if DEPLOYED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = DEPLOYED
SECURE_HSTS_PRELOAD = DEPLOYED
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "course.views.error_pages.csrf_failure"
INTERNAL_IPS = ["127.0.0.1", "::1"]

# --- Logs -----------------------------------------------------------------------------------------------------------
LOG_LEVEL = env("LOG_LEVEL", default="INFO" if DEPLOYED or DEBUG else "WARNING")
LOGGING = logging_settings(as_json=DEPLOYED, level=LOG_LEVEL)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
configure_structlog()
