"""A preview counts by key what came, went and changed, and shows some of each."""

from __future__ import annotations

from course.domain.data_changes import preview


def tag(key: int, **fields: object) -> dict[str, object]:
    return {"model": "blog.tag", "pk": key, "fields": fields}


def test_rows_are_told_apart_by_key():
    before = [tag(1, name="reading"), tag(2, name="poetry"), tag(3, name="music")]
    now = [tag(1, name="reading"), tag(2, name="prose"), tag(4, name="chess")]
    (found,) = preview("abc", before, now).models
    assert (found.model, found.rows, found.rows_before) == ("blog.tag", 3, 3)
    assert (found.added, found.removed, found.changed, found.is_same) == (1, 1, 1, False)
    assert (found.added_rows[0].pk, found.removed_rows[0].pk) == (4, 3)
    assert found.changed_rows[0].fields == (("name", "poetry → prose"),)


def test_a_model_without_changes_is_the_same_and_one_that_went_is_told():
    (same,) = preview("abc", [tag(1, name="a")], [tag(1, name="a")]).models
    assert same.is_same
    (gone,) = preview("abc", [tag(1, name="a")], []).models
    assert (gone.rows, gone.removed) == (0, 1)


def test_long_values_are_cut_and_few_rows_shown():
    many = [tag(key, name="x" * 500, note=None) for key in range(1, 50)]
    (found,) = preview("", [], many).models
    assert (found.added, len(found.added_rows), len(found.first)) == (49, 5, 5)
    assert found.first[0].fields[0][1].endswith("…")
    assert found.first[0].fields[1] == ("note", "none")
