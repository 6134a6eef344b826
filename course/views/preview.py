"""A lesson while it is being written: did a file of it change, and what in it does not hold?

Answers on an author's own machine only: with DEBUG, to a browser of this machine. Elsewhere there is no such page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from course import content, proofs, rendering
from course.datasets import UnknownDataset
from course.domain.problem import Problem
from course.sandbox.errors import SandboxBusy, SandboxUnavailable

View = Callable[..., HttpResponse]


def is_author(request: HttpRequest) -> bool:
    return bool(settings.DEBUG) and request.META.get("REMOTE_ADDR") in settings.INTERNAL_IPS


def for_authors(view: View) -> View:
    @require_safe
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, slug: str) -> HttpResponse:
        if not is_author(request):
            raise Http404
        return view(request, _folder_or_404(slug))

    return guarded


@for_authors
def state(request: HttpRequest, folder: Path) -> HttpResponse:
    """`stamp` changes with every file of the lesson, and with those at the root of the lessons."""
    return JsonResponse({"stamp": stamp_of(folder)})


@for_authors
def checks(request: HttpRequest, folder: Path) -> HttpResponse:
    """What `check_course --lesson` says of the lesson as it stands; each state of its files is run once."""
    stamp = stamp_of(folder)
    try:
        problems = [_plain(problem, folder) for problem in _problems(folder, stamp)]
    except (SandboxUnavailable, SandboxBusy, UnknownDataset) as error:
        return JsonResponse({"stamp": stamp, "problems": [], "unchecked": str(error)})
    return JsonResponse({"stamp": stamp, "problems": problems, "unchecked": ""})


def _folder_or_404(slug: str) -> Path:
    """Also that of a lesson which cannot be read just now."""
    for folder in content.lesson_folders(Path(settings.LESSONS_DIR)):
        if slug in (folder.name, folder.name.partition("-")[2]):
            return folder
    raise Http404(f"no lesson {slug}")


def stamp_of(folder: Path) -> str:
    shared = sorted((file.name, file.stat().st_mtime_ns) for file in folder.parent.iterdir() if file.is_file())
    return hashlib.sha256(repr((content.stamp(folder), shared)).encode()).hexdigest()[:16]


@lru_cache(maxsize=8)
def _problems(folder: Path, _stamp: str) -> tuple[Problem, ...]:
    return tuple(sorted(set(_found(folder))))


def _found(folder: Path) -> Iterator[Problem]:
    course, problems = content.read_course(folder.parent)
    for problem in (*problems, *rendering.page_problems(course)):
        if content.is_about(problem, folder.parent, folder.name):
            yield problem
    for lesson in course.lessons:
        if lesson.folder == folder.name:
            yield from proofs.check_lesson(lesson, strict=course.strict)


def _plain(problem: Problem, folder: Path) -> dict[str, Any]:
    place = f"{Path(problem.file).relative_to(folder)}:{problem.line}"
    return {"place": place, "problem": problem.problem, "remedy": problem.remedy}
