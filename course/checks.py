"""System checks: settings that would let the site start and then not work are told before it starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning

LEVELS = ("auto", "A", "B", "C")
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
LIMITS = (
    "SANDBOX_CODE_BYTES",
    "SANDBOX_WALL_SECONDS",
    "SANDBOX_CPU_SECONDS",
    "SANDBOX_MEMORY_MIB",
    "SANDBOX_OUTPUT_BYTES",
    "SANDBOX_QUERIES",
    "SANDBOX_QUERIES_KEPT",
    "SANDBOX_VALUE_ROWS",
    "SANDBOX_VALUE_BYTES",
    "SANDBOX_RUNS_PER_MINUTE",
    "SANDBOX_QUEUE",
    "SANDBOX_READY_PAIRS",
)


@register()
def limits_are_positive(**_: Any) -> list[CheckMessage]:
    return [
        Error(f"{name} is {getattr(settings, name)}; it must be above zero.", id="course.E001")
        for name in LIMITS
        if getattr(settings, name) <= 0
    ]


@register()
def choices_are_known(**_: Any) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    if settings.SANDBOX_LEVEL not in LEVELS:
        problem = f"SANDBOX_LEVEL is {settings.SANDBOX_LEVEL!r}; it must be one of {', '.join(LEVELS)}."
        problems.append(Error(problem, id="course.E002"))
    if settings.RUNNER != "local":
        problem = f"RUNNER is {settings.RUNNER!r}; this version of the site has the runner 'local' only."
        problems.append(Error(problem, id="course.E003"))
    return problems


@register()
def lessons_are_there(**_: Any) -> list[CheckMessage]:
    if settings.LESSONS_DIR.is_dir():
        return []
    return [Error(f"LESSONS_DIR is {settings.LESSONS_DIR}, which is no folder.", id="course.E004")]


@register(Tags.security, deploy=True)
def plain_http_stays_at_home(**_: Any) -> list[CheckMessage]:
    if settings.DEPLOYED:
        return []
    return [CheckWarning("DEBUG or LOCAL_HTTP is on: cookies and pages travel unencrypted.", id="course.W001")]


@register()
def plain_http_serves_this_machine_only(**_: Any) -> list[CheckMessage]:
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if settings.DEPLOYED or not strangers:
        return []
    problem = f"ALLOWED_HOSTS names {', '.join(strangers)}, but DEBUG or LOCAL_HTTP is on, which is for this machine."
    return [CheckWarning(problem, hint="Unset them and set SECRET_KEY: see docs/deploying.md.", id="course.W002")]
