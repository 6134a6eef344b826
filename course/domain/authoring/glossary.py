"""The words of the course: what each means, which lesson teaches it, and where a text first uses it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from course.domain.authoring.authored import Located, Texts


class WordToLink(NamedTuple):
    """A word, in all its forms, and the anchor of its place in the glossary."""

    anchor: str
    phrases: tuple[str, ...]


class Term(Located):
    """One word of the glossary. also: other forms of it; lesson: the slug of the lesson that teaches it.

    linked: whether the first use in each lesson becomes a link; words that stand everywhere had better not.
    not_in: slugs of lessons in which the word means something else, or is no news.
    """

    term: str = Field(min_length=1, max_length=60)
    also: Texts = ()
    lesson: str = Field(min_length=1)
    means: str = Field(min_length=1)
    linked: bool = True
    not_in: Texts = ()

    @property
    def anchor(self) -> str:
        """The `id` of its place on the glossary's page."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.term.lower()).strip("-")

    @property
    def phrases(self) -> tuple[str, ...]:
        return (self.term, *self.also)

    def links_from(self, slug: str) -> bool:
        """Whether its first use in that lesson becomes a link: in all but the one that teaches it, and `not_in`."""
        return self.linked and slug != self.lesson and slug not in self.not_in

    @property
    def to_link(self) -> WordToLink:
        return WordToLink(self.anchor, self.phrases)

    def used_in(self, text: str) -> bool:
        return pattern_of(self.phrases).search(text) is not None


@lru_cache(maxsize=512)
def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words, also in the plural and across a line's end; the longest goes first."""
    words = "|".join(_one_or_many(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w+-])(?:{words})(?![\w+-])", re.IGNORECASE)


def _one_or_many(phrase: str) -> str:
    plural = "es" if phrase.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return r"\s+".join(map(re.escape, phrase.split())) + f"(?:{plural})?"
