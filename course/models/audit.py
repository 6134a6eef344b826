"""What instructors and administrators did that concerns others: who, when, what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models


class AuditEntryManager(models.Manager["AuditEntry"]):
    def record(self, actor: Any, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> AuditEntry:
        """Write one entry, in the transaction of what it tells of.

        actor: a user, or the name of what acted ("manage.py load_dataset"). action: one of AuditEntry.Action.
        subject: what it was done to, in words people know ("town-library 3f9c0a1b2c3d"). detail: plain JSON.
        """
        user, name = (None, actor) if isinstance(actor, str) else (actor, actor.get_username())
        return self.create(
            actor=user, actor_name=name[:150], action=action, subject=subject[:200], detail=dict(detail or {})
        )


class AuditEntry(models.Model):
    """One act. Entries are only ever added. `actor_name` stays when the actor's account is deleted."""

    class Action(models.TextChoices):
        UPLOAD = "upload", "uploaded"
        VERIFY = "verify", "verified"
        ACTIVATE = "activate", "activated"
        ROLL_BACK = "roll_back", "rolled back to"
        OVERRIDE = "override", "activated in spite of its report"
        REMOVE = "remove", "removed"
        EXPORT = "export", "exported"
        SWITCH_OFF = "switch_off", "switched off"
        SWITCH_ON = "switch_on", "switched on"
        CREATE_CLASS = "create_class", "created the class"
        ARCHIVE_CLASS = "archive_class", "archived the class"
        REOPEN_CLASS = "reopen_class", "opened again the class"
        RENEW_CODE = "renew_code", "renewed the join code of"
        REMOVE_MEMBER = "remove_member", "removed a learner from"
        APPOINT = "appoint", "made an instructor of"
        DISMISS = "dismiss", "made a learner again of"
        CHANGE_ROLE = "change_role", "changed the role of"

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=20, choices=Action)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    objects = AuditEntryManager()

    DATA_ACTIONS = (
        Action.UPLOAD, Action.VERIFY, Action.ACTIVATE, Action.ROLL_BACK, Action.OVERRIDE, Action.REMOVE,
        Action.SWITCH_OFF, Action.SWITCH_ON,
    )
    """What concerns the course as a whole: every instructor may read it."""

    class Meta:
        ordering = ("-created", "-pk")
        verbose_name_plural = "audit entries"
        indexes = (models.Index(fields=("action", "-created"), name="audit_by_action"),)

    def __str__(self) -> str:
        return f"{self.actor_name} {self.get_action_display()} {self.subject}"

    @property
    def told(self) -> list[tuple[str, str]]:
        """Its details as people read them."""
        return [(name, ", ".join(map(str, value)) if isinstance(value, list) else str(value))
                for name, value in self.detail.items()]
