"""The toolbar's panel over a learner's statements: what it shows, and the hole that must stay closed."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser

import pytest
from django.template import Context, Template

from course.domain.run import CapturedQuery, DataImage, RunResult, RunStatus, TemplatePlace
from course.rendering.frames import page_frame
from course.rendering.toolbar_panel import LabPanel, Sources, panel_frame

STATIC = "https://course.example/static/"
SOURCES = Sources("post_list", "def post_list(request):\n    return page()", "posts.html", "<ol>\n{% for a in b %}\n</ol>")
AUTHOR = 'SELECT "blog_author"."id", "blog_author"."name" FROM "blog_author" WHERE "blog_author"."id" = ?'
HOSTILE = [
    "<script>alert(1)</script>",
    "</iframe><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></title></style></main><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    '<span class="djdt-color" data-djdt-styles="backgroundColor:red"></span>',
    '<button type="button" class="djToggleSwitch" data-toggle-id="1">+</button>',
    "<form action=//evil.example><button formaction=//evil.example>Sel</button></form>",
    "{{ settings.SECRET_KEY }}{% load static %}",
    "&lt;script&gt;&nbsp;\N{NO-BREAK SPACE}\x00\ud800".encode("utf-8", "replace").decode(),
]


def queries(*pairs, **fields):
    return tuple(
        CapturedQuery(at, sql, params, "SELECT", 2, None, 1, 0.5, **fields) for at, (sql, params) in enumerate(pairs)
    )


def document_of(sent, count=None, sources=SOURCES):
    run = RunResult(RunStatus.OK, DataImage("d", "v"), query_count=count or len(sent), queries=sent)
    return panel_frame(run, sources, STATIC).document


def words(document):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", document)).split())


class Seen(HTMLParser):
    """The elements and attributes that a browser would make of a document."""

    def __init__(self, document):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def assert_inert(document, metas=4):
    seen = Seen(document)
    assert {"script", "form", "button", "iframe", "img", "a", "object", "textarea", "style"} & set(seen.tags) == set()
    assert seen.tags.count("meta") == metas
    assert [name for name, _ in seen.attributes if name.startswith("on") or name in {"style", "formaction", "src"}] == []
    assert [value for _, value in seen.attributes if "javascript:" in value] == []


def test_similar_and_duplicate_statements_are_counted_and_coloured_over_all_of_them():
    document = document_of(queries(*((AUTHOR, (at // 2,)) for at in range(100)), ("SELECT 1", ())))
    said = words(document)
    assert "(101 queries including 100 similar and 100 duplicates )" in said
    assert "100 similar queries. Duplicated 2 times." in said
    assert 'WHERE "blog_author"."id" = 0' in said
    colours = re.findall(r'<svg class="djdt-color"[^>]*><rect[^>]*fill="([^"]+)"', document)
    assert len(set(colours)) > 5  # the database's, that of the similar ones, and those of the pairs
    assert "data-djdt-styles" not in document


def test_different_parameters_are_similar_and_no_duplicates():
    said = words(document_of(queries(*((AUTHOR, (at,)) for at in range(3)))))
    assert "(3 queries including 3 similar )" in said
    assert "Duplicated" not in said


def test_sixty_rows_are_listed_and_a_sentence_says_so():
    document = document_of(queries(*((AUTHOR, (at,)) for at in range(80))), count=4_873)
    assert document.count("djSQLDetailsDiv") == 60
    assert "The first 60 of 4,873 queries are listed here." in words(document)
    assert "listed here" not in words(document_of(queries((AUTHOR, (1,)))))


def test_a_run_without_statements_says_so():
    assert "No SQL queries were recorded during this request." in words(document_of(()))


def test_the_lines_of_view_and_template_are_quoted():
    said = words(document_of(queries((AUTHOR, (1,)), template=TemplatePlace(2, 1))))
    assert "views.py in post_list ( 2 ) return page()" in said
    assert "1 <ol> 2 {% for a in b %} 3 </ol> posts.html, line 2" in said
    assert "posts.html" not in words(document_of(queries((AUTHOR, (1,)))))


def test_a_line_beyond_the_file_quotes_nothing_and_breaks_nothing():
    assert "posts.html, line 99" in words(document_of(queries((AUTHOR, (1,)), template=TemplatePlace(99))))


def test_nothing_that_could_send_a_statement_again_is_kept_or_shown():
    """The hole: the toolbar's buttons would make the site run a recorded statement on its own database."""
    panel = LabPanel()
    for query in queries((AUTHOR, ("secret",)), (AUTHOR, ("secret",))):
        panel.record(vendor="sqlite", alias="default", sql=query.sql, raw_sql=query.sql, params=list(query.params),
                     duration=1.0, stacktrace=[], template_info=None)  # fmt: skip
    panel.generate_stats(None, None)
    assert [query["params"] for query in panel.get_stats()["queries"]] == [None, None]
    assert [query["duplicate_count"] for query in panel.get_stats()["queries"]] == [2, 2]
    assert_inert(panel.content, metas=0)
    assert "sql_select" not in panel.content
    assert "signed" not in panel.content


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(text):
    sources = Sources(text, f"x\n{text}", text, f"{text}\n{text}")
    sent = queries((f"SELECT '{text}' -- {text}", (text,)), (text, ()), template=TemplatePlace(1))
    document = document_of(sent, sources=sources)
    assert_inert(document)
    if "nbsp" not in text:
        assert " ".join(text.split()) in words(document)


@pytest.mark.parametrize("text", ["(" * 5_000, "a," * 5_000, "CASE WHEN " * 900, "'" * 5_000, "/*" * 4_000, "x" * 20_000])
def test_long_statements_are_cut_and_cost_no_time(text):
    started = time.process_time()
    document = document_of(queries(*((f"{text}{at}", ()) for at in range(200))))
    assert time.process_time() - started < 4
    assert len(document) < 800_000


def test_the_frame_of_a_page_forbids_everything_but_the_sites_own_styles():
    frame = page_frame("Your page", "<p>x", STATIC)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', frame.document)[1]
    assert html.unescape(policy) == (
        f"default-src 'none'; style-src {STATIC}; font-src {STATIC}; img-src data:; form-action 'none'; base-uri 'none'"
    )
    assert frame.document.index("Content-Security-Policy") < frame.document.index("<p>x")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_cannot_leave_the_attribute_that_holds_it(text):
    frame = page_frame("Your page", text, STATIC)
    shown = Template("{% include 'course/lab/_frame.html' with id='x' %}").render(Context({"frame": frame}))
    seen = Seen(shown)
    assert (seen.tags, dict(seen.attributes)["sandbox"]) == (["section", "h4", "iframe"], "")
    assert dict(seen.attributes)["srcdoc"] == frame.document
