"""How many runs a learner, and an address, may ask for in a minute. Counted in Django's cache: workers share it."""

from __future__ import annotations

import math
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from course.errors import Problem, Refused

WINDOW_SECONDS = 60
# Answers to quizzes cost no process, only a row: a learner may give more of them than runs.
ANSWERS_PER_RUN = 4
# An editor asks whenever its learner pauses; it takes two milliseconds.
MARKS_PER_RUN = 8


def count_hit(key: str, limit: int) -> int:
    """Count one hit of `key` in its running minute. Returns 0, or the seconds to wait where `limit` is used up.

    The minute begins with the first hit, so a burst around the turn of a clock minute gets no double allowance.
    """
    began = float(cache.get_or_set(f"hits:{key}:began", time.time, timeout=WINDOW_SECONDS) or 0)
    counter = f"hits:{key}:{began}"
    cache.add(counter, 0, timeout=2 * WINDOW_SECONDS)
    try:
        hits = cache.incr(counter)
    except ValueError:  # the cache dropped the key between the two calls; a limit may lose a hit, never a run
        return 0
    return max(1, math.ceil(began + WINDOW_SECONDS - time.time())) if hits > limit else 0


def client_address(request: HttpRequest) -> str:
    """The peer's address; behind `TRUSTED_PROXIES` proxies, the one the outermost of them saw."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies = settings.TRUSTED_PROXIES
    return hops[-proxies] if 0 < proxies <= len(hops) else str(request.META.get("REMOTE_ADDR", ""))


def who(request: HttpRequest) -> list[str]:
    """The counters a request belongs to.

    An account counts for itself, so that a class behind one address may work; without an account the session
    counts and the address too, or a fresh cookie would be a fresh allowance.
    """
    if request.user.is_authenticated:
        return [f"user:{request.user.pk}"]
    address = f"address:{client_address(request)}"
    return [address, f"session:{request.session.session_key}"] if request.session.session_key else [address]


def admit(request: HttpRequest, what: str, limit: int) -> None:
    """Count one `what` for the learner and the address behind `request`. Raises Refused (429) over `limit` a minute."""
    wait = max(count_hit(f"{what}:{counter}", limit) for counter in who(request))
    if wait:
        message = f"More than {limit} {what}s within a minute. Yours is kept: send it again in {wait} seconds."
        raise Refused(Problem(429, f"too_many_{what}s", message, wait))


def admit_run(request: HttpRequest) -> None:
    """Let a run of code through, or raise Refused (429)."""
    admit(request, "run", settings.SANDBOX_RUNS_PER_MINUTE)


def admit_answer(request: HttpRequest) -> None:
    """Let an answer that runs no code through, or raise Refused (429)."""
    admit(request, "answer", ANSWERS_PER_RUN * settings.SANDBOX_RUNS_PER_MINUTE)


def admit_marks(request: HttpRequest) -> None:
    """Let a look at code that is being typed through, or raise Refused (429)."""
    admit(request, "look", MARKS_PER_RUN * settings.SANDBOX_RUNS_PER_MINUTE)
