"""The editor completes what the dataset has, and marks what cannot run, before it runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.course_pages import FIRST_LESSON, CoursePages
from tests.browser.test_looks import faults


def offered(page: Page) -> Locator:
    return page.locator(".cm-tooltip-autocomplete .cm-completionLabel")


def type_anew(course: CoursePages, sample: Locator, code: str) -> None:
    """Type as a person does, key by key, and leave the list of completions open."""
    page = course.page
    course.editor(sample).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(code, delay=15)


@pytest.fixture
def sample(course: CoursePages) -> Locator:
    course.open_lesson(FIRST_LESSON)
    return course.first("run")


def test_fields_relations_and_lookups_are_completed_across_models(course: CoursePages, sample: Locator) -> None:
    page = course.page
    for code, wanted in {
        "Pos": "Post",
        "Post.objects.sel": "select_related",
        "Post.objects.filter(author__na": "name",
        "Post.objects.exclude(author__country__name__icon": "icontains",
        "Post.objects.filter(Q(created__ye": "year",
        'Post.objects.select_related("auth': "author",
        'Author.objects.prefetch_related("posts__comm': "comment_set",
        'Author.objects.annotate(n=Count("posts__comm': "comment",
        "[post.author.han": "handle",
    }.items():
        tail = " for post in Post.objects.all()]" if code.startswith("[") else ""
        type_anew(course, sample, "")
        if tail:
            page.keyboard.type(tail, delay=1)
            page.keyboard.press("Control+Home")
        page.keyboard.type(code, delay=15)
        expect(offered(page).first).to_have_text(wanted)
    expect(page.locator(".cm-completionDetail").first).to_be_visible()
    assert faults(page) == []


def test_a_name_that_many_loops_bind_and_a_list_chosen_by_keyboard(course: CoursePages, sample: Locator) -> None:
    page = course.page
    type_anew(course, sample, "posts = Post.objects.all()\n\nfor post in posts:\nposts.filter(boo")
    expect(offered(page).first).to_have_text("book")
    page.keyboard.type("k__")
    expect(offered(page).filter(has_text="title")).to_have_count(1)
    page.keyboard.type("ti")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(course.editor(sample)).to_contain_text("posts.filter(book__title")


def test_code_that_cannot_run_is_marked_while_it_is_typed(course: CoursePages, sample: Locator) -> None:
    page = course.page
    course.write(sample, "for post in Posts.objects.all():\n    print(post)")
    mark = sample.locator(".cm-lintRange-error")
    expect(mark).to_have_text("Posts")
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(page.locator(".cm-tooltip-lint")).to_contain_text("Undefined name 'Posts'.")
    assert faults(page) == []
    course.write(sample, "for post in Post.objects.all():\n    print(post)")
    expect(mark).to_have_count(0)
    course.write(sample, "for post in Post.objects.all()\n    print(post)")
    expect(sample.locator(".cm-lintRange-error")).to_have_count(1)


def test_escape_closes_the_list_and_tab_goes_on_indenting(course: CoursePages, sample: Locator) -> None:
    page = course.page
    type_anew(course, sample, "Post.objects.sel")
    expect(offered(page).first).to_have_text("select_related")
    page.keyboard.press("Escape")
    expect(offered(page)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(course.editor(sample)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(course.editor(sample)).not_to_be_focused()
