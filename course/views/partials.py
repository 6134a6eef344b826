"""Requests of the pages' own scripts, which put the answer into its place themselves."""

from __future__ import annotations

from django.http import HttpRequest


def wants_partial(request: HttpRequest) -> bool:
    """Whether only the part that changed is asked for, and not the whole page."""
    return request.headers.get("X-Partial") == "1"
