"""The page of a lesson."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from course import content
from course.views.item_views import lesson_or_404
from course.views.lesson_page import lesson_page


@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    found = lesson_or_404(slug)
    return redirect("project") if found == content.course().project else lesson_page(request, found)
