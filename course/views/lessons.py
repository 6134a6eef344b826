"""The page of a lesson."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from course.views.item_views import lesson_or_404
from course.views.lesson_page import lesson_page


@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    return lesson_page(request, lesson_or_404(slug))
