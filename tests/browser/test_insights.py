"""The panels of a result that are fetched when they are opened: growth, plan, chain, timeline."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.browser.course_pages import EXERCISE, JOINED, NAIVE, CoursePages
from tests.browser.test_looks import overflow

CODE = """def solve():
    late = Loan.objects.filter(returned_on=None).order_by("due_on")[:30]
    return [(loan.member.name, loan.book.title) for loan in late]"""
PANELS = {"Growth": "growth", "Plan": "plan", "Chain": "steps", "Timeline": "timeline"}


def faults_of_the_item(page: Page) -> list[str]:
    found = Axe().run(page, context=f"#item-{EXERCISE}").response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.fixture
def asked(course: CoursePages) -> list[str]:
    """The panels that were fetched, in order."""
    found: list[str] = []

    def note(request: Request) -> None:
        if "/items/" in request.url:
            found.append(request.url.rstrip("/").rpartition("/")[2])

    course.page.on("request", note)
    return found


def test_a_panel_is_fetched_when_it_is_opened_and_only_once(course: CoursePages, asked: list[str]) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, CODE)
    course.submit(exercise)
    assert asked == []
    exercise.get_by_role("tab", name="Timeline").click()
    expect(exercise.locator(".timeline-count").last).to_have_text("43 queries")
    exercise.get_by_role("tab", name="Growth").click()
    expect(exercise.get_by_role("row", name="×4")).to_contain_text("61")
    expect(course.page.locator("#announcer")).to_contain_text("61 queries at ×4")
    exercise.get_by_role("tab", name="Timeline").click()
    expect(exercise.locator(".timeline-count").last).to_be_visible()
    assert asked == ["timeline", "growth"]


def test_the_chain_is_stepped_through_by_keyboard(course: CoursePages, asked: list[str]) -> None:
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, CODE)
    course.submit(exercise)
    exercise.get_by_role("tab", name="Queries").focus()
    for _ in range(3):  # past Growth and Plan, which nobody waits for
        page.keyboard.press("ArrowRight")
    chain = exercise.get_by_role("group", name="Chain 1, line 2")
    expect(chain.get_by_role("button")).to_have_count(4)
    assert asked == ["steps"]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    current = chain.locator("[aria-current=step]")
    expect(current).to_have_text("Loan.objects")
    expect(current).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(current).to_have_text(".filter(returned_on=None)")
    expect(current).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Link 2 of 4: .filter(returned_on=None). Adds WHERE.")
    expect(exercise.locator(".chain-step:visible mark")).to_have_text('WHERE "library_loan"."returned_on" IS NULL')
    page.keyboard.press("End")
    expect(exercise.locator(".chain-step:visible mark")).to_have_text("LIMIT 30")
    expect(exercise.get_by_role("button", name="Next link")).to_have_attribute("aria-disabled", "true")
    exercise.get_by_role("button", name="Previous link").click()
    expect(current).to_have_text('.order_by("due_on")')


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_the_panels_are_accessible_and_fit_the_screen(course: CoursePages, theme: str, width: int) -> None:
    page = course.page
    page.emulate_media(color_scheme=theme)
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, CODE)
    course.submit(exercise)
    page.set_viewport_size({"width": width, "height": 740})
    for tab, panel in PANELS.items():
        exercise.get_by_role("tab", name=tab).click()
        expect(exercise.locator(f"[data-panel={panel}].insight .insight-ask")).to_be_hidden()
        if tab == "Plan":
            exercise.get_by_role("button", name="library_loan (returned_on, due_on)").click()
            expect(exercise.locator(".what-if-verdict")).to_contain_text("no longer have to sort")
            exercise.get_by_text("Try an index of your own").click()
            exercise.get_by_label("First column").select_option("library_loan renewals")
            exercise.get_by_role("button", name="Try it").click()
            expect(exercise.locator(".what-if-verdict")).to_have_count(2)  # each stands where it was asked for
            expect(exercise.locator(".what-if-verdict").last).to_contain_text("would change nothing")
        assert faults_of_the_item(page) == []
        assert overflow(page) == 0


def test_without_scripts_a_result_stands_around_its_panels_also_when_one_is_refused(
    plain_course: CoursePages, settings
) -> None:
    page = plain_course.open_lesson()
    exercise = plain_course.item()
    for code in (NAIVE, JOINED):
        exercise.get_by_label("Your code").fill(code)
        exercise.get_by_role("button", name="Run and check").click()
    changed = exercise.get_by_role("table", name="Your last run here against this one")
    expect(changed).to_contain_text("101")
    exercise.get_by_role("button", name="Show the timeline").click()
    expect(exercise.locator(".timeline")).to_be_visible()
    expect(changed).to_contain_text("101")
    settings.SANDBOX_RUNS_PER_MINUTE = 1
    exercise.get_by_role("button", name="Take the chains apart").click()
    refusal = exercise.locator("#steps-posts-with-authors .callout")
    expect(refusal).to_contain_text("More than 1 runs within a minute")
    expect(refusal).to_be_in_viewport()
    expect(exercise.locator(".verdict")).to_have_text("Passed: right rows, 1 query, budget 1")
    expect(changed).to_contain_text("101")
    expect(exercise.get_by_label("Your code")).to_have_value(JOINED)
    assert page.url.endswith("/steps/#steps-posts-with-authors")


def test_without_scripts_the_panels_come_with_the_page(plain_course: CoursePages) -> None:
    page = plain_course.open_lesson()
    exercise = plain_course.item()
    exercise.get_by_label("Your code").fill(CODE)
    exercise.get_by_role("button", name="Run and check").click()
    exercise.get_by_role("button", name="Take the chains apart").click()
    expect(exercise.locator(".chain-step:visible")).to_have_count(4)
    expect(exercise.get_by_label("Your code")).to_have_value(CODE)
    exercise.get_by_role("button", name="Plan").click()
    exercise.get_by_role("button", name="library_loan (returned_on, due_on)").click()
    expect(exercise.locator(".what-if-verdict")).to_contain_text("no longer have to sort")
    assert page.url.endswith("/plan/#plan-posts-with-authors")
    expect(exercise.locator(".verdict")).to_contain_text("Not the expected rows")
    expect(exercise.get_by_role("heading", name="Queries", exact=True)).to_be_visible()
