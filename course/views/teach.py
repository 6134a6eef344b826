"""The instructors' front page and their audit log."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from course import feedback
from course.models import AuditEntry, role
from course.views.teaching import instructor_required

ENTRIES_A_PAGE = 50


@instructor_required
@require_safe
def teach(request: HttpRequest) -> HttpResponse:
    waiting = feedback.queue(request.user).filter(replied=None).count()
    return render(request, "course/teach/index.html", {"waiting": waiting})


@instructor_required
@require_safe
def audit_log(request: HttpRequest) -> HttpResponse:
    pages = Paginator(entries_for(request.user), ENTRIES_A_PAGE)
    return render(request, "course/teach/audit_log.html", {"entries": pages.get_page(request.GET.get("page"))})


def entries_for(user: object) -> QuerySet[AuditEntry]:
    """All entries for an administrator; for an instructor their own and those about the data everybody works on."""
    entries = AuditEntry.objects.all()
    return entries if role.administers(user) else entries.filter(Q(actor=user) | Q(action__in=AuditEntry.DATA_ACTIONS))
