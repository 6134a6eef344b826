"""Settings of the small Django project that learners query. It serves no pages and holds no secrets."""

from __future__ import annotations

import os

SECRET_KEY = "this key protects nothing: the sandbox signs nothing and keeps nothing"
DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = ["sandbox_app.blog", "sandbox_app.library"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": {
        "ENGINE": os.environ.get("SANDBOX_DATABASE_ENGINE", "django.db.backends.sqlite3"),
        "NAME": os.environ.get("SANDBOX_DATABASE_NAME", ":memory:"),
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

# For the pages of the toolbar lab: templates are texts in memory, see sandbox_app/tools/page.py.
TEMPLATE_TEXTS: dict[str, str] = {}
TEMPLATES = [
    {
        "BACKEND": "sandbox_app.tools.page.PageTemplates",
        "NAME": "django",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", TEMPLATE_TEXTS)], "debug": True},
    }
]
ROOT_URLCONF = "sandbox_app.tools.page"
