"""Writes small trees of lessons for tests: one that holds, to be broken in one place at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LESSON = """\
---
title: The N+1 problem
minutes: 12
dataset: town-library
---
Every `post.author` on a post loaded without its author is one more query.

```predict loop-count
ask: How many queries will this run on 100 posts?
code: |
  for post in Post.objects.all():
      print(post.author.name)
answer: 101
because: One for the posts, then one for each post's author.
```

```exercise posts-with-authors
```
"""
EXERCISE = """\
title: Posts with their authors
task: Return a list of `(title, author name)` for all posts.
dataset: town-library
compare: value
ordered: false
budget: 1
growth: constant
checks: [same_result, max_queries, flat_growth]
hints:
  - Ask for the authors together with the posts.
wrong:
  wrong_naive.py:
    check: max_queries
    hint: One query for each author. Add select_related("author").
"""
NAIVE = "[(post.title, post.author.name) for post in Post.objects.all()]\n"
SOLUTION = '[(post.title, post.author.name) for post in Post.objects.select_related("author")]\n'


@dataclass(frozen=True)
class LessonTree:
    """A folder of lessons on disk; `write` takes paths inside it."""

    root: Path

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a file in one place, which must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def add_to_lesson(self, text: str, path: str = "10-n-plus-one/lesson.md") -> int:
        """Put text at a lesson's end; the line its first character stands on."""
        before = (self.root / path).read_text(encoding="utf-8")
        self.write(path, before + text)
        return before.count("\n") + 1


def write_lessons(root: Path) -> LessonTree:
    """One lesson with a prediction and an exercise, as short as the documentation's example."""
    tree = LessonTree(root)
    tree.write("10-n-plus-one/lesson.md", LESSON)
    tree.write("10-n-plus-one/posts-with-authors/exercise.yaml", EXERCISE)
    tree.write("10-n-plus-one/posts-with-authors/starter.py", NAIVE)
    tree.write("10-n-plus-one/posts-with-authors/solution.py", SOLUTION)
    tree.write("10-n-plus-one/posts-with-authors/wrong_naive.py", NAIVE)
    return tree
