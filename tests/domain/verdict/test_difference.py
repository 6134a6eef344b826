"""How rows and tables differ from the expected ones, from made runs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from course.domain.grading import RowDifference, TableDifference
from course.domain.report import check_json
from course.domain.run import RunResult, TableChange
from course.domain.verdict.judge import Trial, grade
from course.domain.verdict.near_rows import note, visible
from tests.domain.captured import POSTS, exercise, items, query, result, rows_value


def run_of(rows: list[list[Any]], columns: tuple[str, ...]) -> RunResult:
    """A run that gave these rows, each a list of plain or tagged values."""
    cells = [tuple(part["text"] if isinstance(part, dict) else part for part in row) for row in rows]
    return result(query(POSTS), answer=items(*rows), value=rows_value(columns, *cells))


def difference(given: list[list[Any]], expected: list[list[Any]], columns: tuple[str, ...], **task: Any) -> RowDifference:
    trial = Trial(run_of(given, columns), run_of(expected, columns), 1)
    found = grade(exercise(**task), [trial]).difference
    assert found is not None
    return found


def test_rows_of_one_primary_key_are_one_row_with_other_cells() -> None:
    found = difference([[1, "one"], [3, "THREE"], [9, "nine"]], [[1, "one"], [2, "two"], [3, "three"]], ("id", "title"))
    (change,) = found.changed
    assert (change.key, [(cell.column, cell.expected, cell.given, cell.note) for cell in change.cells]) == (
        "id 3", [("title", '"three"', '"THREE"', "Capital letters differ.")],
    )  # fmt: skip
    assert (found.missing, found.extra) == (((2, "two"), (3, "three")), ((3, "THREE"), (9, "nine")))
    assert (found.missing_alone, found.extra_alone) == (((2, "two"),), ((9, "nine"),))


def test_without_a_primary_key_a_column_that_tells_rows_apart_will_do() -> None:
    found = difference([["Ann", 3], ["Bob", 5]], [["Ann", 4], ["Bob", 6]], ("author", "n"))
    assert [(change.key, change.cells[0].expected, change.cells[0].given) for change in found.changed] == [
        ('author "Ann"', "4", "3"), ('author "Bob"', "6", "5"),
    ]  # fmt: skip


def test_values_of_another_type_are_seen() -> None:
    found = difference([["1"], ["2"]], [[1], [2]], ("n",))
    assert [(cell.expected, cell.given, cell.note) for change in found.changed for cell in change.cells] == [
        ("1", '"1"', "A text is not a whole number."), ("2", '"2"', "A text is not a whole number."),
    ]  # fmt: skip


def test_rows_that_have_nothing_in_common_stay_alone() -> None:
    found = difference([["x", 1], ["x", 2]], [["y", 3], ["y", 4]], ("a", "b"))
    assert (found.changed, len(found.missing_alone), len(found.extra_alone)) == ((), 2, 2)


def test_objects_are_compared_by_their_key_alone_so_they_have_no_other_cells() -> None:
    posts = [{"$": "model", "model": "blog.Post", "pk": number} for number in (1, 2, 3)]
    trial = Trial(result(answer=items(*posts[:2])), result(answer=items(*posts[1:])), 1)
    found = grade(exercise(), [trial]).difference
    assert found is not None
    assert (found.changed, found.missing_total, found.extra_total) == ((), 1, 1)


def test_dictionaries_are_set_side_by_side_by_name() -> None:
    def row(number: int, title: str) -> dict[str, Any]:
        return {"$": "dict", "items": [["title", title], ["id", number]]}

    def run(title: str) -> RunResult:
        return result(answer=items(row(7, title)), value=rows_value(("id", "title"), (7, title)))

    found = grade(exercise(), [Trial(run("a "), run("a"), 1)]).difference
    assert found is not None
    assert [(cell.column, cell.expected, cell.given, cell.note) for cell in found.changed[0].cells] == [
        ("title", '"a"', '"a␣"', "The spaces differ."),
    ]  # fmt: skip


def test_only_the_order_differs_from_a_place_on() -> None:
    found = difference([[1, "a"], [3, "c"], [2, "b"]], [[1, "a"], [2, "b"], [3, "c"]], ("id", "t"), ordered=True)
    assert (found.order_only, found.order_from, found.changed) == (True, 1, ())


def test_a_row_that_comes_twice_is_a_duplicate_and_no_change() -> None:
    found = difference([[1, "a"], [1, "a"]], [[1, "a"]], ("id", "t"))
    assert (found.duplicates, found.extra_total, found.changed, found.order_only) == (((1, "a"),), 1, (), False)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (1, "1"), ("1", '"1"'), ("a ", '"a␣"'), (" a", '"␣a"'), ("", '""'), ("  ", '"␣␣"'), (None, "None"),
        (True, "True"), ("a\nb", '"a\\nb"'), ({"$": "Decimal", "text": "1.50"}, "Decimal 1.50"),
    ],
)  # fmt: skip
def test_values_made_visible(value: Any, seen: str) -> None:
    assert visible(value) == seen


@pytest.mark.parametrize(
    ("expected", "given", "said"),
    [
        (1, "1", "A text is not a whole number."), (None, "", "An empty text is not None."), ("", None, "None is not an empty text."),
        ("a", "a ", "The spaces differ."), ("a b", "A b", "Capital letters differ."), ("a", "b", ""), (1, 2, ""),
        ({"$": "date", "text": "2026-06-30"}, "2026-06-30", "A text is not a date."), (True, "True", "A text is not true or false."),
    ],
)  # fmt: skip
def test_notes_on_values_that_look_alike(expected: Any, given: Any, said: str) -> None:
    assert note(expected, given) == said


def row(number: int, **columns: Any) -> list[list[Any]]:
    return [["id", number], *([name, value] for name, value in columns.items())]


def written(**kinds: list[Any]) -> RunResult:
    rows = {"inserted": [], "updated": [], "deleted": []} | kinds
    change = TableChange(*(len(rows[kind]) for kind in ("inserted", "updated", "deleted")))
    return result(query(POSTS), table_rows={"blog_post": rows}, tables_changed=(("Post", change),))


def tables(given: RunResult, expected: RunResult) -> TableDifference:
    found = grade(exercise(compare="database"), [Trial(given, expected, 9)]).tables
    assert found is not None
    return found


NOTHING = result(query(POSTS), table_rows={})


@pytest.mark.parametrize(
    ("given", "expected", "kind", "text", "cells"),
    [
        (NOTHING, written(updated=[[row(3, views=1, t="a"), row(3, views=2, t="a")]]), "not_updated",
         "The post with id 3 should have been changed (`views`), and was not.", [("views", "1", "2", "1")]),
        (written(updated=[[row(3, views=1), row(3, views=5)]]), written(updated=[[row(3, views=1), row(3, views=2)]]),
         "updated_otherwise", "The post with id 3 was changed, but not as it should be: `views`.", [("views", "1", "2", "5")]),
        (written(updated=[[row(3, views=1), row(3, views=5)]]), NOTHING, "updated_too",
         "The post with id 3 was changed (`views`), and should have been left alone.", [("views", "1", "1", "5")]),
        (NOTHING, written(inserted=[row(9, t="new")]), "not_inserted",
         "A post should have been added, and was not.", [("t", "", '"new"', "")]),
        (written(inserted=[row(9, t="new ")]), NOTHING, "inserted_too",
         "A post was added, and should not have been.", [("t", "", "", '"new␣"')]),
        (NOTHING, written(deleted=[row(4)]), "not_deleted",
         "The post with id 4 should have been deleted, and is still there.", [("id", "4", "", "4")]),
        (written(deleted=[row(4)]), NOTHING, "deleted_too",
         "The post with id 4 was deleted, and should have been left alone.", [("id", "4", "4", "")]),
    ],
)  # fmt: skip
def test_rows_of_tables(given: RunResult, expected: RunResult, kind: str, text: str, cells: list[tuple[str, ...]]) -> None:
    (found,) = tables(given, expected).rows
    assert (found.model, found.kind, found.text) == ("Post", kind, text)
    assert [(cell.column, cell.before, cell.expected, cell.given) for cell in found.cells] == cells


def test_keys_of_new_rows_do_not_matter_and_equal_ones_are_matched_once() -> None:
    given = written(inserted=[row(101, t="a"), row(102, t="a"), row(103, t="b")])
    expected = written(inserted=[row(7, t="a"), row(8, t="b"), row(9, t="b")])
    assert [(found.kind, found.cells[0].expected, found.cells[0].given) for found in tables(given, expected).rows] == [
        ("not_inserted", '"b"', ""), ("inserted_too", "", '"a"'),
    ]  # fmt: skip


def test_tables_as_they_should_be_have_no_difference() -> None:
    same = written(updated=[[row(3, views=1), row(3, views=2)]])
    assert grade(exercise(compare="database"), [Trial(same, same, 9)]).tables is None


def test_many_rows_are_cut_and_counted() -> None:
    found = tables(written(updated=[[row(number, v=1), row(number, v=2)] for number in range(200)]), NOTHING)
    assert (len(found.rows), found.total) == (50, 200)


def test_the_json_of_a_grade_holds_the_tables() -> None:
    told = check_json(grade(exercise(compare="database"), [Trial(NOTHING, written(deleted=[row(4)]), 9)]))
    assert told["tables"]["rows"][0]["cells"] == [{"column": "id", "before": "4", "expected": "", "given": "4"}]
    assert json.loads(json.dumps(told)) == told
