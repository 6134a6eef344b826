"""Django's admin: what was stored, to read and to search. Grades and data are made elsewhere, never typed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from course.models import Attempt, AuditEntry, DatasetVersion, ItemAnswer

admin.site.site_header = admin.site.site_title = "One Query"
admin.site.index_title = "What learners did, and the data they do it on"


class RecordAdmin(admin.ModelAdmin):
    """Records of what happened: nobody adds or changes one by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Attempt)
class AttemptAdmin(RecordAdmin):
    list_display = ("exercise", "verdict", "query_count", "budget", "user", "created")
    list_filter = ("verdict", "exercise")
    list_select_related = ("user",)
    search_fields = ("exercise", "code", "user__username")
    date_hierarchy = "created"


@admin.register(ItemAnswer)
class ItemAnswerAdmin(RecordAdmin):
    list_display = ("item", "given", "correct", "user", "created")
    list_filter = ("correct", "item")
    list_select_related = ("user",)
    search_fields = ("item", "given", "user__username")
    date_hierarchy = "created"


@admin.register(DatasetVersion)
class DatasetVersionAdmin(RecordAdmin):
    """Read-only: `manage.py activate_dataset` switches versions, after it has checked the exercises."""

    list_display = ("name", "version", "live", "loaded_by", "loaded_at")
    list_filter = ("name", "live")
    search_fields = ("name", "version", "note")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(RecordAdmin):
    """Read-only for everybody: what happened, happened."""

    list_display = ("created", "actor_name", "action", "subject")
    list_filter = ("action",)
    search_fields = ("actor_name", "subject")
    date_hierarchy = "created"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
