"""“This did not help”: said by a learner of one result, answered by an instructor, read by the learner."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from course import classes
from course.attempts import Learner
from course.models.attempt import Attempt
from course.models.feedback import Feedback
from course.models.role import administers


def give(learner: Learner, attempt_id: int, note: str) -> Feedback | None:
    """Note that a result did not help; said again, the note is replaced. None when it is no attempt of theirs."""
    attempt = owned(Attempt.objects.all(), learner).filter(pk=attempt_id).first()
    if attempt is None:
        return None
    return Feedback.objects.update_or_create(attempt=attempt, defaults={"note": note})[0]


def queue(user: Any) -> QuerySet[Feedback]:
    """What an instructor may read: of their classes' members, and of those whom nobody teaches; an administrator: all.

    The newest first. Each has `taught`: whether its learner is in a class, and so known by name.
    """
    found = Feedback.objects.select_related("attempt__user", "replied_by").annotate(
        taught=Exists(classes.taught_memberships().filter(user=OuterRef("attempt__user")))
    )
    if administers(user):
        return found
    return found.filter(Q(taught=False) | Q(attempt__user__in=classes.learners_of_all(user)))


def reply(user: Any, feedback: Feedback, text: str) -> None:
    """Answer, or answer anew: the learner sees it as unread."""
    feedback.reply, feedback.replied_by, feedback.replied, feedback.read = text, user, timezone.now(), None
    feedback.save(update_fields=["reply", "replied_by", "replied", "read"])


def of_learner(learner: Learner) -> QuerySet[Feedback]:
    """What the learner said, and what was answered. The newest first."""
    return owned(Feedback.objects.select_related("attempt", "replied_by"), learner, "attempt__")


def unread(learner: Learner) -> int:
    """How many answers the learner has not put away."""
    return of_learner(learner).filter(~Q(reply=""), read=None).count()


def mark_read(learner: Learner, feedback_id: int) -> bool:
    """Put an answer away. False when there is no such one of theirs."""
    answered = of_learner(learner).filter(~Q(reply=""), pk=feedback_id)
    return bool(Feedback.objects.filter(pk__in=answered.values("pk"), read=None).update(read=timezone.now()))


def export(learner: Learner) -> list[dict[str, Any]]:
    """The same as plain JSON."""
    return [
        {
            "created": one.created.isoformat(), "exercise": one.attempt.exercise, "note": one.note, "reply": one.reply,
            "replied": one.replied.isoformat() if one.replied else None,
        }
        for one in of_learner(learner)
    ]


def owned(rows: QuerySet[Any], learner: Learner, path: str = "") -> QuerySet[Any]:
    """Those rows whose attempt, found along `path`, is the learner's."""
    if not (learner.user or learner.session_key):
        return rows.none()
    return rows.filter(**{f"{path}{name}": value for name, value in learner.owner.items()})
