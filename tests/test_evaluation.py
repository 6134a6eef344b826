"""Answers graded in the real jail on the real data: the verdict, and the hint of the mistake they are."""

from __future__ import annotations

import pytest

from course.domain.exercise import Exercise
from course.domain.grading import CheckResult, GrowthPoint, Verdict
from course.domain.run import DataImage
from course.evaluation import BrokenExercise, count_n, evaluate_on, formula_value, known_run
from tests.conftest import BuiltDataset
from tests.domain.captured import exercise

SOLUTION = "def solve():\n    return [(p.title, p.author.name) for p in Post.objects.select_related('author')]\n"
NAIVE = "[(p.title, p.author.name) for p in Post.objects.all()]"
TASK = exercise(
    solution=SOLUTION, starter=NAIVE, N="Post.objects.count()",
    wrong={
        "wrong_empty.py": {"check": "same_result", "hint": "nothing"},
        "wrong_name.py": {"raises": "FieldError", "hint": "the field's name"},
        "wrong_naive.py": {"check": "max_queries", "hint": "join the author"},
    },
    wrong_answers=[
        {"name": "wrong_empty.py", "code": "[]"},
        {"name": "wrong_name.py", "code": NAIVE.replace("all()", "select_related('authors')")},
        {"name": "wrong_naive.py", "code": NAIVE},
    ],
)


@pytest.fixture
def image(sandbox: object, town_library: BuiltDataset) -> DataImage:
    return DataImage("town-library", town_library.version)


def graded(code: str, image: DataImage, task: Exercise = TASK) -> CheckResult:
    return evaluate_on(task, code, image)


def failed(check: CheckResult) -> list[tuple[str, str]]:
    return [(one.name, one.variant) for one in check.checks if not one.passed]


def test_the_reference_passes_with_one_query_at_every_scale(image: DataImage) -> None:
    check = graded(SOLUTION, image)
    assert (check.verdict, check.hint, failed(check)) == (Verdict.PASSED, "", [])
    assert check.growth == (GrowthPoint(1, 1), GrowthPoint(2, 1))


@pytest.mark.parametrize("code", [
    "list(Post.objects.values_list('title', 'author__name'))",
    "((p.title, p.author.name) for p in Post.objects.select_related('author').iterator())",
    "{p.pk: [p.title, p.author.name] for p in Post.objects.select_related('author').order_by('-pk')}.values()",
])
def test_other_ways_to_the_same_rows_pass(code: str, image: DataImage) -> None:
    assert failed(graded(code, image)) == []


def test_the_naive_loop_is_slow_and_explained(image: DataImage) -> None:
    check = graded(NAIVE, image)
    assert (check.verdict, check.query_count, check.budget) == (Verdict.SLOW, 101, 1)
    assert {name for name, _ in failed(check)} == {"max_queries", "flat_growth"}
    assert check.growth == (GrowthPoint(1, 101), GrowthPoint(2, 201))
    assert check.growth_verdict == "linear"
    assert check.hint == "join the author"
    assert [(one.code, one.relation, one.fix) for one in check.run.findings] == [
        ("n_plus_one", "Post.author", 'select_related("author")')
    ]


def test_the_same_mistake_in_other_words_earns_its_hint(image: DataImage) -> None:
    code = """def solve():
    pairs = []
    for post in Post.objects.all():
        writer = post.author
        pairs.append((post.title, writer.name))
    return pairs
"""
    assert graded(code, image).hint == "join the author"
    assert graded("def solve():\n    return tuple()", image).hint == "nothing"
    assert graded(NAIVE.replace("all()", "select_related('autor')"), image).hint == "the field's name"


def test_another_mistake_earns_no_hint_of_a_known_one(image: DataImage) -> None:
    other = graded("[(p.title, p.author.name) for p in Post.objects.prefetch_related('author')]", image)
    assert (other.verdict, other.query_count, other.hint) == (Verdict.SLOW, 2, "")
    assert graded("1 / 0", image).hint == ""


def test_rows_written_into_the_code_are_wrong_on_data_not_seen(image: DataImage) -> None:
    rows = known_run(SOLUTION, image).answer["items"]
    check = graded(f"{rows!r}", image)
    assert (check.verdict, check.query_count, check.hint) == (Verdict.WRONG, 0, "")
    assert failed(check) == [("same_result", "scale-2"), ("same_result", "hidden")]


def test_what_raises_stops_after_the_base_data(image: DataImage) -> None:
    check = graded("Post.objects.get(pk=-1)", image)
    assert check.verdict is Verdict.ERROR
    assert failed(check) == [("returned_something", "base")]
    assert check.growth == ()


def test_printing_is_no_answer(image: DataImage) -> None:
    check = graded("for p in Post.objects.select_related('author'):\n    print(p.title, p.author.name)", image)
    assert failed(check)[0] == ("returned_something", "base")
    assert check.verdict is Verdict.WRONG


def test_a_task_that_prints_compares_what_is_printed(image: DataImage) -> None:
    task = exercise(compare="stdout", solution="for t in Tag.objects.order_by('name'):\n    print(t.name)")
    assert graded("for n in Tag.objects.order_by('name').values_list('name', flat=True): print(n)", image, task).passed
    assert failed(graded("print('tags')", image, task))[0] == ("same_result", "base")


def test_a_task_that_writes_compares_the_tables(image: DataImage) -> None:
    task = exercise(compare="database", solution="Tag.objects.filter(active=True).update(active=False)")
    assert graded("n = Tag.objects.filter(active=True).update(active=False)\nn", image, task).passed
    loop = graded("for t in Tag.objects.filter(active=True):\n    t.active = False\n    t.save()", image, task)
    assert (loop.verdict, failed(loop)[0]) == (Verdict.SLOW, ("max_queries", "base"))
    assert failed(graded("Tag.objects.update(name='x' )if 0 else None", image, task))[0] == ("database_state", "base")


def test_a_value_task_may_not_write(image: DataImage) -> None:
    check = graded("Tag.objects.update(active=False)\n" + SOLUTION, image, TASK.model_copy(update={"budget": "2"}))
    assert failed(check)[0] == ("no_side_effects", "base")
    assert check.verdict is Verdict.WRONG


def test_budgets_follow_the_rows_of_each_variant(image: DataImage) -> None:
    task = TASK.model_copy(update={"budget": "1 + N", "growth": "any"})
    check = graded(NAIVE, image, task)
    assert (check.verdict, check.budget) == (Verdict.PASSED, 101)
    assert formula_value("2*N", "Post.objects.count()", DataImage(image.dataset, image.version, "scale-4")) == 800


def test_an_n_that_is_no_number_and_a_solution_that_raises_are_the_authors_mistakes(image: DataImage) -> None:
    with pytest.raises(BrokenExercise, match="must be a whole number; on base it is"):
        count_n("Post.objects.all()", image)
    with pytest.raises(BrokenExercise, match="the solution of posts ends with ZeroDivisionError"):
        graded("[]", image, exercise(solution="1 / 0"))
