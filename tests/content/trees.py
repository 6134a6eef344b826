"""The files of the tests' tree of lessons, what is added to them, and what the loader says of a tree."""

import pytest

from course.content import ContentErrors, load_course

LESSON = "10-n-plus-one/lesson.md"
FOLDER = "10-n-plus-one/posts-with-authors"
YAML = f"{FOLDER}/exercise.yaml"
QUIZ = """\

```quiz where
ask: Where?
choices:
  - text: here
    right: true
    because: Yes.
  - text: there
    because: No.
```
"""
STRICT = """\
title: One Query
strict: true
modules:
  - title: The N+1 problem
    promise: See it.
facts:
  000: 3
"""


def problems(tree):
    """(file inside the tree, line, problem, remedy) of each mistake."""
    with pytest.raises(ContentErrors) as error:
        load_course(tree.root)
    return [(p.file.removeprefix(f"{tree.root}/"), p.line, p.problem, p.remedy) for p in error.value.problems]


def places(tree):
    return [(file, line, problem) for file, line, problem, _remedy in problems(tree)]
