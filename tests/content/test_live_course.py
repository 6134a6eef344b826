"""The course that the site shows: what is found in it, when it is read again, and what it does without."""

from pathlib import Path

import pytest
from django.conf import settings

from course import content
from course.content import ContentErrors, course, load_course
from tests.content.trees import LESSON


def test_the_site_finds_what_is_in_its_lessons_folder(tree, settings):
    settings.LESSONS_DIR = tree.root
    assert content.find_lesson("n-plus-one") is content.find_lesson("10-n-plus-one")
    assert content.find_exercise("posts-with-authors").title == "Posts with their authors"
    assert content.find_item("loop-count").answer == 101
    assert (content.find_exercise("loop-count"), content.find_item("x"), content.find_lesson("x")) == (None, None, None)


def test_the_tree_is_read_once(tree, settings):
    settings.LESSONS_DIR = tree.root
    before = content.course()
    tree.replace(LESSON, "answer: 101", "answer: 102")
    assert content.course() is before


def test_with_debug_a_changed_tree_is_read_again(tree, settings):
    settings.LESSONS_DIR, settings.DEBUG = tree.root, True
    before = content.course()
    assert content.course() is before
    tree.replace(LESSON, "answer: 101", "answer: 1020")
    assert content.find_item("loop-count").answer == 1020


def test_our_own_course_is_whole():
    course = load_course(settings.LESSONS_DIR)
    assert course.strict
    assert course.title == "One Query"
    assert len(course.modules) == 8
    assert len(course.facts) == 199


def test_the_live_course_keeps_the_lessons_that_can_be_read(tree, settings, caplog):
    tree.write("70-broken/lesson.md", "---\ntitle:\n---\nNo title.\n")
    settings.LESSONS_DIR = tree.root
    assert [lesson.folder for lesson in course().lessons] == [Path(LESSON).parent.name]
    assert "70-broken/lesson.md:2: `title`" in caplog.text


def test_the_live_course_needs_at_least_one_lesson(settings, tmp_path):
    settings.LESSONS_DIR = tmp_path / "gone"
    with pytest.raises(ContentErrors, match="there is no such folder of lessons"):
        course()
