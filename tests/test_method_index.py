"""The index of ORM methods: found in the lessons' code, held against Django and the lessons, shown with links."""

from __future__ import annotations

import pytest

from course import content
from course.content import ContentErrors, load_course
from course.content.methods import exists
from course.domain.authoring.method_index import index_of
from course.domain.authoring.names import NameGroup
from course.domain.program.uses import chained_from_objects, uses
from tests.lesson_tree import write_lessons
from tests.views.page_text import words

METHODS = """\
groups:
  - title: Chains
    kind: method
    note: Of all kinds.
    names:
      all: Once more.
      select_related: Joined.
      fetch_mode: {means: When something is missing., since: "99.0"}
  - title: Lookups
    kind: lookup
    names:
      gte: Greater or equal.
"""
SECOND = """\
---
title: "Second: all() again"
summary: Use `fetch_mode()`.
---
Write `.all()`, or `views__gte`.

```run a-sample
code: |
  Post.objects.all()
```
"""


@pytest.fixture
def tree(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    tree = write_lessons(tmp_path)
    tree.write("20-second/lesson.md", SECOND)
    tree.write("methods.yaml", METHODS)
    return tree


def problems(tree):
    with pytest.raises(ContentErrors) as error:
        load_course(tree.root)
    return [(found.file.rpartition("/")[2], found.line, found.problem) for found in error.value.problems]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Post.objects.filter(author__name__icontains='a')", {".filter": 1, "__name": 1, "__icontains": 1, "Post": 1}),
        ("posts.count()", {".count": 1, "posts": 1}),
        ("text.count(',')", {"text": 1}),
        ("names.get(key, [])", {"names": 1, "key": 1}),
        ("seen.add(1); post.tags.add(tag)", {".add": 1, "seen": 1, "post": 1, "tag": 1}),
        ("models.Count('pk')", {".Count": 1, "Count": 1, "models": 1}),
        ("not python at all", {}),
    ],
)
def test_what_code_uses_is_read_from_its_syntax(code, expected):
    assert uses(code) == expected


def test_a_chain_is_known_by_where_it_begins():
    code = "rows = Post.objects.filter(pk=1).order_by('pk')\nrows.first()\n', '.join([])"
    assert chained_from_objects(code) == {"filter", "order_by"}


def test_names_lead_to_the_lessons_that_use_them_and_to_the_one_that_says_most(tree):
    course = load_course(tree.root)
    found = {one.written: (one.lessons, one.main) for group in index_of(course.methods, course.lessons) for one in group.entries}
    assert found == {
        "all()": (("n-plus-one", "second"), "second"),
        "select_related()": (("n-plus-one",), "n-plus-one"),
        "fetch_mode()": (("second",), "second"),
        "__gte": (("second",), "second"),
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("      all: Once more.", "      every: Once more.", 6, "has no every()"),
        ("      all: Once more.", "      every: Once more.", 1, "lesson second calls all(), which the index leaves out"),
        ("gte: Greater or equal.", "lte: Less.", 12, "no lesson uses __lte"),
        ("  - title: Lookups\n    kind: lookup", "  - title: More\n    kind: method", 12, "no lesson uses gte()"),
        ("kind: lookup", "kind: verb", 10, "`kind` is 'verb'"),
        ("      gte: Greater or equal.", "      gte:", 12, "`names.gte"),
        ("gte: Greater or equal.", "gte: {means: More., lesson: n-plus-one}", 12, "n-plus-one does not use __gte"),
    ],
)
def test_a_mistake_in_the_index_stops_with_its_line(tree, old, new, line, problem):
    tree.replace("methods.yaml", old, new)
    assert [place for *place, told in problems(tree) if problem in told] == [["methods.yaml", line]]


def test_an_author_may_say_which_lesson_teaches_a_name(tree):
    tree.replace("methods.yaml", "all: Once more.", "all: {means: Once more., lesson: n-plus-one}")
    course = load_course(tree.root)
    assert index_of(course.methods, course.lessons)[0].entries[0].main == "n-plus-one"


def test_a_name_of_a_newer_django_is_not_looked_for_before(tree):
    assert load_course(tree.root).methods
    tree.replace("methods.yaml", 'since: "99.0"', 'since: "4.2"')
    assert exists("method", "fetch_mode") or any("has no fetch_mode()" in told for *_place, told in problems(tree))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("method", "filter"), ("method", "add"), ("method", "save"), ("lookup", "icontains"), ("lookup", "year"),
     ("name", "F"), ("name", "Coalesce")],
)
def test_what_django_has_exists(kind, name):
    assert exists(kind, name)
    assert not exists(kind, f"{name}_not")


def test_the_page_links_each_name_to_its_lessons(tree, client, db):
    shown = words(client.get("/methods/").content.decode())
    assert "all() Once more. Lesson 20 Second: all() againalso in lessons 10" in shown
    assert "fetch_mode() Django 99.0 When something is missing." in shown


def test_a_course_without_an_index_has_no_such_page(client, db, settings, tmp_path):
    settings.LESSONS_DIR = write_lessons(tmp_path).root
    assert client.get("/methods/").status_code == 404


def test_the_courses_index_has_the_tools_where_they_are_taught():
    main = {one.written: one.main for group in content.method_index() for one in group.entries}
    assert main["select_related()"] == "one-join"
    assert main["prefetch_related()"] == "one-query-per-relation"
    assert main["Prefetch"] == "prefetch-objects"
    assert main["filter()"] == "field-lookups"
    assert {group.kind for group in content.course().methods} == set(NameGroup.model_fields["kind"].annotation.__args__)
