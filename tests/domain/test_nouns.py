from __future__ import annotations

import pytest

from course.domain.nouns import counted, listed, model_of, noun, plural


@pytest.mark.parametrize(
    ("model", "one", "several"),
    [
        ("Post", "post", "posts"), ("AccessGrant", "access grant", "access grants"), ("Category", "category", "categories"),
        ("Branch", "branch", "branches"), ("Staff", "staff member", "staff"), ("Country", "country", "countries"),
        ("Post_tags", "link between posts and tags", "links between posts and tags"),
    ],
)  # fmt: skip
def test_models_as_words(model: str, one: str, several: str) -> None:
    assert (noun(model), plural(model)) == (one, several)


def test_numbers_tables_and_lists() -> None:
    assert (counted(1, "Post"), counted(1600, "Category")) == ("1 post", "1,600 categories")
    assert (model_of("blog_post", {"blog_post": "Post"}), model_of("my_table", {})) == ("Post", "my table")
    assert [listed(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]
