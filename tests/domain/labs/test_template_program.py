from __future__ import annotations

import ast

import pytest

from course.domain.labs.template_program import CONTEXT, HEAD, TemplateProgram

TEMPLATE = """<h1>{{ title }}</h1>
{% for post in posts %}
  <p>{{ post.title|default:post.slug }} {{ post.author.name }}</p>
  {% for tag in post.tags.all|dictsort:"tag.name" %}{{ tag.name }}{% endfor %}
  {% with total=post.comment_set.count %}{{ total }}{% endwith %}
{% endfor %}
{{ site.owner.name }}
"""
PROGRAM = """    for post in context_of_the_page_posts:
        pass
        post.title
        post.slug
        post.author.name
        for tag in post.tags.all():
            pass
            tag.name
        total = post.comment_set.count()
    context_of_the_page_site.owner.name
"""


def test_a_template_is_read_as_the_python_that_it_stands_for():
    program = TemplateProgram(TEMPLATE)
    assert program.code == HEAD + PROGRAM
    ast.parse(program.code)
    assert CONTEXT in program.code


def test_a_line_of_the_template_is_found_by_what_it_reads():
    program, lines = TemplateProgram(TEMPLATE), (HEAD + PROGRAM).split("\n")
    found = [program.line_of(line, accessor) for line, accessor in [(2, ""), (3, "author"), (4, "tags"), (4, "x"), (5, "comment_set")]]
    assert [lines[place - 1].strip() for place in found] == [
        "for post in context_of_the_page_posts:", "post.author.name", "for tag in post.tags.all():",
        "for tag in post.tags.all():", "total = post.comment_set.count()",
    ]  # fmt: skip
    assert [program.line_of(1, "author"), program.line_of(None, "author")] == [None, None]


@pytest.mark.parametrize(
    ("old", "new", "template_old", "template_new"),
    [
        ("post.comment_set.count()", "post.n", "post.comment_set.count", "post.n"),
        ("in post.tags.all():", "in post.chosen.all():", "post.tags.all", "post.chosen.all"),
        ("in context_of_the_page_posts:", "in context_of_the_page_rows:", "in posts", "in rows"),
        ("post.author.name", "post.author.name", "", ""),
    ],
)
def test_an_edit_of_the_program_is_made_in_the_template(old, new, template_old, template_new):
    program = TemplateProgram(TEMPLATE)
    assert program.template_of(program.code.replace(old, new)) == TEMPLATE.replace(template_old, template_new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("post.comment_set.count()", "counts.get(post.pk, 0)"),
        ("post.author.name", "by_pk[post.author_id].name"),
        ("    for post in", "    rows = list(posts)\n    for post in"),
        ("post.author.name", "x = 1"),
        ("            pass\n", "            continue\n"),
        ("for post in", "for one in"),
    ],
)
def test_what_a_template_cannot_say_is_refused(old, new):
    program = TemplateProgram(TEMPLATE)
    assert program.template_of(program.code.replace(old, new, 1)) is None


@pytest.mark.parametrize(
    "template", ["", "{% endfor %}{% endwith %}", "{% %}{{ }}", "{% for %}", "{{ 1.5 }}{{ 'a.b' }}{{ posts.0.title }}", "{{ a\n.b }}"]
)
def test_any_template_is_read(template):
    program = TemplateProgram(template)
    assert program.template_of(program.code) == template


@pytest.mark.parametrize("template", ["{%" * 5_000, "{{" * 5_000, "{{ a" + ".b" * 5_000, "{% for " + "a," * 5_000, "{% with " + "a" * 9_000 + "%}"])
def test_a_template_that_is_none_has_no_lines(template):
    assert len(TemplateProgram(template).lines) < 2
