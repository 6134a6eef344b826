"""Who becomes staff or superuser without a page (`createsuperuser`, a shell, a fixture) stands in the audit log too."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from course.models import role
from course.models.audit import AuditEntry

GIVEN = {"is_staff", "is_superuser"}


@receiver(pre_save, sender=settings.AUTH_USER_MODEL)
def note_rights(sender: Any, instance: Any, update_fields: Any, **_: Any) -> None:
    """What the user might do until now. Whoever has neither right costs no query; nor does a log-in."""
    instance.rights_before = None
    is_given = any(getattr(instance, name) for name in GIVEN) and (update_fields is None or GIVEN & set(update_fields))
    if is_given and not getattr(instance, "is_recorded_by_page", False):
        stored = sender.objects.filter(pk=instance.pk).first()
        instance.rights_before = role.rights(stored) if stored else role.LEARNER


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def record_gain(instance: Any, **_: Any) -> None:
    if instance.rights_before is not None and role.rights(instance) != instance.rights_before:
        told = {"from": instance.rights_before, "to": role.rights(instance)}
        AuditEntry.objects.record(program(), AuditEntry.Action.CHANGE_ROLE, instance.get_username(), told)


def program() -> str:
    """What runs, as people call it: "manage.py createsuperuser", "gunicorn"."""
    name, command = Path(sys.argv[0]).name, sys.argv[1:2]
    return " ".join(["manage.py", *command]) if name in ("manage.py", "django-admin") else name or "a program"
