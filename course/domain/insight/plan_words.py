"""The names and phrases that sentences about a plan are made of."""

from __future__ import annotations

import re


def made_name(name: str) -> str:
    """A subquery in FROM has a number, a CTE the name it was given."""
    return "the subquery" if name.startswith("(") or name == "subquery" else f"`{name}`"


def constant_words(text: str) -> str:
    number = re.search(r"\d+", text)
    return f"takes {number[0]} rows from the statement itself" if number else "needs no table for this row"


def set_words(text: str) -> str:
    for word, meaning in (
        ("UNION ALL", "adds the rows of the next query:"),
        ("INTERSECT", "keeps the rows that the next query gives as well:"),
        ("EXCEPT", "leaves out the rows that the next query gives:"),
        ("UNION", "adds the rows of the next query and leaves out duplicates:"),
    ):
        if word in text:
            return meaning
    return "runs several queries and joins their rows:"


def field_words(name: str) -> str:
    """A column as its field: `author_id` is `author`."""
    return name.removesuffix("_id") if name != "id" else "its primary key"
