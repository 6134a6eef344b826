"""Writes the files of a new exercise, as an example that holds, and its fence into the lesson."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from pathlib import Path

from course.domain.items import Item, Sample
from course.domain.lesson import Lesson

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
LAST_PART = re.compile(r"^## Where to look\b.*$", re.MULTILINE)
EXERCISE = """\
{curriculum}title: {title}
task: |
  Return a list of `(title, author's name)` for **all** posts.

  The code below gives the right list in 101 queries. Make it **1**.
style: fix
compare: value
ordered: false
budget: "1"
N: Post.objects.count()
growth: flat
hints:
  - >-
    A nudge: where to look. Which dot in the code asks the database once for each post?
  - >-
    The idea, in words. Each post has one author, who can come along in the same query.
  - >-
    Almost there: `Post.objects.select_related("...")`, with the name of the field that leads to the author.
wrong:
  wrong_as_given.py:
    check: max_queries
    queries: 1 + N
    hint: >-
      The rows are right, and they cost one query for the posts and one for each post's author. Let the authors come
      with the posts.
because: >-
  `select_related("author")` joins the authors to the posts, so that one query brings both.
"""
NAIVE = """\
def solve():
    return [(post.title, post.author.name) for post in Post.objects.all()]
"""
SOLUTION = """\
def solve():
    posts = Post.objects.select_related("author")
    return [(post.title, post.author.name) for post in posts]
"""
ALSO = """\
def solve():
    return Post.objects.values_list("title", "author__name")
"""


class NotAdded(Exception):
    """Nothing was written. `message` says why, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def add_exercise(lesson: Lesson, name: str, taken: Mapping[str, Item | Sample]) -> list[Path]:
    """The files written or changed, lesson.md last. taken: every item of the course by its id.

    Raises NotAdded. Nothing that exists is written over.
    """
    folder = Path(lesson.path).parent / name
    _refuse(name, folder, taken)
    folder.mkdir()
    written = [folder / file for file in _files(lesson, name, taken)]
    for file, text in zip(written, _files(lesson, name, taken).values(), strict=True):
        file.write_text(text, encoding="utf-8")
    page = Path(lesson.path)
    page.write_text(with_fence(page.read_text(encoding="utf-8"), name), encoding="utf-8")
    return [*written, page]


def _refuse(name: str, folder: Path, taken: Mapping[str, Item | Sample]) -> None:
    if not ID.fullmatch(name):
        raise NotAdded(f"`{name}` is no id: use small letters, digits and hyphens, such as posts-with-authors.")
    if name in taken:
        raise NotAdded(f"The id `{name}` is taken by {taken[name].path}: choose another.")
    if folder.exists():
        raise NotAdded(f"{folder} exists already, and nothing is written over: choose another id, or remove it.")


def _files(lesson: Lesson, name: str, taken: Mapping[str, Item | Sample]) -> dict[str, str]:
    title = name.replace("-", " ").capitalize()
    return {
        "exercise.yaml": EXERCISE.format(title=title, curriculum=_curriculum(lesson, taken)),
        "starter.py": NAIVE,
        "solution.py": SOLUTION,
        "also_values_list.py": ALSO,
        "wrong_as_given.py": NAIVE,
    }


def _curriculum(lesson: Lesson, taken: Mapping[str, Item | Sample]) -> str:
    """A line with the lesson's next free curriculum id, where the lesson's number is one of a curriculum (`5.1`)."""
    used = {getattr(item, "curriculum", "") for item in taken.values()}
    free = (f"{lesson.front.number}{letter}" for letter in string.ascii_lowercase)
    found = next((each for each in free if each not in used), "")
    return f"curriculum: {found}\n" if "." in lesson.front.number and found else ""


def with_fence(text: str, name: str) -> str:
    """The lesson with a fence for the exercise: before the part `## Where to look …`, else at the end."""
    last = LAST_PART.search(text)
    place = last.start() if last else len(text)
    before, after = text[:place].rstrip("\n"), text[place:]
    return f"{before}\n\n```exercise {name}\n```\n" + (f"\n{after}" if after else "")
