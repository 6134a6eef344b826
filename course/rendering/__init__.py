"""From an author's Markdown, code and SQL to safe HTML. Knows no page and no database; emits classes, no styles."""

from __future__ import annotations

from course.domain.sql import formatted as format_sql
from course.rendering.code import code_html, code_lines, sql_html
from course.rendering.lessons import Heading, HtmlPart, ItemPart, lesson_parts, markdown_html, toc
from course.rendering.markdown import item_anchor
from course.rendering.marked_sql import marked_sql_html
from course.rendering.page_checks import link_count, page_problems

__all__ = [
    "Heading", "HtmlPart", "ItemPart", "code_html", "code_lines", "format_sql", "item_anchor", "lesson_parts",
    "link_count", "markdown_html", "marked_sql_html", "page_problems", "sql_html", "toc",
]
