from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.domain.verdict.answers import Comparison, answer_of, compare, key, outcome_key, read_answer, state_key
from tests.domain.captured import exercise, items, result


def decimal(text: str) -> dict[str, str]:
    return {"$": "Decimal", "text": text}


def model(pk: object, name: str = "blog.Post") -> dict[str, object]:
    return {"$": "model", "model": name, "pk": pk}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (2, 2.0), (decimal("1.50"), decimal("1.5")), (decimal("2"), 2), (1000, decimal("1E+3")), (0, decimal("-0.00")),
        (0.1 + 0.2, 0.3), ([1, "a"], [1.0, "a"]), (model(1), model(1)),
        ({"$": "dict", "items": [["a", 1], ["b", 2]]}, {"$": "dict", "items": [["b", 2], ["a", 1]]}),
    ],
)
def test_equal_items_have_equal_keys(one: object, other: object) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True), (0, False), (None, False), ("1", 1), (1, 10), (0.1, 1), (-1, 1), ([1, 2], [2, 1]), ([1], 1), ("", None),
        (model(1), model(2)), (model(1), model(1, "library.Book")), (model(1), 1), (2.5, 2.6),
        ({"$": "date", "text": "2026-01-01"}, "2026-01-01"), (decimal("Infinity"), decimal("-Infinity")),
    ],
)
def test_other_items_have_other_keys(one: object, other: object) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("hostile", [
    decimal("1E999999999"), decimal("nonsense"), {"$": "dict", "items": 5}, {"$": ["x"]}, {}, [[[]]],
    {"$": "model"}, {"$": "dict", "items": [1, [2]]},
])
def test_a_hostile_answer_still_has_a_key(hostile: object) -> None:
    assert key(hostile) == key(hostile)


@pytest.mark.parametrize("raw", [None, 5, [], {}, {"kind": "items", "items": 5}, {"kind": "rows"}])
def test_what_is_not_of_the_agreed_form_is_no_answer(raw: object) -> None:
    assert read_answer(raw).kind == "none"


def test_missing_extra_and_duplicates_are_told_apart() -> None:
    found = compare(["a", "b", "b", "x"], ["a", "b", "c", "c"])
    assert found == Comparison(missing=(2, 3), extra=(3,), duplicates=(2,), in_order=False)


def test_another_order_of_the_same_items_is_the_same_multiset() -> None:
    found = compare(["b", "a"], ["a", "b"])
    assert (found.same_items, found.in_order) == (True, False)


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_differences_add_up(given_items: list[int], expected: list[int]) -> None:
    found = compare(given_items, expected)
    assert len(given_items) - len(found.extra) - len(found.duplicates) == len(expected) - len(found.missing)
    assert found.same_items is (sorted(given_items) == sorted(expected))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000))
def test_a_decimal_equals_the_same_number_with_more_zeros(number: Decimal) -> None:
    assert key(decimal(str(number))) == key(decimal(f"{number}0"))


def test_printed_lines_compare_without_the_spaces_at_their_ends() -> None:
    run = result(stdout="one  \ntwo\n\n")
    assert answer_of(exercise(compare="stdout"), run).items == ("one", "two")


def test_the_key_an_insert_was_given_does_not_matter_but_other_columns_do() -> None:
    def inserted(pk: int, name: str) -> object:
        return {"blog_tag": {"inserted": [[["id", pk], ["name", name]]], "updated": [], "deleted": []}}

    assert state_key(inserted(7, "orm")) == state_key(inserted(9, "orm"))
    assert state_key(inserted(7, "orm")) != state_key(inserted(7, "sql"))


def test_a_table_written_to_without_effect_is_an_unchanged_table() -> None:
    assert state_key({"blog_tag": {"inserted": [], "updated": [], "deleted": []}}) == state_key(None) == state_key({})


def test_an_unordered_outcome_ignores_the_order_an_ordered_one_keeps_it() -> None:
    one, other = result(answer=items(1, 2)), result(answer=items(2, 1))
    assert outcome_key(exercise(), one) == outcome_key(exercise(), other)
    assert outcome_key(exercise(ordered=True), one) != outcome_key(exercise(ordered=True), other)


def test_float_noise_in_written_rows_does_not_matter() -> None:
    def update(value: float) -> dict[str, object]:
        return {"staff": {"updated": [[[["id", 1], ["bonus", 100.0]], [["id", 1], ["bonus", value]]]]}}

    assert state_key(update(110.00000000000001)) == state_key(update(110.0))
    assert state_key(update(110.01)) != state_key(update(110.0))


def test_a_row_that_was_deleted_and_inserted_again_has_not_changed() -> None:
    link = [["id", 7], ["post_id", 1], ["tag_id", 2]]
    again = [["id", 99], ["post_id", 1], ["tag_id", 2]]
    other = [["id", 99], ["post_id", 1], ["tag_id", 3]]
    assert state_key({"tags": {"inserted": [again], "deleted": [link]}}) == ()
    assert state_key({"tags": {"inserted": [other, again], "deleted": [link]}}) == state_key({"tags": {"inserted": [other]}})
    assert state_key({"tags": {"deleted": [link]}}) != ()
