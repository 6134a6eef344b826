"""The page of the final project: one slow program, its problems, and what the last run shows of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from course import content
from course.views.lesson_page import lesson_page


@require_safe
def project(request: HttpRequest) -> HttpResponse:
    lesson = content.course().project
    if lesson is None:
        raise Http404("this course has no final project")
    return lesson_page(request, lesson)
