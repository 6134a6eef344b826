"""Filters that turn values into HTML."""

from __future__ import annotations

import pytest

from course.templatetags import course_html

COLUMNS = ", ".join(f'"blog_post"."column_{number}"' for number in range(5))


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (None, '<span class="cell-null">None</span>'),
        (False, '<span class="cell-bool">False</span>'),
        (0, "0"),
        (1.0, "1.0"),
        ("", '<span class="cell-blank">(empty text)</span>'),
        ("<b>", '<span class="cell-word">&lt;b&gt;</span>'),
        (" \tx", '<span class="cell-word"><span class="cell-blank">·⇥</span>x</span>'),
        ("x\n", '<span class="cell-word">x<span class="cell-blank">↵</span></span>'),
        ("  ", '<span class="cell-word"><span class="cell-blank">··</span></span>'),
    ],
)
def test_a_cell_shows_what_could_be_mistaken(value: object, html: str) -> None:
    assert course_html.cell(value) == html


def test_a_dotted_name_may_be_broken_after_its_dot() -> None:
    assert course_html.breakable("blog.<b>") == "blog.<wbr>&lt;b&gt;"


def test_a_long_cell_is_cut_and_whole_in_its_title() -> None:
    text = "a" * 70
    assert course_html.cell(text) == f'<span class="cell-text" title="{text}">{"a" * 59}…</span>'


@pytest.mark.parametrize(("number", "words"), [(0, "0 queries"), (1, "1 query"), (4873, "4,873 queries")])
def test_queries_are_counted_in_words(number: int, words: str) -> None:
    assert course_html.counted(number, "query") == words


@pytest.mark.parametrize(("lines", "words"), [((), ""), ((3,), "line 3"), ((2, 3), "lines 2, 3")])
def test_lines_are_named(lines: tuple[int, ...], words: str) -> None:
    assert course_html.on_lines(lines) == words


def test_a_long_select_list_is_said_in_short() -> None:
    assert course_html.without_columns(f'SELECT {COLUMNS}\nFROM "blog_post"') == 'SELECT /* 5 columns */\nFROM "blog_post"'


def test_commas_inside_functions_and_quotes_are_no_columns() -> None:
    functions = "COALESCE(\"a\".\"b\", 'x, (y'), " + COLUMNS
    expected = 'SELECT DISTINCT /* 6 columns */\nFROM "a"'
    assert course_html.without_columns(f'SELECT DISTINCT {functions}\nFROM "a"') == expected


@pytest.mark.parametrize("sql", ['SELECT "a"."b"\nFROM "a"', 'UPDATE "a" SET "b" = 1', f"SELECT {COLUMNS}"])
def test_other_sql_stays_as_it_is(sql: str) -> None:
    assert course_html.without_columns(sql) == sql


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("use `a<b` {}", "use <code>a&lt;b</code> {}"),
        ("one ` only {0} <i>", "one ` only {0} &lt;i&gt;"),
        ("plain", "plain"),
    ],
)
def test_backticks_become_code_and_all_else_is_escaped(text: str, html: str) -> None:
    assert course_html.backticks(text) == html


def test_an_editor_has_a_line_to_spare_and_an_end() -> None:
    assert [course_html.editor_rows(code) for code in ("x", "x\n" * 8, "x\n" * 80)] == [4, 10, 30]
    assert course_html.without_last_newline("x\n\n") == "x\n"
