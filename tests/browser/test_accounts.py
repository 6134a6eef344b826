"""Signing up keeps what was done before; logging in elsewhere brings it back."""

from __future__ import annotations

from playwright.sync_api import expect
from pytest_playwright import CreateContextCallback

from tests.browser.conftest import Watch
from tests.browser.course_pages import JOINED, LESSON, CoursePages

NAME, PASSWORD = "asha", "a-quiet-reading-room-7"


def test_sign_up_keeps_anonymous_work_and_another_device_sees_it(
    course: CoursePages, new_context: CreateContextCallback, watch: Watch
) -> None:
    page = course.open_lesson()
    course.write(course.item(), JOINED)
    expect(course.submit(course.item())).to_contain_text("Passed")
    course.sign_up(NAME, PASSWORD)
    expect(page.get_by_role("listitem").filter(has_text=LESSON)).to_contain_text("1/4 done")

    elsewhere = new_context()
    watch.over(elsewhere)
    other = CoursePages(elsewhere.new_page(), course.site)
    other.open("/accounts/login/")
    other.page.get_by_label("Username").fill(NAME)
    other.page.get_by_label("Password").fill(PASSWORD)
    other.page.get_by_role("main").get_by_role("button", name="Log in").click()
    other.open_lesson()
    expect(other.item().locator(".item-done")).to_be_visible()
    expect(other.editor(other.item())).to_contain_text("select_related")


def test_progress_is_shown_and_exported(course: CoursePages) -> None:
    page = course.open_lesson()
    course.write(course.item(), JOINED)
    expect(course.submit(course.item())).to_contain_text("Passed")
    page.get_by_role("link", name="Progress").click()
    expect(page.get_by_role("main")).to_contain_text("1 attempt")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as JSON").click()
    assert "select_related" in download.value.path().read_text()
