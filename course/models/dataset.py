"""Which versions of which datasets are known, how far each has come, and which one is live."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from course.domain.verification import Verified


class DatasetVersion(models.Model):
    """One version of a dataset, named by the hash of its content. At most one of a name is live.

    `version` is "" until its files have been built. `counts` holds rows by model (`{"blog.Post": 100}`).
    `source_digest` is set for the data that came with the site: a hash of its fixtures and of the code that builds
    images, by which `manage.py seed` knows whether to build again.
    files: `[{"name", "bytes"}]` as uploaded; onto: the version they were laid over, or ""; whole_models: whether their
    models replaced that version's whole, so that rows left out are gone.
    size: bytes of its images and its fixture. faults: the first 200, each a `course.datasets.Fault`; fault_count: all.
    preview: a `course.domain.data_changes.Preview`. results: each a `course.domain.verification.Verified`, of those
    `total` items that were verified so far; at: the lesson at work; lessons_digest: a hash of the lessons' and labs'
    files that the whole report is about, "" where nobody has verified.
    worker, heartbeat: the process at work and its last sign of life; cancel: it shall stop.
    switched_off: the items that learners may not do while this version is live, because it breaks them.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "uploaded"
        CHECKING = "checking", "being checked"
        FAULTY = "faulty", "has faults"
        FAILED = "failed", "could not be built"
        SAME = "same", "already known"
        READY = "ready", "not verified"
        VERIFYING = "verifying", "being verified"
        VERIFIED = "verified", "verified"
        INTERRUPTED = "interrupted", "interrupted"
        PRUNED = "pruned", "images removed"

    AT_WORK = (State.UPLOADED, State.CHECKING, State.VERIFYING)

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.VERIFIED)
    message = models.CharField(max_length=300, blank=True)
    loaded_by = models.CharField(max_length=150)
    loaded_at = models.DateTimeField(auto_now_add=True)
    live = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list)
    onto = models.CharField(max_length=64, blank=True)
    whole_models = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    size = models.PositiveBigIntegerField(default=0)
    source_digest = models.CharField(max_length=64, blank=True)
    same_as = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+")

    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    preview = models.JSONField(default=dict)
    results = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    at = models.CharField(max_length=200, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    lessons_digest = models.CharField(max_length=64, blank=True)

    worker = models.CharField(max_length=60, blank=True)
    heartbeat = models.DateTimeField(null=True, blank=True)
    cancel = models.BooleanField(default=False)

    activated_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.CharField(max_length=150, blank=True)
    switched_off = models.JSONField(default=list)
    override_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "-loaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("name", "version"), condition=~models.Q(version=""), name="dataset_version_once"
            ),
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(live=True), name="one_live_version_of_a_dataset"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.short}{' (live)' if self.live else ''}"

    @property
    def short(self) -> str:
        """The beginning of the hash, as people read it; of an upload that has none yet, its number."""
        return self.version[:12] or f"upload {self.pk}"

    @property
    def verified(self) -> tuple[Verified, ...]:
        """What verification has found so far, item by item."""
        return tuple(Verified.of(result) for result in self.results)

    @property
    def broken(self) -> tuple[Verified, ...]:
        return tuple(result for result in self.verified if result.breaks)

    @property
    def still_on(self) -> tuple[Verified, ...]:
        """What would be graded wrongly on it and has not been switched off."""
        return tuple(result for result in self.broken
                     if result.can_be_switched_off and result.item not in self.switched_off)

    @property
    def was_live(self) -> bool:
        return self.activated_at is not None

    @property
    def standing(self) -> State:
        """Its state; `interrupted` where the process at work has died."""
        return self.State.INTERRUPTED if self.is_interrupted else self.State(self.state)

    @property
    def is_at_work(self) -> bool:
        """Whether a process is working on it, as far as its heartbeat tells."""
        return self.state in self.AT_WORK and not self.is_interrupted

    @property
    def is_interrupted(self) -> bool:
        """Whether its process has died: no sign of life for a while."""
        if self.state not in self.AT_WORK:
            return self.state == self.State.INTERRUPTED
        return self.heartbeat is None or self.heartbeat < oldest_sign_of_life()

    @property
    def goes_at(self) -> Any:
        """From when on `prune_datasets` removes an upload that never became a version."""
        return self.loaded_at + timedelta(days=settings.DATASET_UPLOAD_DAYS)

    def facts(self) -> dict[str, Any]:
        """What `list_datasets --json` tells of it."""
        return {
            "name": self.name, "version": self.version, "state": self.standing.value, "loaded_by": self.loaded_by,
            "loaded_at": self.loaded_at.isoformat(), "live": self.live, "note": self.note, "counts": self.counts,
            "size": self.size, "switched_off": self.switched_off,
        }


def oldest_sign_of_life() -> Any:
    """Whoever has given no sign since then is taken for dead."""
    return timezone.now() - timedelta(seconds=settings.DATASET_DEAD_AFTER_SECONDS)
