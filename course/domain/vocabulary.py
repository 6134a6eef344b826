"""The names that an editor completes and checks, as the tool "vocabulary" tells them."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

from pydantic import Field

from course.domain.told import ToldModel, read_told

Name = Annotated[str, Field(max_length=200)]
Names = Annotated[list[Name], Field(max_length=2_000)]
Relations = Annotated[dict[Name, tuple[Name, bool]], Field(max_length=400)]


class Members(ToldModel):
    """What a model has. fields: name -> kind. relations and accessors: name -> (model, whether it leads to many)."""

    fields: Annotated[dict[Name, Name], Field(max_length=400)]
    relations: Relations
    accessors: Relations


class Vocabulary(ToldModel):
    """lookups: by kind of field. methods: of a QuerySet, each with one line. scope: names that need no import."""

    models: Annotated[dict[Name, Members], Field(max_length=400)]
    lookups: Annotated[dict[Name, Names], Field(max_length=400)]
    methods: Annotated[dict[Name, Name], Field(max_length=400)]
    scope: Names

    def as_text(self) -> str:
        """JSON, the same text for the same names."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))


def read_vocabulary(answer: Any) -> Vocabulary:
    """Raises BadReport."""
    return read_told(Vocabulary, _with_pairs(answer))


def _with_pairs(answer: Any) -> Any:
    """JSON has no pairs: its lists of two become some."""
    if isinstance(answer, list) and len(answer) == 2 and isinstance(answer[1], bool):
        return tuple(answer)
    if isinstance(answer, dict):
        return {name: _with_pairs(part) for name, part in answer.items()}
    return answer


def digest(text: str) -> str:
    """A name for exactly this text, to stand in an address."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
