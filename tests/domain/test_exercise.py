"""What an author may write, may leave out and may not write in an exercise and in a fence."""

import pytest
from pydantic import ValidationError

from course.domain.exercise import Exercise, ExerciseFile
from course.domain.items import Myth, Prediction, Quiz

LEAST = {"title": "Posts", "task": "Return the posts."}
CHOICES = [{"text": "one", "right": True}, {"text": "two"}]


def exercise(**fields):
    return ExerciseFile.model_validate({**LEAST, **fields})


def prediction(**fields):
    least = {"id": "loop", "ask": "How many?", "code": "Post.objects.all()", "answer": 101, "because": "So."}
    return Prediction.model_validate({**least, **fields})


def message(call, **fields):
    with pytest.raises(ValidationError) as error:
        call(**fields)
    return error.value.errors()[0]["msg"]


def test_title_and_task_are_enough():
    least = exercise()
    assert (least.budget, least.growth, least.compare, least.ordered) == ("1", "flat", "value", False)
    assert (least.hints, least.wrong, least.because, least.curriculum) == ((), {}, "", "")


def test_a_budget_may_be_a_number_or_a_formula():
    assert exercise(budget=2).budget == "2"
    assert exercise(budget="1 + N", N="Post.objects.count()").budget == "1 + N"


def test_a_budget_that_is_no_formula_is_refused():
    assert "`many`" in message(exercise, budget="many")


def test_a_budget_with_n_says_what_n_is():
    assert "there is no `N`" in message(exercise, budget="1 + N")


@pytest.mark.parametrize(("word", "growth"), [("flat", "flat"), ("constant", "flat"), ("any", "any"), ("linear", "any")])
def test_growth_has_synonyms(word, growth):
    assert exercise(growth=word).growth == growth


def test_growth_is_free_where_the_budget_grows():
    assert exercise(budget="1 + N", N="Post.objects.count()").growth == "any"
    assert exercise(budget="1 + N", N="Role.objects.count()", growth="flat").growth == "flat"


def test_checks_may_be_limits():
    limits = exercise(checks={"rows_fetched": 5, "columns_not_read": ["body"]}).checks
    assert (limits.rows_fetched, limits.columns_not_read) == (5, ("body",))


def test_checks_may_be_a_list_of_names():
    named = exercise(checks=["same_result", "ordered", "max_queries", "flat_growth"])
    assert (named.ordered, named.growth, named.checks.rows_fetched) == (True, "flat", None)


def test_a_list_of_checks_may_hold_limits():
    named = exercise(checks=["same_result", {"rows_fetched": 5}, {"max_queries": 2}])
    assert (named.checks.rows_fetched, named.budget) == (5, "2")


def test_checks_may_set_the_budget_and_the_comparison():
    named = exercise(checks={"max_queries": 3, "flat_growth": False, "database_state": True})
    assert (named.budget, named.growth, named.compare) == ("3", "any", "database")


def test_a_field_of_its_own_goes_before_a_check_name():
    assert exercise(ordered=False, checks=["ordered"]).ordered is False


def test_an_unknown_check_is_named():
    with pytest.raises(ValidationError) as error:
        exercise(checks=["same_resultt"])
    assert error.value.errors()[0]["loc"] == ("checks", "same_resultt")


def test_hints_may_be_one_text():
    assert exercise(hints="Join.").hints == ("Join.",)


def test_wrong_answers_may_be_named_without_py_or_listed():
    as_mapping = exercise(wrong={"wrong_naive": {"check": "max_queries", "hint": "Join."}})
    as_list = exercise(wrong=[{"file": "wrong_naive.py", "check": "max_queries", "hint": "Join."}])
    assert as_mapping.wrong == as_list.wrong
    assert list(as_mapping.wrong) == ["wrong_naive.py"]


def test_a_wrong_answer_fails_in_exactly_one_way():
    both = {"check": "same_result", "raises": "FieldError", "hint": "No."}
    neither = {"hint": "No."}
    for how in (both, neither):
        assert "name either the check it fails" in message(exercise, wrong={"wrong_a.py": how})


def test_an_unknown_field_is_refused():
    with pytest.raises(ValidationError) as error:
        exercise(budgt=1)
    assert (error.value.errors()[0]["type"], error.value.errors()[0]["loc"]) == ("extra_forbidden", ("budgt",))


def test_an_exercise_knows_the_lines_of_its_fields():
    placed = Exercise.model_validate({
        **LEAST, "id": "posts", "path": "/lessons/10-a/posts/exercise.yaml", "starter": "", "solution": "1",
        "lines": {"budget": 4, "wrong": 7, "wrong.wrong_a.py": 8},
    })
    assert placed.line_of("budget") == 4
    assert placed.line_of("wrong", "wrong_a.py", "hint") == 8
    assert placed.line_of("wrong", "wrong_b.py") == 7
    assert placed.line_of("title") == 1
    assert placed.file("solution.py") == "/lessons/10-a/posts/solution.py"


@pytest.mark.parametrize("wanted", ["Posts", "a b", "-a", "", "é"])
def test_an_id_is_small_letters_digits_and_hyphens(wanted):
    with pytest.raises(ValidationError):
        prediction(id=wanted)


def test_a_prediction_may_not_list_its_answer_as_wrong():
    assert "which is the right answer" in message(prediction, wrong=[{"answer": 101, "because": "No."}])


def test_the_wrong_numbers_of_a_prediction_may_be_a_mapping():
    assert [reason.answer for reason in prediction(wrong={"100": "The list.", "1": "Lazy."}).wrong] == ["100", "1"]


def test_the_formula_of_a_prediction_says_what_n_counts():
    assert prediction(answer=4, formula="4").formula == "4"
    assert "there is no `N`" in message(prediction, formula="1 + N")


@pytest.mark.parametrize("right", [0, 2])
def test_a_quiz_has_exactly_one_right_choice(right):
    choices = [{"text": str(n), "right": n < right} for n in range(3)]
    said = message(lambda **fields: Quiz.model_validate(fields), id="q", ask="Which?", choices=choices)
    assert said == f"Value error, {right} choices are marked `right: true`; a quiz has exactly one"


def test_what_has_no_title_is_called_by_its_beginning():
    assert Quiz(id="q", ask="Which?", choices=CHOICES).title == "Which?"
    myth = Myth(id="m", claim="word " * 40, because="No.")
    assert myth.title == "word " * 15 + "…"


def test_values_never_change():
    with pytest.raises(ValidationError):
        exercise().title = "Other"
