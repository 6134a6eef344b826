from __future__ import annotations

import pytest

from course.domain.labs.lab_lines import PlacedFinding
from course.domain.labs.lab_mends import mended_page
from course.domain.run import Finding

VIEW = """def post_list(request):
    posts = Post.objects.order_by("pk")
    authors = Author.objects.all()
    return render(request, "posts.html", {"posts": posts, "authors": authors})"""
TEMPLATE = """{% for post in posts %}
{{ post.author.name }}
{{ post.author.country.name }}
{{ post.comment_set.count }}
{% endfor %}
"""
JOINED = 'order_by("pk").select_related("author")'


def found(line, relation, fix, code="n_plus_one", file="template"):
    return PlacedFinding(Finding(code, line, 1, relation, 100, fix, ""), file)


AUTHOR = found(2, "Post.author", 'select_related("author")')
COUNT = found(4, "Post.comment_set", 'annotate(n=Count("comment"))', "count_in_loop")


def test_what_the_template_asks_for_is_loaded_by_the_view():
    mend = mended_page(VIEW, TEMPLATE, [AUTHOR])
    assert (mend.view, mend.template) == (VIEW.replace('order_by("pk")', JOINED), TEMPLATE)


def test_of_several_querysets_that_one_is_mended_whose_rows_the_template_follows():
    country = found(3, "Author.country", 'select_related("author__country")')
    mend = mended_page(VIEW, TEMPLATE, [AUTHOR, country])
    assert mend.view == VIEW.replace('order_by("pk")', 'order_by("pk").select_related("author__country")')


def test_a_template_is_edited_only_where_it_is_to_read_another_attribute():
    mend = mended_page(VIEW, TEMPLATE, [COUNT])
    assert 'order_by("pk").annotate(n=Count("comment"))' in mend.view
    assert mend.template == TEMPLATE.replace("post.comment_set.count", "post.n")


@pytest.mark.parametrize(
    "given",
    ['{"posts": Post.objects.all()}', 'dict(posts=Post.objects.all())', '{"posts": rows()}', "context"],
)
def test_the_context_is_read_however_the_view_writes_it(given):
    view = 'def rows():\n    return Post.objects.all()\n' if "rows" in given else ""
    view += 'def post_list(request):\n    context = {}\n    context["posts"] = Post.objects.all()\n' if given == "context" else "def post_list(request):\n"
    view += f'    return render(request, "posts.html", {given})\n'
    assert mended_page(view, TEMPLATE, [AUTHOR]).view == view.replace("objects.all()", 'objects.all().select_related("author")')


@pytest.mark.parametrize(
    ("view", "template", "findings"),
    [
        (VIEW, TEMPLATE, []),
        (VIEW, TEMPLATE, [found(9, "Post.author", 'select_related("author")')]),
        (VIEW.replace('"posts":', '"rows":'), TEMPLATE, [AUTHOR]),
        (VIEW + '\n    {"posts": 1}', TEMPLATE, [AUTHOR]),
        ("def (", TEMPLATE, [AUTHOR]),
        (VIEW, "{% for class in posts %}{{ class.author.name }}{% endfor %}", [found(1, "Post.author", 'select_related("author")')]),
    ],
    ids=["no finding", "no such line", "another name", "said twice", "no program", "no Python"],
)
def test_what_is_not_certain_is_left_as_it_is(view, template, findings):
    assert mended_page(view, template, findings) is None
