"""Models and tables as words in a sentence: `AccessGrant` is "access grant", several are "access grants"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
UNCHANGED = frozenset({"staff", "series", "news", "equipment"})
# Words for several that have another one for a single one.
ONE_OF = {"staff": "staff member"}


def noun(model: str) -> str:
    """One object of the model. A link table of a many-to-many field is called `Post_tags`."""
    owner, _, field = model.partition("_")
    if field:
        return f"link between {plural(owner)} and {field.replace('_', ' ')}"
    words = _words(model)
    return ONE_OF.get(words, words)


def _words(model: str) -> str:
    return _WORDS.sub(" ", model).lower()


def plural(model: str) -> str:
    """Several objects of the model."""
    owner, _, field = model.partition("_")
    if field:
        return f"links between {plural(owner)} and {field.replace('_', ' ')}"
    one = _words(model)
    if one.rpartition(" ")[2] in UNCHANGED:
        return one
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        return f"{one[:-1]}ies"
    return f"{one}es" if one.endswith(("s", "x", "z", "ch", "sh")) else f"{one}s"


def counted(number: int, model: str) -> str:
    """`1 post`, `160 loans`."""
    return f"{number:,} {noun(model) if number == 1 else plural(model)}"


def model_of(table: str, tables: Mapping[str, str]) -> str:
    """The model's name; for a table of no known model, the table's own."""
    return tables.get(table, table.replace("_", " "))


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
