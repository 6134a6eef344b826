"""The final project: its page in the toolbar lab; without one, the lesson that holds it as one program."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from course import content
from course.views.lab import lab_page
from course.views.lesson_page import lesson_page


@require_safe
def project(request: HttpRequest) -> HttpResponse:
    lesson = content.course().project
    plan = lesson.front.project if lesson else None
    if lesson is None or plan is None:
        raise Http404("this course has no final project")
    found = content.find_lab(plan.lab)
    return lab_page(request, found) if found else lesson_page(request, lesson)
