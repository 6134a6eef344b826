"""Classes: make and keep them, join and leave them. Whoever may see one is decided by `taught_by`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from course.models.audit import AuditEntry
from course.models.classroom import Classroom, Membership, new_code
from course.models.role import administers

Action = AuditEntry.Action


class NoSuchClass(Exception):
    """No class that can be joined has this code."""


def taught_by(user: Any) -> QuerySet[Classroom]:
    """An instructor's own classes; an administrator's are all. Open ones first, by name."""
    classrooms = Classroom.objects.order_by(F("archived").asc(nulls_first=True), "name", "pk")
    return classrooms if administers(user) else classrooms.filter(instructor=user)


def learners_of(classroom: Classroom) -> QuerySet[Any]:
    """The ids of the members of one class, to be used inside other queries."""
    return Membership.objects.filter(classroom=classroom).order_by().values("user")


def learners_of_all(user: Any) -> QuerySet[Any]:
    """The ids of the learners whose work an instructor may see: their classes' members; an administrator: everyone."""
    if administers(user):
        return get_user_model().objects.order_by().values("pk")
    return Membership.objects.filter(classroom__instructor=user).order_by().values("user")


def taught_memberships() -> QuerySet[Membership]:
    """Those in a class that somebody teaches."""
    return Membership.objects.exclude(classroom__instructor=None).order_by()


@transaction.atomic
def create(user: Any, name: str) -> Classroom:
    classroom = Classroom.objects.create(name=name, instructor=user)
    AuditEntry.objects.record(user, Action.CREATE_CLASS, name)
    return classroom


def rename(classroom: Classroom, name: str) -> None:
    classroom.name = name
    classroom.save(update_fields=["name"])


@transaction.atomic
def renew_code(user: Any, classroom: Classroom) -> None:
    """From now on the old code and the old link lead nowhere."""
    classroom.code = new_code()
    classroom.save(update_fields=["code"])
    AuditEntry.objects.record(user, Action.RENEW_CODE, classroom.name)


@transaction.atomic
def archive(user: Any, classroom: Classroom) -> None:
    """Nobody can join any more; what is there stays to be read."""
    classroom.archived = timezone.now()
    classroom.save(update_fields=["archived"])
    AuditEntry.objects.record(user, Action.ARCHIVE_CLASS, classroom.name)


@transaction.atomic
def reopen(user: Any, classroom: Classroom) -> None:
    classroom.archived = None
    classroom.save(update_fields=["archived"])
    AuditEntry.objects.record(user, Action.REOPEN_CLASS, classroom.name)


@transaction.atomic
def remove(user: Any, membership: Membership) -> None:
    """Take a learner out of a class. The log does not name them."""
    membership.delete()
    AuditEntry.objects.record(user, Action.REMOVE_MEMBER, membership.classroom.name)


def find(code: str) -> Classroom:
    """The open class with this code, however it was typed. Raises NoSuchClass."""
    classroom = Classroom.objects.open().select_related("instructor").filter(code=Classroom.code_from(code)).first()
    if classroom is None:
        raise NoSuchClass(code)
    return classroom


def join(user: Any, code: str) -> Classroom:
    """Make the user a member; one who is one already stays it. Raises NoSuchClass."""
    classroom = find(code)
    try:
        with transaction.atomic():
            Membership.objects.get_or_create(classroom=classroom, user=user)
    except IntegrityError:  # both requests of a double click were the first
        pass
    return classroom


def leave(user: Any, classroom_id: int) -> Classroom | None:
    """End a membership. Returns the class, or None when the user was in none with that id."""
    membership = Membership.objects.filter(user=user, classroom=classroom_id).select_related("classroom").first()
    if membership is None:
        return None
    membership.delete()
    return membership.classroom


def memberships(user: Any) -> QuerySet[Membership]:
    """A learner's classes with their instructors, by name."""
    return Membership.objects.filter(user=user).select_related("classroom__instructor").order_by("classroom__name")


def export(user: Any) -> list[dict[str, Any]]:
    """A learner's classes as plain JSON."""
    return [{"name": one.classroom.name, "joined": one.joined.isoformat()} for one in memberships(user)]
