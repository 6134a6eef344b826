"""A view and a template in the real jail: what is rendered, which lines asked, and errors with the line they came from."""

from __future__ import annotations

import json

import pytest

from course.domain.run import DataImage, RunRequest, RunStatus, TemplatePlace
from course.sandbox import jail, limits, statement_log
from tests.sandbox.conftest import pool_of

VIEW = """from django.shortcuts import render

def post_list(request):
    posts = Post.objects.order_by("pk")
    return render(request, "blog/post_list.html", {"posts": posts, "drafts": Post.objects.filter(published=False).count()})
"""
TEMPLATE = """<h1>{{ drafts }}</h1>
{% for post in posts %}
  {{ post.author.name }}
  {% for tag in post.tags.all %}{{ tag.name }} {% endfor %}
{% endfor %}
"""


def asked(view, template, town_library):
    material = {"view": "post_list", "path": "/posts/", "template_name": "blog/post_list.html", "template": template}
    return RunRequest(view, DataImage("town-library", town_library.version), tool="page", material=json.dumps(material))


@pytest.fixture(scope="module")
def page(sandbox, town_library):
    return lambda view=VIEW, template=TEMPLATE: sandbox.run(asked(view, template, town_library))


def html(run):
    return run.answer["item"]["html"]


def failure(run):
    return run.status.value, run.error.type, run.error.line, (run.answer or {"item": {}})["item"].get("template_line")


def test_a_page_is_rendered_and_each_statement_names_the_line_that_asked(page):
    run = page()
    assert (run.status, run.query_count, run.answer["item"]["status"]) == (RunStatus.OK, 1 + 1 + 100 + 100, 200)
    assert "Jane Roe" in html(run)
    places = {(query.origin.relation, query.line, query.template) for query in run.queries}
    assert places == {
        ("", 5, None),
        ("", 5, TemplatePlace(2)),
        ("Post.author", 5, TemplatePlace(3, 2)),
        ("Post.tags", 5, TemplatePlace(4, 2)),
    }


def test_a_wrapper_of_queries_stands_between_no_template_and_its_statements(page):
    view = VIEW.replace("    return render", "    with connection.execute_wrapper(lambda execute, *told: execute(*told)):\n        return render")
    places = {(query.line, query.template) for query in page(view).queries}
    assert places == {(6, None), (6, TemplatePlace(2)), (6, TemplatePlace(3, 2)), (6, TemplatePlace(4, 2))}


def test_python_code_that_a_template_calls_is_the_line_that_asked(page):
    view = VIEW.replace('"posts": posts', '"posts": (p.author for p in posts)')
    run = page(view, "{% for author in posts %}{{ author.name }}{% endfor %}")
    assert {query.template for query in run.queries if query.origin.relation == "Post.author"} == {None}


def test_values_are_escaped_as_in_django(page):
    assert html(page(VIEW.replace('"posts": posts', '"posts": "<script>&"'), "{{ posts }}")) == "&lt;script&gt;&amp;"


@pytest.mark.parametrize(
    ("template", "kind", "line"),
    [
        ("<p>\n{% for post in posts %}", "TemplateSyntaxError", 2),
        ("<p>\n\n{{ posts|nofilter }}", "TemplateSyntaxError", 3),
        ("{% load humanize %}", "TemplateSyntaxError", 1),
        ("\n{% include 'other.html' %}", "TemplateDoesNotExist", 2),
        ("\n{% url 'post' 1 %}", "NoReverseMatch", 2),
        ("a\n{% widthratio drafts posts 3 %}{{ posts.first.nothing|add:posts.nothing.x }}", "VariableDoesNotExist", 2),
    ],
)
def test_an_error_in_the_template_names_its_line(page, template, kind, line):
    assert failure(page(template=template)) == ("error", kind, 5, line)


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (VIEW.replace("order_by", "orderby"), ("error", "AttributeError", 4, None)),
        (VIEW.replace("    return render", "    render"), ("error", "ValueError", 3, None)),
        (VIEW.replace("def post_list", "def posts"), ("error", "AttributeError", None, None)),
        (VIEW.replace("post_list.html", "posts.html"), ("error", "TemplateDoesNotExist", 5, None)),
        (VIEW.replace("def post_list", "de post_list"), ("rejected", "SyntaxError", 3, None)),
        ("from django.http import Http404\ndef post_list(request):\n    raise Http404", ("error", "Http404", 3, None)),
    ],
)
def test_an_error_in_the_view_names_its_line(page, view, found):
    run = page(view)
    assert failure(run) == found
    assert "answer.py" not in run.error.traceback


def test_the_template_that_there_is_is_named_where_another_was_asked_for(page):
    message = page(VIEW.replace("post_list.html", "posts.html")).error.message
    assert message == "blog/posts.html: the one template here is called blog/post_list.html"


def test_a_page_beyond_the_output_limit_ends_like_a_print_beyond_it(page):
    run = page(template="{% for post in posts %}{{ post.body }}{{ post.body }}{{ post.body }}{% endfor %}" * 9)
    assert (run.status, run.query_count, run.answer) == (RunStatus.OUTPUT_LIMIT, 2, None)


def test_a_loop_without_end_keeps_its_statements(page):
    run = page("def post_list(request):\n    while True:\n        Post.objects.count()")
    assert run.status in (RunStatus.TIMEOUT, RunStatus.QUERY_LIMIT)
    assert run.query_count > 100
    assert {query.line for query in run.queries} == {3}


def test_a_template_response_and_a_stream_are_pages_too(page):
    late = "from django.template.response import TemplateResponse\n" + VIEW.replace("render(r", "TemplateResponse(r")
    assert html(page(late)) == html(page())
    stream = "from django.http import StreamingHttpResponse\ndef post_list(request):\n"
    stream += "    return StreamingHttpResponse(str(p.pk) for p in Post.objects.order_by('pk')[:3])"
    assert html(page(stream)) == "123"


def test_without_any_file_a_page_is_the_same(page, town_library):
    """At level C nothing can be opened, so all that templates need is loaded already."""
    template = "{% load cache i18n l10n static tz %}" + TEMPLATE + "{{ posts.0.created|date:'j M Y H:i' }}"
    strict = pool_of(limits.configured(), *(level for level in jail.LEVELS if level.name == "C"))
    try:
        there = strict.run(asked(VIEW, template, town_library))
    finally:
        strict.stop()
    assert there.status is RunStatus.OK
    assert html(there) == html(page(template=template))


@pytest.mark.parametrize("told", [None, [], [0, 1], ["2", None], [2], [2, 1, 1], [True, None], {"line": 2}, [10**9, None]])
def test_what_is_no_place_in_a_template_is_none(told):
    assert statement_log._template_place(told) is None


def test_a_loop_that_is_no_line_leaves_the_line():
    assert statement_log._template_place([2, "x"]) == TemplatePlace(2)
