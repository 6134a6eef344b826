"""Django's admin: what was stored, to read and to search. Grades and data are made elsewhere, never typed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from course.models import (
    Attempt,
    AuditEntry,
    Classroom,
    DatasetVersion,
    Feedback,
    ItemAnswer,
    LabRun,
    LatestRun,
    Membership,
    role,
)

admin.site.site_header = admin.site.site_title = "One Query"
admin.site.index_title = "What learners did, and the data they do it on"
admin.site.unregister([get_user_model(), Group])


@admin.register(get_user_model())
class PeopleAdmin(UserAdmin):
    """Users. A change of what one may do is written into the audit log."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.rights_before = role.rights(get_user_model().objects.get(pk=obj.pk)) if change else role.LEARNER
        obj.is_recorded_by_page = True  # below, with who did it: see course.models.role_gains
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        now = role.rights(form.instance)
        if now != form.rights_before:
            told = {"from": form.rights_before, "to": now}
            AuditEntry.objects.record(request.user, AuditEntry.Action.CHANGE_ROLE, form.instance.get_username(), told)


@admin.register(Group)
class RolesAdmin(GroupAdmin):
    """Groups. The instructors' keeps its name and stays: without it nobody would be one, and no log would say so."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_instructors(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_instructors(obj)


def is_instructors(group: Any) -> bool:
    return group is not None and group.name == role.INSTRUCTORS


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


@admin.register(LabRun)
class LabRunAdmin(RecordAdmin):
    list_display = ("lab", "verdict", "before", "query_count", "budget", "user", "created")
    list_filter = ("verdict", "lab")
    list_select_related = ("user",)
    search_fields = ("lab", "user__username")
    date_hierarchy = "created"


@admin.register(LatestRun)
class LatestRunAdmin(RecordAdmin):
    list_display = ("place", "user", "created")
    list_select_related = ("user",)
    search_fields = ("place", "user__username")
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


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin):
    """Administrators may hand a class to another instructor here; all else is done at /teach/."""

    list_display = ("name", "instructor", "size", "code", "created", "archived")
    list_filter = (("archived", admin.EmptyFieldListFilter), "created")
    list_select_related = ("instructor",)
    raw_id_fields = ("instructor",)
    readonly_fields = ("created",)
    search_fields = ("name", "code", "instructor__username")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Classroom]:
        return super().get_queryset(request).annotate(member_count=Count("memberships"))

    @admin.display(ordering="member_count", description="learners")
    def size(self, classroom: Any) -> int:
        return int(classroom.member_count)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("user", "classroom", "joined")
    list_filter = ("joined",)
    list_select_related = ("user", "classroom")
    raw_id_fields = ("user", "classroom")
    search_fields = ("user__username", "classroom__name")
    date_hierarchy = "joined"


@admin.register(Feedback)
class FeedbackAdmin(RecordAdmin):
    """Answers are written at /teach/feedback/, where the learner's code stands beside them."""

    list_display = ("attempt", "note", "replied_by", "created", "replied", "read")
    list_filter = (("replied", admin.EmptyFieldListFilter), "created")
    list_select_related = ("attempt", "replied_by")
    search_fields = ("note", "reply", "attempt__exercise", "attempt__user__username")
    date_hierarchy = "created"
