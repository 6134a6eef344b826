"""The names of a dataset for its editors: asked of the jail once for each version of the data."""

from __future__ import annotations

from functools import lru_cache

from course.datasets import live_image
from course.domain.run import DataImage, RunRequest
from course.domain.vocabulary import Vocabulary, digest, read_vocabulary
from course.sandbox import pool


def vocabulary_of(dataset: str) -> Vocabulary:
    """Of the live version. Raises UnknownDataset, SandboxUnavailable, SandboxBusy, and BadReport."""
    return _vocabulary(live_image(dataset))


def vocabulary_text(dataset: str) -> tuple[str, str]:
    """The names as JSON, and the name of exactly that text. Raises as `vocabulary_of` does."""
    text = vocabulary_of(dataset).as_text()
    return text, digest(text)


@lru_cache(maxsize=16)
def _vocabulary(image: DataImage) -> Vocabulary:
    """A failure is not remembered."""
    return read_vocabulary(pool.run(RunRequest("", image, tool="vocabulary")).answer)
