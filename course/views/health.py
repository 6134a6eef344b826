"""What a load balancer asks: does the process answer, and can it do its work?"""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from course import content
from course.attempts import check_jail


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database, the cache, the lessons and the jail all answer; 503 when one does not."""
    parts = {name: state_of(check) for name, check in CHECKS.items()}
    ready = all(state == "ok" for state in parts.values())
    return JsonResponse({"status": "ok" if ready else "unready", "parts": parts}, status=200 if ready else 503)


def state_of(check: Callable[[], None]) -> str:
    """`ok`, or the kind of failure: details belong in the log, not on a public address."""
    try:
        check()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a part, this page says so
        return type(error).__name__
    return "ok"


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_cache() -> None:
    cache.set("readyz", "ok", timeout=5)
    if cache.get("readyz") != "ok":
        raise LookupError("the cache forgets")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "lessons": content.course,  # type: ignore[dict-item]
    "jail": check_jail,
}
