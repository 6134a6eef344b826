"""A tree of lessons that holds, broken in one place at a time: each time the file, the line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course import content, proofs
from course.domain.problem import Problem
from course.domain.run import DataImage, RunResult, RunStatus, RunValue
from course.models import DatasetVersion
from course.verification import verify_dataset
from tests.lesson_tree import NAIVE, LessonTree, write_lessons

FOLDER = "10-n-plus-one"
YAML = f"{FOLDER}/posts-with-authors/exercise.yaml"
ITEMS = """
```run three-titles
code: |
  for tag in Tag.objects.order_by("pk")[:1]:
      print("a tag")
  print("the end")
queries: 1
output: |
  a tag
  the end
```

```myth joins-are-columns
claim: A many-to-many field adds a column.
because: It adds a table.
proofs:
  - code: Post.tags.through._meta.db_table
    shows: "'blog_post_tags'"
  - code: Post.objects.filter(nothing=1)
    raises: FieldError
  - code: list(Post.objects.all()[:2])
    queries: 1
```

```predict with-formula
ask: How many?
code: |
  [p.author.name for p in Post.objects.all()]
answer: 101
formula: 1 + N
N: Post.objects.count()
because: One and one for each.
```
"""

MISSING_FIELD = (
    "the proof should raise ValueError and ends with FieldError: Cannot resolve keyword 'nothing' into field. "
    "Choices are: author, author_id, body, book, book_id, categories, comment, comment_total, created, featured, id, "
    "likes, published, reviewed, tags, title, views, vote"
)


@pytest.fixture
def tree(tmp_path: Path) -> LessonTree:
    return write_lessons(tmp_path)


@pytest.fixture
def found(sandbox: Any, live_dataset: DatasetVersion, tree: LessonTree) -> Callable[[], list[tuple[str, int, str]]]:
    """(file, line, problem) of everything that does not hold in the tree."""

    def check() -> list[tuple[str, int, str]]:
        (lesson,) = content.load_course(tree.root).lessons
        return [(relative(tree, one), one.line, one.problem) for one in proofs.check_lesson(lesson)]

    return check


@pytest.fixture
def found_in_items(sandbox: Any, live_dataset: DatasetVersion, tree: LessonTree) -> Callable[[], list[tuple[str, int, str]]]:
    """The same for everything but exercises."""

    def check() -> list[tuple[str, int, str]]:
        (lesson,) = content.load_course(tree.root).lessons
        items = [item for item in lesson.items if item.kind != "exercise"]
        image = DataImage("town-library", live_dataset.version)
        return [(relative(tree, one), one.line, one.problem) for item in items for one in proofs.prove(item, image)]

    return check


def relative(tree: LessonTree, problem: Problem) -> str:
    return str(Path(problem.file).relative_to(tree.root))


def line_of(tree: LessonTree, path: str, text: str) -> int:
    lines = (tree.root / path).read_text().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_a_lesson_that_holds_has_no_problem(tree: LessonTree, found: Any) -> None:
    tree.add_to_lesson(ITEMS)
    assert found() == []


def test_the_budget_is_proven_on_the_solution(tree: LessonTree, found: Any) -> None:
    tree.replace(YAML, "budget: 1", "budget: 0")
    (problem,) = found()
    assert problem == (YAML, line_of(tree, YAML, "budget"), "the solution sends 1 query on base, the budget there is 0")


def test_a_budget_that_lets_the_naive_answer_pass_shows_at_starter_and_wrong_answer(tree: LessonTree, found: Any) -> None:
    tree.replace(YAML, "budget: 1", "budget: 1 + N\nN: Post.objects.count()")
    tree.replace(YAML, "growth: constant", "growth: any")
    tree.replace(YAML, "checks: [same_result, max_queries, flat_growth]\n", "")
    assert found() == [
        (f"{FOLDER}/posts-with-authors/starter.py", 1, "the starter passes already"),
        (YAML, line_of(tree, YAML, "check: max_queries"), "wrong_naive.py should fail max_queries first and passes"),
    ]


def test_a_solution_that_raises_names_its_line(tree: LessonTree, found: Any) -> None:
    tree.write(f"{FOLDER}/posts-with-authors/solution.py", "posts = Post.objects.all()\nposts.first().nothing\n")
    (problem,) = found()
    assert problem[:2] == (f"{FOLDER}/posts-with-authors/solution.py", 1)
    assert "the solution of posts-with-authors ends with AttributeError" in problem[2]


def test_a_solution_that_grows_is_found(tree: LessonTree, found: Any) -> None:
    tree.write(f"{FOLDER}/posts-with-authors/solution.py", NAIVE)
    tree.replace(YAML, "budget: 1", "budget: 5000")
    assert found() == [(YAML, line_of(tree, YAML, "growth"), (
        "the solution fails the check flat_growth on scale-4 (101 queries become 401 on four times the data: the number "
        "grows with the rows. Look for the query that runs once for each row)"
    ))]


def test_another_right_answer_has_to_pass(tree: LessonTree, found: Any) -> None:
    tree.write(f"{FOLDER}/posts-with-authors/also_values.py", "Post.objects.values_list('title', 'author__name')\n")
    assert found() == []
    tree.write(f"{FOLDER}/posts-with-authors/also_values.py", "Post.objects.values_list('title')\n")
    ((file, line, problem),) = found()
    assert (file, line) == (f"{FOLDER}/posts-with-authors/also_values.py", 1)
    assert problem.startswith("this answer should pass and fails same_result on base")


def test_a_solution_that_no_other_right_answer_agrees_with_is_the_one_to_mend(tree: LessonTree, found: Any) -> None:
    folder = f"{FOLDER}/posts-with-authors"
    tree.write(f"{folder}/also_values.py", "Post.objects.values_list('title', 'author__name')\n")
    tree.write(f"{folder}/also_f.py", "Post.objects.values_list('title', F('author__name'))\n")
    tree.write(f"{folder}/solution.py", "Post.objects.values_list('title', 'author__handle')\n")
    first, *others = found()
    assert first[:2] == (f"{folder}/solution.py", 1)
    assert first[2].startswith("no other right answer agrees with the solution: also_f.py fails same_result on base (")
    assert [file for file, _line, _problem in others] == [f"{folder}/also_f.py", f"{folder}/also_values.py"]


def test_a_slow_solution_is_to_blame_where_another_right_answer_passes(tree: LessonTree, found: Any) -> None:
    folder = f"{FOLDER}/posts-with-authors"
    tree.write(f"{folder}/also_values.py", "Post.objects.values_list('title', 'author__name')\n")
    tree.write(f"{folder}/solution.py", f"posts = 1\n{NAIVE}")
    problems = found()
    assert {problem[:2] for problem in problems} == {(f"{folder}/solution.py", 2)}
    assert "the solution fails max_queries on base (101 queries, the budget is 1), and another right answer passes" in {
        problem[2] for problem in problems
    }


@pytest.mark.parametrize(("old", "new", "field", "problem"), [
    ("check: max_queries", "check: same_result", "check:",
     "wrong_naive.py should fail same_result first and fails max_queries on base (101 queries, the budget is 1)"),
    ("check: max_queries", "raises: FieldError", "raises:",
     "wrong_naive.py should raise FieldError and fails max_queries on base (101 queries, the budget is 1)"),
    ("check: max_queries", "check: max_queries\n    queries: 100", "queries: 100",
     "wrong_naive.py sends 101 queries, `queries` says 100"),
])
def test_a_wrong_answer_fails_as_stated(
    tree: LessonTree, found: Any, old: str, new: str, field: str, problem: str
) -> None:
    tree.replace(YAML, old, new)
    assert found() == [(YAML, line_of(tree, YAML, field), problem)]


def test_two_wrong_answers_that_do_the_same_cannot_have_two_hints(tree: LessonTree, found: Any) -> None:
    tree.write(f"{FOLDER}/posts-with-authors/wrong_zz.py", "list((p.title, p.author.name) for p in Post.objects.all())\n")
    tree.replace(YAML, "wrong:\n", "wrong:\n  wrong_zz.py:\n    check: max_queries\n    hint: Another hint.\n")
    assert found() == [(YAML, line_of(tree, YAML, "Another hint"),
                        "wrong_zz.py does not earn its own hint but the one of wrong_naive.py")]
    tree.replace(YAML, "Another hint.", 'One query for each author. Add select_related("author").')
    assert found() == []


def test_an_n_that_does_not_count_is_found(tree: LessonTree, found: Any) -> None:
    tree.replace(YAML, "budget: 1", "budget: 1\nN: Post.objects.all()")
    ((file, line, problem),) = found()
    assert (file, line) == (YAML, line_of(tree, YAML, "N: Post"))
    assert problem.startswith("N, `Post.objects.all()`, must be a whole number; on base it is")


@pytest.mark.parametrize(("old", "new", "at", "problem"), [
    ("queries: 1\noutput", "queries: 2\noutput", "queries: 2", "the sample sends 1 query, `queries` says 2"),
    ("  a tag\n  the end", "  a tag\n  THE END", "  THE END",
     "the sample prints `the end` as line 2 of its output, `output` says `THE END`"),
    ("  a tag\n  the end", "  a tag\n  the end\n  more", "  more",
     "the sample prints `nothing more` as line 3 of its output, `output` says `more`"),
    ('print("the end")', "print(the_end)", "the_end", "the code ends with NameError: name 'the_end' is not defined"),
    ("'blog_post_tags'", "'blog_tags'", "shows:", "the proof gives blog_post_tags, `shows` says 'blog_tags'"),
    ("raises: FieldError", "raises: ValueError", "raises:", MISSING_FIELD),
    ("    queries: 1\n```", "    queries: 4\n```", "    queries: 4", "the proof sends 1 query, `queries` says 4"),
    ("formula: 1 + N", "formula: 2 + N", "formula: 2", "the code sends 101 queries on base, `formula` gives 102"),
])
def test_samples_proofs_and_formulas_are_run(
    tree: LessonTree, found_in_items: Any, old: str, new: str, at: str, problem: str
) -> None:
    tree.add_to_lesson(ITEMS)
    lesson = f"{FOLDER}/lesson.md"
    tree.replace(lesson, old, new)
    assert found_in_items()[0] == (lesson, line_of(tree, lesson, at), problem)


def test_the_number_of_a_prediction_is_what_its_code_sends(tree: LessonTree, found_in_items: Any) -> None:
    lesson = f"{FOLDER}/lesson.md"
    tree.replace(lesson, "answer: 101", "answer: 100")
    assert found_in_items() == [(lesson, line_of(tree, lesson, "answer: 100"), "the code sends 101 queries, `answer` says 100")]


def test_each_problem_says_what_to_do(tree: LessonTree, sandbox: Any, live_dataset: DatasetVersion) -> None:
    tree.replace(YAML, "budget: 1", "budget: 0")
    (lesson,) = content.load_course(tree.root).lessons
    assert [one.remedy for one in proofs.check_lesson(lesson)] == ["change `budget` or the solution"]


def broken_on(version: DatasetVersion) -> list[Any]:
    return [problem for result in verify_dataset(version) for problem in result.problems]


def test_a_new_version_of_the_data_is_proven_with_the_course_that_uses_it(
    tree: LessonTree, sandbox: Any, live_dataset: DatasetVersion, settings: Any
) -> None:
    settings.LESSONS_DIR = tree.root
    assert broken_on(live_dataset) == []
    assert broken_on(DatasetVersion(name="another-dataset", version=live_dataset.version)) == []


def test_a_version_that_breaks_an_answer_is_refused_with_its_problem(
    tree: LessonTree, sandbox: Any, live_dataset: DatasetVersion, settings: Any
) -> None:
    tree.replace(f"{FOLDER}/lesson.md", "answer: 101", "answer: 100")
    settings.LESSONS_DIR = tree.root
    (problem,) = broken_on(live_dataset)
    assert problem.problem == "the code sends 101 queries, `answer` says 100"


def test_a_broken_tree_of_lessons_is_the_problem_of_the_data_that_it_would_prove(
    tree: LessonTree, live_dataset: DatasetVersion, settings: Any
) -> None:
    tree.replace(f"{FOLDER}/lesson.md", "answer: 101", "answer: many")
    settings.LESSONS_DIR = tree.root
    assert len(broken_on(live_dataset)) == 1


def run_of(answer: Any, text: str = "") -> RunResult:
    return RunResult(RunStatus.OK, DataImage("d", "v"), answer=answer, value=RunValue("scalar", text=text))


@pytest.mark.parametrize(("answer", "text", "expected", "holds"), [
    ({"kind": "scalar", "item": True}, "True", "True", True),
    ({"kind": "scalar", "item": 1}, "1", "True", False),
    ({"kind": "items", "items": ["a", [1, None]]}, "", "['a', (1, None)]", True),
    ({"kind": "items", "items": [2, 1]}, "", "[1, 2]", False),
    ({"kind": "items", "items": [2, 1]}, "", "{1, 2}", True),
    ({"kind": "none"}, "", "None", True),
    ({"kind": "scalar", "item": {"$": "dict", "items": [["a", [1]]]}}, "", "{'a': [1]}", True),
    ({"kind": "scalar", "item": {"$": "Decimal", "text": "1.50"}}, "1.50", "1.5", True),
    ({"kind": "scalar", "item": {"$": "date", "text": "2026-06-30"}}, "2026-06-30", "2026-06-30", True),
    ({"kind": "scalar", "item": "x"}, "x", "'y'", False),
])
def test_shows_is_the_repr_of_the_value(answer: Any, text: str, expected: str, holds: bool) -> None:
    assert proofs.shows(run_of(answer, text), expected) is holds
