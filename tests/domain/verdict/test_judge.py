"""grade() on made results: values in, verdicts and messages out."""

from typing import Any

from course.domain.exercise import Exercise
from course.domain.grading import CheckResult, GrowthPoint, Verdict
from course.domain.run import RunError, RunResult, RunStatus, TableChange
from course.domain.verdict.judge import Trial, first_failure, grade, growth_verdict
from tests.domain.captured import POSTS, exercise, items, query, result, rows_value

ROWS = items([1, "one"], [2, "two"])
HIDDEN_ROWS = items([7, "secret"])


def trials(base: RunResult, scaled: RunResult | None = None, hidden: RunResult | None = None, *, budget: int = 1,
           expected: Any = ROWS, **reference: Any) -> list[Trial]:
    """The three variants; the scaled and the hidden run are right within budget unless given."""
    answers = {"base": expected, "scale-2": items(*expected.get("items", ()), [3, "three"]), "hidden": HIDDEN_ROWS}
    runs = [base, scaled or result(query(POSTS), answer=answers["scale-2"], variant="scale-2"),
            hidden or result(query(POSTS), answer=answers["hidden"], variant="hidden")]
    return [
        Trial(run, result(query(POSTS), answer=answers[run.image.variant], variant=run.image.variant, **reference), budget)
        for run in runs
    ]


def graded(task: Exercise, *runs: RunResult | None, **options: Any) -> CheckResult:
    return grade(task, trials(*runs, **options))  # type: ignore[arg-type]


def messages(check: CheckResult, name: str) -> dict[str, str]:
    """Variant -> message of the failed checks of that name."""
    return {one.variant: one.message for one in check.checks if one.name == name and not one.passed}


def failed(check: CheckResult) -> list[tuple[str, str]]:
    return [(one.name, one.variant) for one in check.checks if not one.passed]


def right(**fields: Any) -> RunResult:
    return result(query(POSTS, rows=2), answer=ROWS, **fields)


def test_the_right_rows_within_budget_pass() -> None:
    check = graded(exercise(), right())
    assert (check.verdict, check.passed, failed(check)) == (Verdict.PASSED, True, [])
    assert (check.query_count, check.budget, check.growth_verdict) == (1, 1, "constant")
    assert check.growth == (GrowthPoint(1, 1), GrowthPoint(2, 1))
    assert [(one.name, one.variant) for one in check.checks] == [
        ("returned_something", "base"), ("same_result", "base"), ("same_result", "scale-2"), ("same_result", "hidden"),
        ("no_side_effects", "base"), ("max_queries", "base"), ("max_queries", "scale-2"), ("max_queries", "hidden"),
        ("flat_growth", "scale-2"),
    ]


def test_another_order_passes_where_order_was_not_asked_for() -> None:
    check = graded(exercise(), result(query(POSTS), answer=items([2, "two"], [1, "one"])))
    assert check.passed is True
    assert check.difference is None


def test_another_order_fails_only_the_order_where_it_was_asked_for() -> None:
    swapped = result(query(POSTS), answer=items([2, "two"], [1, "one"]))
    check = graded(exercise(ordered=True), swapped)
    assert (check.verdict, failed(check)) == (Verdict.WRONG, [("ordered", "base")])
    assert "another order" in messages(check, "ordered")["base"]
    assert check.difference is not None
    assert check.difference.order_only is True


def test_too_many_queries_are_slow_on_every_variant_and_grow() -> None:
    slow = [result(*[query(POSTS)] * 3, answer=one.reference.answer, variant=one.reference.image.variant, query_count=count)
            for one, count in zip(trials(right()), (101, 201, 61), strict=True)]
    check = graded(exercise(), *slow)
    assert check.verdict is Verdict.SLOW
    assert messages(check, "max_queries") == {
        "base": "101 queries, the budget is 1",
        "scale-2": "On twice the data: 201 queries, the budget is 1",
        "hidden": "On other data: 61 queries, the budget is 1",
    }
    assert messages(check, "flat_growth")["scale-2"].startswith("101 queries become 201 on twice the data")
    assert check.growth_verdict == "linear"
    assert first_failure(check.checks) == "max_queries"


def test_growth_may_be_allowed() -> None:
    grown = result(answer=items([1, "one"], [2, "two"], [3, "three"]), variant="scale-2", query_count=9)
    assert graded(exercise(growth="any"), right(), grown, budget=9).passed is True
    check = graded(exercise(), right(), grown, budget=9)
    assert failed(check) == [("flat_growth", "scale-2")]
    assert first_failure(check.checks) == "flat_growth"


def test_growth_verdicts() -> None:
    def over(first: int, last: int) -> str:
        return growth_verdict([GrowthPoint(1, first), GrowthPoint(2, last)])

    assert [over(1, 1), over(101, 201), over(2, 4), over(11, 41)] == ["constant", "linear", "linear", "superlinear"]
    assert growth_verdict([GrowthPoint(1, 1)]) == "unknown"


def test_nothing_returned() -> None:
    check = graded(exercise(), result(query(POSTS), answer={"kind": "none"}))
    assert check.verdict is Verdict.WRONG
    assert ("same_result", "base") not in failed(check)
    assert messages(check, "returned_something")["base"].startswith("Your code gave nothing back")


def test_printing_an_answer_is_not_returning_it() -> None:
    check = graded(exercise(), result(query(POSTS), answer={"kind": "none"}, stdout="one\n"))
    assert messages(check, "returned_something")["base"].startswith("Your code printed something and gave nothing back")


def test_rows_under_other_column_names_are_shown_by_position() -> None:
    base = result(query(POSTS), answer=items([5, "five"]), value=rows_value(("nr", "label"), (5, "five")))
    check = graded(exercise(), base, value=rows_value(("id", "title"), (1, "one"), (2, "two")))
    assert check.difference is not None
    assert check.difference.extra == ((5, "five"),)


def test_missing_and_extra_rows_are_shown_with_their_cells() -> None:
    base = result(query(POSTS), answer=items([1, "one"], [5, "five"]),
                  value=rows_value(("id", "title"), (1, "one"), (5, "five")))
    check = graded(exercise(), base, value=rows_value(("id", "title"), (1, "one"), (2, "two")))
    assert messages(check, "same_result")["base"] == (
        "Not the expected rows: 1 expected row is missing, 1 row is not expected."
    )
    assert check.difference is not None
    assert (check.difference.columns, check.difference.missing, check.difference.extra) == (
        ("id", "title"), ((2, "two"),), ((5, "five"),)
    )
    assert (check.difference.missing_total, check.difference.extra_total) == (1, 1)


def test_rows_that_come_too_often_are_duplicates_and_name_distinct() -> None:
    check = graded(exercise(), result(query(POSTS), answer=items([1, "one"], [1, "one"], [2, "two"])))
    assert "1 row comes too often. A condition across a to-many relation repeats rows; `.distinct()`" in \
        messages(check, "same_result")["base"]
    assert check.difference is not None
    assert check.difference.duplicates == ((1, "one"),)


def test_a_difference_lists_fifty_rows_and_counts_all() -> None:
    many = items(*([number, "x"] for number in range(500, 620)))
    check = graded(exercise(), result(query(POSTS), answer=many))
    assert check.difference is not None
    assert (len(check.difference.extra), check.difference.extra_total) == (50, 120)


def test_one_value_where_rows_are_asked_for_and_the_other_way_round() -> None:
    scalar = {"kind": "scalar", "item": 2}
    one_value = graded(exercise(), result(query(POSTS), answer=scalar))
    assert messages(one_value, "same_result")["base"] == "You returned one value, the task asks for rows."
    rows = graded(exercise(), right(), expected=scalar)
    assert messages(rows, "same_result")["base"] == "You returned 2 rows, the task asks for one value."
    wrapped = graded(exercise(), result(answer=items(2)), expected=scalar)
    assert messages(wrapped, "same_result")["base"] == (
        "You returned the value inside a list, the task asks for the value alone."
    )


def test_objects_where_tuples_are_asked_for() -> None:
    objects = items({"$": "model", "model": "blog.Post", "pk": 1}, {"$": "model", "model": "blog.Post", "pk": 2})
    check = graded(exercise(), result(query(POSTS), answer=objects))
    assert messages(check, "same_result")["base"] == (
        "Each of your rows is a Post object, the task asks for a tuple of 2 in each."
    )
    assert check.difference is None


def test_a_wrong_value_does_not_tell_the_right_one() -> None:
    check = graded(exercise(), result(answer={"kind": "scalar", "item": 41}), expected={"kind": "scalar", "item": 4242})
    assert messages(check, "same_result")["base"] == "You returned another value than the expected one."
    assert "4242" not in str(check.checks)


def test_hard_coded_rows_fail_on_the_other_data_without_showing_it() -> None:
    fixed = [result(answer=ROWS, variant=variant) for variant in ("base", "scale-2", "hidden")]  # type: ignore[arg-type]
    check = graded(exercise(), *fixed)
    assert (check.verdict, failed(check)) == (
        Verdict.WRONG, [("same_result", "scale-2"), ("same_result", "hidden")]
    )
    assert "right on the data you see only" in messages(check, "same_result")["hidden"]
    assert "secret" not in str(check.checks) + str(check.difference)
    assert first_failure(check.checks) == ""


def test_what_raised_is_an_error_with_its_line() -> None:
    error = RunError("FieldError", "Cannot resolve keyword 'x'", 3, "")
    check = grade(exercise(), trials(result(status=RunStatus.ERROR, error=error))[:1])
    assert check.verdict is Verdict.ERROR
    assert messages(check, "returned_something")["base"] == (
        "Your code stopped on line 3: FieldError: Cannot resolve keyword 'x'"
    )
    assert check.growth_verdict == "unknown"


def test_what_a_limit_stopped_is_a_limit_and_a_refused_program_an_error() -> None:
    endless = grade(exercise(), trials(result(status=RunStatus.QUERY_LIMIT, query_count=20_000))[:1])
    assert endless.verdict is Verdict.LIMIT
    assert "It had sent 20,000 queries by then." in endless.checks[0].message
    refused = result(status=RunStatus.REJECTED, error=RunError("SyntaxError", "invalid syntax", 1, ""))
    assert grade(exercise(), trials(refused)[:1]).verdict is Verdict.ERROR


def test_an_error_on_the_hidden_data_only_is_wrong_and_keeps_its_values_to_itself() -> None:
    raised = result(status=RunStatus.ERROR, variant="hidden", error=RunError("KeyError", "'secret'", 2, ""))
    check = graded(exercise(), right(), None, raised)
    assert (check.verdict, failed(check)) == (Verdict.WRONG, [("same_result", "hidden")])
    assert messages(check, "same_result")["hidden"].startswith("Your code fails on other data: on other data it raised KeyError")
    assert "secret" not in str(check.checks)


def test_a_limit_on_twice_the_data_only_is_slow() -> None:
    check = graded(exercise(), right(), result(status=RunStatus.TIMEOUT, variant="scale-2", query_count=800))
    assert (check.verdict, failed(check)) == (Verdict.SLOW, [("max_queries", "scale-2")])
    assert check.growth == (GrowthPoint(1, 1),)


def test_a_value_task_may_not_change_tables() -> None:
    check = graded(exercise(), right(tables_changed=(("Post", TableChange(updated=3)),)))
    assert (check.verdict, failed(check)) == (Verdict.WRONG, [("no_side_effects", "base")])
    assert messages(check, "no_side_effects")["base"].startswith("Your code changed Post (3 updated)")


def test_printed_text_is_compared_line_by_line() -> None:
    task = exercise(compare="stdout", ordered=True)

    def printing(text: str, variant: Any = "base") -> RunResult:
        return result(stdout=text, variant=variant)

    def check(base: str) -> CheckResult:
        return grade(task, [Trial(printing(base), printing("a\nb\n"), 1)])

    assert check("a \nb").passed is True
    assert failed(check("b\na")) == [("ordered", "base")]
    assert failed(check("a")) == [("same_result", "base")]
    assert check("a").difference.missing == (("b",),)  # type: ignore[union-attr]
    assert failed(check("  \n")) == [("returned_something", "base")]


def test_database_tasks_compare_the_tables_afterwards() -> None:
    def changed(*names: str) -> RunResult:
        rows = {"blog_tag": {"inserted": [[["id", 90 + n], ["name", name]] for n, name in enumerate(names)]}}
        return result(table_rows=rows, tables_changed=(("Tag", TableChange(inserted=len(names))),))

    def check(*names: str) -> CheckResult:
        return grade(exercise(compare="database"), [Trial(changed(*names), changed("a", "b"), 1)])

    assert check("b", "a").passed is True
    assert failed(check("a")) == [("database_state", "base")]
    assert messages(check("a"), "database_state")["base"] == (
        "The tables are not as they should be: you changed Tag (1 inserted), expected Tag (2 inserted)."
    )


def test_too_many_rows_fetched_and_columns_read_are_slow() -> None:
    limits = {"rows_fetched": 1, "columns_not_read": ["title", "blog_post.body"]}
    check = graded(exercise(checks=limits), right())
    assert (check.verdict, failed(check)) == (Verdict.SLOW, [("rows_fetched", "base"), ("columns_read", "base")])
    assert messages(check, "rows_fetched")["base"].startswith("2 rows fetched, at most 1 needed")
    assert messages(check, "columns_read")["base"] == (
        "Your queries read `title`, which this task does not need: leave it out."
    )
    assert graded(exercise(checks={"rows_fetched": 2, "columns_not_read": "body"}), right()).passed is True


def test_nothing_is_right_where_the_reference_gives_nothing_either() -> None:
    nothing = {"kind": "none"}
    base = Trial(result(query(POSTS), answer=nothing), result(query(POSTS), answer=nothing), 1)
    given = Trial(result(query(POSTS), answer=ROWS), result(query(POSTS), answer=nothing), 1)
    assert grade(exercise(), [base]).verdict is Verdict.PASSED
    assert grade(exercise(), [given]).verdict is Verdict.WRONG


def on_base(task: Exercise, run: RunResult, reference: RunResult) -> list[tuple[str, str]]:
    return failed(grade(task, [Trial(run, reference, budget=4)]))


def test_where_nothing_is_the_right_answer_one_has_to_have_looked() -> None:
    nothing = {"kind": "none"}
    reference = result(query(POSTS), answer=nothing)
    assert on_base(exercise(), result(query(POSTS), answer=nothing), reference) == []
    assert on_base(exercise(), result(answer=nothing), reference) == [("returned_something", "base")]
    assert on_base(exercise(), result(answer=nothing), result(answer=nothing)) == []


def test_where_the_tables_stay_as_they_were_one_has_to_have_looked() -> None:
    task = exercise(compare="database")
    reference = result(query(POSTS), table_rows={})
    assert on_base(task, result(query(POSTS), table_rows={}), reference) == []
    assert on_base(task, result(table_rows={}), reference) == [("returned_something", "base")]


def test_where_the_solution_writes_too_writing_is_no_side_effect() -> None:
    changed = (("Post", TableChange(inserted=1)),)
    mine = result(query(POSTS), answer=ROWS, tables_changed=changed)
    assert on_base(exercise(), mine, result(query(POSTS), answer=ROWS, tables_changed=changed)) == []
    assert on_base(exercise(), mine, result(query(POSTS), answer=ROWS)) == [("no_side_effects", "base")]
