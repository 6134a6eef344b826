"""Markdown, code, SQL and diagrams as HTML: what appears, in which order, and what can never appear."""

import re

import pytest

from course import rendering
from course.content import load_course
from course.rendering import HtmlPart, ItemPart, code_html, format_sql, lesson_parts, markdown_html, sql_html, toc
from tests.lesson_tree import write_lessons

LESSON = "10-n-plus-one/lesson.md"
SVG = '<svg viewBox="0 0 1 1"><title id="t">A loop</title><rect class="dg-box" width="1" height="1"/></svg>'
HARMFUL = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<style>* { display: none }</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button formaction=x>Send</button><input name=q></form>",
    '<p style="position: fixed">over everything</p>',
    '<p onclick="alert(1)">click</p>',
    '<a href="javascript:alert(1)">raw</a>',
    '<a href=" &#106;avascript:alert(1)">entity</a>',
    "[link](javascript:alert(1))",
    "[link](JaVaScRiPt:alert(1))",
    "[link](data:text/html;base64,PHNjcmlwdD4=)",
    "[link](vbscript:x)",
    "![image](javascript:alert(1))",
    "<javascript:alert(1)>",
    "text {: onclick=alert(1) style=color:red }",
    "# heading {: onmouseover=alert(1) }",
    "[x](https://example.org){: onclick=alert(1) }",
    "<!-- <script>alert(1)</script> -->",
    "<details ontoggle=alert(1) open>x</details>",
    "!!! note onclick=alert(1)\n    text",
    '```python {style="x" onclick="alert(1)"}\nx = 1\n```',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
]
FORBIDDEN_TAG = re.compile(
    r"</?(script|style|iframe|object|embed|link|base|meta|form|input|button|img|math)\b", re.IGNORECASE
)
FORBIDDEN_ATTRIBUTE = re.compile(r"\s(on\w+|style|srcdoc|formaction|src)\s*=", re.IGNORECASE)
FORBIDDEN_SCHEME = re.compile(r"(javascript|vbscript|data)\s*:", re.IGNORECASE)


@pytest.fixture
def tree(tmp_path):
    return write_lessons(tmp_path)


def first_lesson(tree):
    return load_course(tree.root).lessons[0]


def prose(tree, markdown):
    """The HTML of a lesson's prose after `markdown` was put at its end."""
    tree.add_to_lesson(f"\n{markdown}\n")
    return "".join(part.html for part in lesson_parts(first_lesson(tree)) if isinstance(part, HtmlPart))


def assert_harmless(html):
    """No element that runs or loads, no handler, no style, no foreign scheme in any tag of the page."""
    for tag in re.findall(r"<[^>]*>", html):
        assert not FORBIDDEN_TAG.match(tag), tag
        assert not FORBIDDEN_ATTRIBUTE.search(tag), tag
        assert not FORBIDDEN_SCHEME.search(tag), tag
    assert "<!--" not in html


@pytest.mark.parametrize("harmful", HARMFUL)
def test_prose_comes_out_harmless(tmp_path, harmful):
    tree = write_lessons(tmp_path)
    lesson = first_lesson(tree)
    changed = lesson.model_copy(update={"body": f"{lesson.body}\n\n{harmful}\n\nafter\n"})
    html = "".join(part.html for part in lesson_parts(changed) if isinstance(part, HtmlPart))
    assert_harmless(html)
    assert "<p>after</p>" in html


@pytest.mark.parametrize("harmful", HARMFUL)
def test_tasks_and_hints_come_out_harmless(harmful):
    assert_harmless(markdown_html(f"before\n\n{harmful}\n\nafter"))


def test_code_and_sql_are_escaped():
    for html in (code_html("x = '<script>alert(1)</script>'"), sql_html("SELECT '<script>alert(1)</script>'")):
        assert_harmless(html)
        assert "&lt;script&gt;" in html


def test_prose_and_items_alternate_in_the_order_of_the_lesson(tree):
    tree.add_to_lesson("\nThe end.\n")
    parts = lesson_parts(first_lesson(tree))
    assert [part.html.strip() if isinstance(part, HtmlPart) else (part.kind, part.item.id) for part in parts] == [
        "<p>Every <code>post.author</code> on a post loaded without its author is one more query.</p>",
        ("predict", "loop-count"),
        ("exercise", "posts-with-authors"),
        "<p>The end.</p>",
    ]


def test_an_item_names_its_template_and_its_anchor(tree):
    item = next(part for part in lesson_parts(first_lesson(tree)) if isinstance(part, ItemPart))
    assert (item.template, item.anchor) == ("course/items/predict.html", "item-loop-count")


def test_an_author_cannot_write_the_place_of_an_item(tree):
    assert "item-0-" in prose(tree, "item-0-")


def test_a_fence_shown_in_a_longer_fence_is_text(tree):
    html = prose(tree, "````markdown\n```predict inner\nask: x\n```\n````")
    assert "```predict inner" in re.sub(r"<[^>]+>", "", html)


def test_a_fence_of_an_unknown_kind_is_a_code_block(tree):
    assert re.search(r"<pre[^>]*><code>x = 1\n</code></pre>", prose(tree, "```riddle one\nx = 1\n```"))


def test_headings_have_ids_and_make_the_contents(tree):
    tree.add_to_lesson("\n## What *Django* `writes`\n\n### Joins & more\n\n## Joins & more\n")
    lesson = first_lesson(tree)
    assert [(heading.level, heading.id, heading.text) for heading in toc(lesson)] == [
        (2, "what-django-writes", "What Django writes"), (3, "joins-more", "Joins & more"),
        (2, "joins-more_1", "Joins & more"),
    ]
    assert '<h3 id="joins-more">Joins &amp; more</h3>' in lesson_parts(lesson)[-1].html


def test_a_heading_does_not_take_an_id_of_the_page_or_of_an_item(tree):
    tree.add_to_lesson("\n## Summary\n\n## Item loop-count\n")
    assert [heading.id for heading in toc(first_lesson(tree))] == ["summary-section", "item-loop-count-section"]


def test_tables_lists_notes_and_footnotes_are_rendered(tree):
    html = prose(tree, "| a | b |\n|---|--:|\n| 1 | 2 |\n\n!!! warning \"Mind\"\n    the gap\n\nSee[^1].\n\n[^1]: A note.\n")
    assert '<td class="align-right">2</td>' in html
    assert '<div class="admonition warning">\n<p class="admonition-title">Mind</p>\n<p>the gap</p>' in html
    assert '<a class="footnote-ref" href="#fn:1" rel="noopener">1</a>' in html
    assert '<li id="fn:1">' in html


def test_code_in_prose_is_highlighted_by_classes(tree):
    html = prose(tree, "```python\nfor post in posts: pass\n```")
    assert '<div class="highlight"><pre tabindex="0">' in html
    assert '<span class="k">for</span>' in html
    assert "style=" not in html


def test_links_to_lessons_and_items_become_addresses(tree):
    tree.write("20-next/lesson.md", "---\ntitle: T\n---\n[a](exercise:loop-count) [b](lesson:n-plus-one#top)\n")
    lesson = load_course(tree.root).lessons[1]
    assert lesson_parts(lesson)[0].html == (
        '<p><a href="/lessons/n-plus-one/#item-loop-count" rel="noopener">a</a> '
        '<a href="/lessons/n-plus-one/#top" rel="noopener">b</a></p>'
    )


def test_a_link_to_an_item_of_the_same_lesson_stays_on_the_page(tree):
    assert '<a href="#item-loop-count" rel="noopener">' in prose(tree, "[up](exercise:loop-count)")
    assert '<a href="#item-loop-count" rel="noopener">' in markdown_html("[up](exercise:loop-count)")


def test_addresses_begin_where_the_site_does(tree, settings):
    from django.urls import set_script_prefix

    set_script_prefix("/course/")
    try:
        assert 'href="/course/lessons/n-plus-one/"' in markdown_html("[a far](lesson:n-plus-one)")
    finally:
        set_script_prefix("/")


def test_a_diagram_stands_inline_as_a_figure(tree):
    tree.write("10-n-plus-one/loop.svg", SVG)
    html = prose(tree, "Look:\n\n![What a loop does](diagram:loop)\n")
    assert html.endswith(
        '<figure class="figure"><svg viewBox="0 0 1 1" class="diagram" role="img" aria-label="What a loop does">'
        '<title id="diagram-loop-t">A loop</title><rect class="dg-box" width="1" height="1"></rect></svg></figure>'
    )


def test_a_diagram_inside_a_sentence_stays_there(tree):
    tree.write("10-n-plus-one/loop.svg", SVG)
    assert re.search(r"<p>See <svg .*</svg> here\.</p>", prose(tree, "See ![x](diagram:loop) here."))


def test_of_any_other_image_only_its_text_stays():
    assert markdown_html("A ![picture](https://example.org/a.png) here") == "<p>A picture here</p>"


def test_hints_have_no_ids_that_could_meet_others_on_the_page():
    assert markdown_html("## Title {#main}\n\ntext") == "<h2>Title</h2>\n<p>text</p>"


def test_an_html_block_around_an_item_is_a_problem(tree):
    tree.replace(LESSON, "```predict loop-count", "<div>\n\n```predict loop-count")
    tree.add_to_lesson("\n</div>\n")
    (problem,) = rendering.page_problems(load_course(tree.root))
    assert (problem.file, problem.line) == (str(tree.root / LESSON), 10)
    assert problem.problem == "`loop-count`, or an item near it, stands inside an HTML block"


def test_an_anchor_that_is_nowhere_is_a_problem(tree):
    line = tree.add_to_lesson("\n## Here\n\n[a](#here) [b](#item-loop-count)\n\n[c](#there)\n")
    tree.write("20-next/lesson.md", "---\ntitle: T\n---\n[d](lesson:n-plus-one#here)\n[e](lesson:n-plus-one#gone)\n")
    assert [(p.line, p.problem) for p in rendering.page_problems(load_course(tree.root))] == [
        (line + 5, "no heading or item has the anchor `#there`"), (5, "no heading or item has the anchor `#gone`"),
    ]


def test_our_own_lessons_have_no_such_problems(settings):
    assert list(rendering.page_problems(load_course(settings.LESSONS_DIR))) == []


def test_a_lesson_is_rendered_once(tree):
    lesson = first_lesson(tree)
    assert lesson_parts(lesson)[0].html is lesson_parts(lesson)[0].html


def test_sql_is_broken_into_lines_and_highlighted():
    html = sql_html(format_sql('SELECT "a"."id" FROM "a" WHERE "a"."id" IN (1, 2, 3, 4, 5, 6, 7, 8, 9)'))
    assert '<div class="highlight sql"><pre>' in html
    assert re.sub(r"<[^>]+>", "", html) == (
        'SELECT "a"."id"\nFROM "a"\nWHERE "a"."id" IN (1, 2, 3 /* and 6 more */)\n\n'
    )


def test_very_long_code_is_shown_without_colours():
    html = code_html("x = '<b>'\n" * 4000)
    assert "<span" not in html
    assert html.count("&lt;b&gt;") == 4000


def test_a_table_stands_in_a_frame_that_scrolls_by_keyboard():
    html = markdown_html("a | b\n--- | ---\n1 | 2\n")
    assert html.startswith('<div class="prose-table" role="region" aria-label="Table" tabindex="0"><table>')
    assert html.endswith("</table></div>")
