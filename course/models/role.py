"""Who may do what: learners, instructors (a group), administrators (superusers with access to the admin)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group

INSTRUCTORS = "Instructors"
LEARNER = "learner"


def administers(user: Any) -> bool:
    """Whether the user sees and may change everything."""
    return bool(user.is_active and user.is_staff and user.is_superuser)


def teaches(user: Any) -> bool:
    """Whether the user is an instructor; an administrator always is. One query, for an administrator none."""
    return administers(user) or bool(user.is_active and user.groups.filter(name=INSTRUCTORS).exists())


def rights(user: Any) -> str:
    """All that lets the user do more, or less, than a learner, in words: "instructor, staff". One query."""
    found = {
        "instructor": user.groups.filter(name=INSTRUCTORS).exists(), "staff": user.is_staff,
        "superuser": user.is_superuser, "locked out": not user.is_active,
    }
    return ", ".join(word for word, has in found.items() if has) or LEARNER


def appoint(user: Any) -> None:
    """Make the user an instructor."""
    user.groups.add(Group.objects.get_or_create(name=INSTRUCTORS)[0])


def dismiss(user: Any) -> None:
    """Make the user a learner again. Their classes stay, and only administrators see them."""
    user.groups.remove(*Group.objects.filter(name=INSTRUCTORS))
