"""Writes a course of any size into a folder, for tests that count, break or hide things."""

from __future__ import annotations

from pathlib import Path

LESSON = """---
title: Lesson {number}
number: "{module}.{place}"
module: Module {module}
minutes: 5
dataset: town-library
goals: [Count.]
summary: In short, {number}.
---
Prose of lesson {number}.

{exercises}

```run sample-{number}
code: |
  Post.objects.count()
```

```predict predict-{number}
ask: How many queries?
code: |
  Post.objects.count()
answer: 1
because: A COUNT is one statement, says reason {number}.
wrong:
  "7": Seven is what hint {number} calls far too many.
```

```quiz quiz-{number}
ask: Which one counts?
choices:
  - text: count()
    right: true
    because: It asks the database, says reason {number}.
  - text: len()
    because: It loads every row, says reason {number}.
```

```myth myth-{number}
claim: Counting is free.
because: Counting reads an index, says reason {number}.
```
"""
EXERCISE = """title: Count {name}
task: Count the posts.
budget: "1"
hints: [Ask the database, "says hint of {name}."]
because: A COUNT is enough, says the solution of {name}.
wrong:
  wrong_len.py:
    check: max_queries
    hint: You loaded every row, says the wrong answer of {name}.
"""
SOLUTION = "def solve():\n    return Post.objects.filter(pk__gte=0).count()  # solution of {name}\n"


def write_course(root: Path, *, modules: int = 1, lessons: int = 1, exercises: int = 1) -> Path:
    """`modules` modules of `lessons` lessons of `exercises` exercises each; slugs are lesson-1, lesson-2 …"""
    number = 0
    for module in range(1, modules + 1):
        for place in range(1, lessons + 1):
            number += 1
            names = [f"exercise-{number}-{one}" for one in range(1, exercises + 1)]
            folder = root / f"{module}{place}-lesson-{number}"
            folder.mkdir(parents=True)
            fences = "\n\n".join(f"```exercise {name}\n```" for name in names)
            text = LESSON.format(number=number, module=module, place=place, exercises=fences)
            (folder / "lesson.md").write_text(text)
            for name in names:
                write_exercise(folder / name, name)
    return root


def write_exercise(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder / "exercise.yaml").write_text(EXERCISE.format(name=name))
    (folder / "starter.py").write_text("def solve():\n    ...\n")
    (folder / "solution.py").write_text(SOLUTION.format(name=name))
    (folder / "wrong_len.py").write_text("def solve():\n    return len(Post.objects.all())\n")


def add_side_pages(root: Path, many: int) -> None:
    """Make the first lesson the final project with `many` problems; add `many` words and names to look up."""
    problems = "".join(
        f"    - {{title: Problem {one}, shown_by: n_plus_one Post.author, lesson: lesson-1}}\n" for one in range(many)
    )
    lesson = root / "11-lesson-1" / "lesson.md"
    project = f"project:\n  exercise: exercise-1-1\n  queries: 2\n  problems:\n{problems}---\nProse"
    lesson.write_text(lesson.read_text().replace("---\nProse", project))
    words = "".join(f"  - {{term: Count{'!' * one}, lesson: lesson-1, means: How many.}}\n" for one in range(many))
    (root / "glossary.yaml").write_text(f"terms:\n{words}")
    names = ["count", "filter", "all"][:many]
    listed = "".join(f"      {name}: A method.\n" for name in names)
    (root / "methods.yaml").write_text(f"groups:\n  - title: Methods\n    kind: method\n    names:\n{listed}")
