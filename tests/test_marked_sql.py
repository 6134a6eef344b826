"""The SQL of a link, with what is new in it marked."""

from __future__ import annotations

from course.domain.insight.sql_parts import SqlPart, changed_parts
from course.rendering import code_lines, marked_sql_html
from tests.views.page_text import words

COLUMNS = ", ".join(f'"blog_post"."column_{number}"' for number in range(12))


def marked(before: str, after: str) -> str:
    return marked_sql_html(changed_parts(before, after)[0])


def test_only_what_is_new_is_marked_line_by_line() -> None:
    html = marked('SELECT "a"\nFROM "t"', 'SELECT "a"\nFROM "t"\nWHERE "b" = 1\n  AND "c" = 2')
    assert html.count("<mark>") == 2
    assert html.index('"t"'.replace('"', "&quot;")) < html.index("<mark>")
    assert "\n  <mark>" in html


def test_many_columns_that_stay_are_counted() -> None:
    html = marked(f"SELECT {COLUMNS}\nFROM t", f'SELECT {COLUMNS}, "x"\nFROM t')
    assert words(html) == 'SELECT /* 12 columns */, "x" FROM t'


def test_columns_that_are_new_are_listed() -> None:
    html = marked('SELECT "x"\nFROM t', f'SELECT "x", {COLUMNS}\nFROM t')
    assert '"blog_post"."column_11"' in words(html)


def test_text_of_a_statement_is_no_markup() -> None:
    html = marked_sql_html([SqlPart("SELECT '<script>'", "added"), SqlPart(" <b>&" + "x" * 30_000, "same")])
    assert "<script>" not in html
    assert "<b>" not in html


def test_each_line_of_code_is_whole_markup() -> None:
    lines = code_lines('text = """one\n<two>\n"""\nf(text)\n')
    assert len(lines) == 4
    assert all(line.count("<span") == line.count("</span>") for line in lines)
    assert "&lt;two&gt;" in lines[1]
    assert len(code_lines("x = 1\n" * 9_000)) == 9_000
