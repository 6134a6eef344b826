"""Which versions of which datasets are known, and which one is live."""

from __future__ import annotations

from django.db import models


class DatasetVersion(models.Model):
    """One version of a dataset, named by the hash of its content. At most one of a name is live.

    `counts` holds rows by model (`{"blog.Post": 100}`). `source_digest` is set for the data that came with the site:
    a hash of its fixtures and of the code that builds images, by which `manage.py seed` knows whether to build again.
    """

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=64)
    loaded_by = models.CharField(max_length=150)
    loaded_at = models.DateTimeField(auto_now_add=True)
    live = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict)
    source_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("name", "-loaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("name", "version"), name="dataset_version_once"),
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(live=True), name="one_live_version_of_a_dataset"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.version[:12]}{' (live)' if self.live else ''}"
