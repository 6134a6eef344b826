"""`manage.py make_instructor USERNAME [--remove]`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from course.models import AuditEntry, role

ACTOR = "manage.py make_instructor"


class Command(BaseCommand):
    help = "Make a user an instructor, or with --remove a learner again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--remove", action="store_true", help="make the instructor a learner again")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['username']}; they must sign up first.", returncode=2)
        act, action, words = (
            (role.dismiss, AuditEntry.Action.DISMISS, "a learner again")
            if options["remove"]
            else (role.appoint, AuditEntry.Action.APPOINT, "an instructor")
        )
        act(user)
        AuditEntry.objects.record(ACTOR, action, user.get_username())
        self.stdout.write(f"{user.get_username()} is now {words}.")
