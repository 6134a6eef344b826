"""Each page in both themes: nothing that axe knows to be wrong, nothing wider than the screen."""

from __future__ import annotations

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from tests.browser.course_pages import FIRST_LESSON, LESSON, NAIVE, CoursePages

PAGES = {
    "home": "/",
    "log in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "progress": "/progress/",
    "project": "/project/",
    "glossary": "/glossary/",
    "methods": "/methods/",
    "recorded": "/lessons/fetch-modes/",
    "no such page": "/lessons/no-such-lesson/",
}
THEMES = ("light", "dark")


# Colours change by a transition, and shall not be looked at on their way.
SETTLED = """async () => {
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
  const late = new Promise((done) => setTimeout(done, 2000));
  await Promise.race([Promise.allSettled(changing.map((one) => one.finished)), late]);
}"""


def faults(page: Page) -> list[str]:
    """What axe finds on the page once it stands still."""
    page.evaluate(SETTLED)
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def fulfil_with(html: str, route: Route) -> None:
    route.fulfill(body=html, content_type="text/html")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def with_results(course: CoursePages) -> Page:
    """The lesson with a slow answer, all kinds of answers and an open tooltip on it."""
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    course.submit(exercise)
    exercise.get_by_role("button", name="Hint").click()
    expect(exercise.locator(".hints li")).to_have_count(1)
    quiz = course.first("quiz")
    quiz.get_by_role("radio").nth(1).check()
    quiz.get_by_role("button", name="Check").click()
    expect(quiz.locator(".answer")).to_be_visible()
    return page


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_on_a_page(course: CoursePages, path: str, theme: str) -> None:
    course.page.emulate_media(color_scheme=theme)
    assert faults(course.open(path)) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_lessons_with_and_without_results(course: CoursePages, theme: str) -> None:
    course.page.emulate_media(color_scheme=theme)
    assert faults(course.open_lesson(FIRST_LESSON)) == []
    page = with_results(course)
    assert faults(page) == []
    for tab in ("Rows", "Growth"):
        course.item().get_by_role("tab", name=tab).click()
        assert faults(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_pages_of_problems(course: CoursePages, theme: str) -> None:
    page = course.page
    page.emulate_media(color_scheme=theme)
    for status in (400, 403, 429, 500, 503):
        html = render_to_string(f"course/errors/{status}.html", {"message": "Why it went wrong.", "retry_after": 7})
        page.route(f"**/{status}", partial(fulfil_with, html))
        assert faults(course.open(f"/{status}")) == []
        expect(page.get_by_role("main")).to_contain_text("Try again in 7 seconds.")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_the_screen(course: CoursePages, width: int) -> None:
    course.page.set_viewport_size({"width": width, "height": 740})
    assert {name: overflow(course.open(path)) for name, path in PAGES.items()} == dict.fromkeys(PAGES, 0)
    assert overflow(course.open_lesson(FIRST_LESSON)) == 0
    assert overflow(with_results(course)) == 0


def test_a_chosen_theme_stays_and_system_gives_it_back(course: CoursePages) -> None:
    course.page.emulate_media(color_scheme="light")
    page = course.open()
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_label("Dark").check()
    dark = page.evaluate(paper)
    assert dark != light
    course.open_lesson(LESSON)
    assert page.evaluate(paper) == dark
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_label("System").check()
    page.reload()
    assert page.evaluate(paper) == light


def test_the_shortcuts_are_listed_on_a_question_mark_and_can_be_switched_off(course: CoursePages) -> None:
    page = course.open()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert faults(page) == []
    dialog.get_by_label("Single keys").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(dialog).to_be_visible()


def test_the_skip_link_is_the_first_stop(course: CoursePages) -> None:
    page = course.open()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
