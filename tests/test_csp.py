"""The header as a browser gets it, through the middleware that the running Django uses."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.module_loading import import_string

from course import csp

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(page) -> dict[str, str]:
    response = import_string(csp.MIDDLEWARE)(page)(RequestFactory().get("/"))
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def test_nothing_inline_and_nothing_foreign_is_allowed():
    assert policy_of(lambda _: HttpResponse("a page")) == POLICY


def test_a_nonce_that_a_page_uses_is_allowed_for_scripts_and_styles():
    used = []

    def page(request: HttpRequest) -> HttpResponse:
        used.append(str(import_string(csp.CONTEXT_PROCESSOR)(request)["csp_nonce"]))
        return HttpResponse("a page")

    source = "'self' 'nonce-{}'"
    assert policy_of(page) == POLICY | dict.fromkeys(["script-src", "style-src"], source.format(used[0]))
    policy_of(page)
    assert len(set(used)) == 2
    assert min(map(len, used)) >= 16


def test_the_middleware_is_installed():
    assert settings.MIDDLEWARE.count(csp.MIDDLEWARE) == 1
