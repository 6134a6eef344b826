"""The course's words: read with their lines, linked at their first use in prose, listed on a page of their own."""

from __future__ import annotations

import re

import pytest

from course import content
from course.content import ContentErrors, load_course
from course.domain.authoring.glossary import pattern_of
from course.rendering.lessons import rendered
from tests.lesson_tree import write_lessons
from tests.views.page_text import words

GLOSSARY = """\
terms:
  - term: round trip
    lesson: n-plus-one
    means: The way there and back.
  - term: index
    also: [register]
    lesson: second
    means: A sorted list.
  - term: row
    linked: false
    lesson: second
    means: One line of a table.
"""
SECOND = """\
---
title: Second
summary: An index is a register, and finds each row.
---
## A round trip in a heading

`round trip` in code, [a round trip in a link](lesson:n-plus-one), then the first **round
trips** of prose, and another round trip. A row and a background trip are none.

| round trip |
| --- |
| index |
"""


@pytest.fixture
def tree(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    tree = write_lessons(tmp_path)
    tree.add_to_lesson("\nOne round trip, by the indexes, for each row.\n")
    tree.write("20-second/lesson.md", SECOND)
    tree.write("glossary.yaml", GLOSSARY)
    return tree


def links(tree, slug):
    """(anchor, linked text) of each word that leads from a lesson to the glossary."""
    lesson = next(lesson for lesson in load_course(tree.root).lessons if lesson.slug == slug)
    html = "".join(rendered(lesson).pieces)
    return re.findall(r'<a class="term" href="/glossary/#([^"]+)"[^>]*>([^<]+)</a>', html)


def problems(tree):
    with pytest.raises(ContentErrors) as error:
        load_course(tree.root)
    return [(found.file.rpartition("/")[2], found.line, found.problem) for found in error.value.problems]


def test_terms_come_in_order_of_the_alphabet_with_their_lines(tree):
    terms = load_course(tree.root).glossary
    assert [(term.term, term.anchor, term.line) for term in terms] == [
        ("index", "term-index", 5), ("round trip", "term-round-trip", 2), ("row", "term-row", 9),
    ]
    assert terms[0].line_of("lesson") == 7


def test_titles_of_other_peoples_pages_are_not_linked(tree):
    tree.add_to_lesson("\n## Where to look in Django's documentation\n\n- *Round trips*: \"A round trip\".\n")
    tree.replace("10-n-plus-one/lesson.md", "One round trip, by the indexes", "By the indexes")
    tree.replace("glossary.yaml", "lesson: n-plus-one", "lesson: second")
    assert links(tree, "n-plus-one") == [("term-index", "indexes")]


def test_the_first_use_in_prose_is_linked_once_and_not_where_the_word_is_taught(tree):
    assert links(tree, "second") == [("term-round-trip", "round\ntrips")]
    assert links(tree, "n-plus-one") == [("term-index", "indexes")]


def test_a_word_can_mean_something_else_in_a_lesson(tree):
    tree.replace("glossary.yaml", "also: [register]", "also: [register]\n    not_in: [n-plus-one]")
    assert links(tree, "n-plus-one") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("an N+1 query", "N+1"), ("the N+1\nproblem", "N+1\nproblem"), ("N+10", None), ("Hops", "Hops"), ("hopes", None)],
)
def test_whole_words_are_found_in_either_number(text, found):
    use = pattern_of(("N+1", "N+1 problem", "hop")).search(text)
    assert (use and use[0]) == found


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("lesson: n-plus-one", "lesson: nowhere", 3, "there is no lesson `nowhere`"),
        ("lesson: n-plus-one", "lesson: second\n    not_in: [no-such]", 4, "there is no lesson `no-such`"),
        ("term: index", "term: spindle", 7, None),
        ("term: index\n    also: [register]", "term: spindle", 6, "lesson second never says `spindle`"),
        ("term: row", "term: Register", 9, "`Register` is there already"),
        ("means: A sorted list.", "meaning: A sorted list.", 8, "unknown field `meaning`"),
        ("terms:\n", "words:\n", 1, "there is no list of `terms`"),
    ],
)
def test_a_mistake_in_the_glossary_stops_with_its_line(tree, old, new, line, problem):
    tree.replace("glossary.yaml", old, new)
    if problem is None:
        assert load_course(tree.root).glossary
    else:
        assert ("glossary.yaml", line, problem) in problems(tree)


def test_the_page_lists_each_word_with_its_lesson(tree, client, db):
    page = client.get("/glossary/").content.decode()
    assert 'id="term-round-trip"' in page
    assert "3 words" in words(page)
    entry = re.search(r'id="term-index">(.*?)</dl>', page, re.DOTALL)
    assert "A sorted list. Lesson 20 Second" in words(entry[0])


def test_a_course_without_one_has_no_such_page(client, db, settings, tmp_path):
    settings.LESSONS_DIR = write_lessons(tmp_path).root
    assert client.get("/glossary/").status_code == 404


def test_the_course_explains_forty_words_and_each_lesson_leads_to_some():
    course = content.course()
    assert len(course.glossary) >= 40
    anchors = {term.anchor for term in course.glossary}
    for lesson in course.lessons:
        linked = set(re.findall(r'href="/glossary/#([^"]+)"', "".join(rendered(lesson).pieces)))
        assert linked, lesson.slug
        assert linked <= anchors
