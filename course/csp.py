"""The Content-Security-Policy: one policy, in the form that either Django wants.

Django 6 sends the header itself; on 5.2 django-csp does. The policy is written once, with the words that the
header uses, and translated for both. Nothing inline runs: a style or script element needs the request's nonce.
"""

from __future__ import annotations

from typing import Any

import django
from django.http import HttpRequest

NONCE = "nonce"

POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'self'",),
    "script-src": ("'self'", NONCE),
    # CodeMirror adds its style element at run time and is given the nonce (EditorView.cspNonce).
    "style-src": ("'self'", NONCE),
    "img-src": ("'self'", "data:"),
    "connect-src": ("'self'",),
    "font-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
    # The frames of the toolbar lab hold their document as text; none of them may ever go to an address.
    "frame-src": ("'none'",),
    "frame-ancestors": ("'none'",),
}

if django.VERSION >= (6, 0):
    from django.utils.csp import CSP

    MIDDLEWARE = "django.middleware.csp.ContentSecurityPolicyMiddleware"
    CONTEXT_PROCESSOR = "django.template.context_processors.csp"
    _NONCE_MARK: Any = CSP.NONCE
else:
    from csp.constants import NONCE as _NONCE_MARK

    MIDDLEWARE = "csp.middleware.CSPMiddleware"
    CONTEXT_PROCESSOR = "course.csp.nonce"


def _directives() -> dict[str, list[Any]]:
    return {name: [_NONCE_MARK if source == NONCE else source for source in POLICY[name]] for name in POLICY}


def policy_settings() -> dict[str, Any]:
    """The setting, by name, that the running Django's middleware reads the policy from."""
    if django.VERSION >= (6, 0):
        return {"SECURE_CSP": _directives()}
    return {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": _directives()}}


def nonce(request: HttpRequest) -> dict[str, Any]:
    """Django 6's context processor for 5.2: `csp_nonce`. Reading it puts the nonce into the header."""
    return {"csp_nonce": getattr(request, "csp_nonce", None)}
