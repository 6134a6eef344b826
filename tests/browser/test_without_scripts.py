"""With scripts switched off everything can still be read, run and answered."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.course_pages import FIRST_LESSON, JOINED, NAIVE, CoursePages


def test_an_exercise_is_run_and_passed_by_plain_posts(plain_course: CoursePages) -> None:
    page = plain_course.open_lesson()
    field = plain_course.item().get_by_label("Your code")
    field.fill(NAIVE)
    plain_course.item().get_by_role("button", name="Run and check").click()
    result = plain_course.item().locator(".result")
    expect(result.locator(".verdict")).to_have_text("Right rows, 101 queries, budget 1: slow")
    expect(field).to_have_value(NAIVE)
    for heading in ("Rows", "Queries", "Growth"):
        expect(result.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    field.fill(JOINED)
    plain_course.item().get_by_role("button", name="Run and check").click()
    expect(result.locator(".verdict")).to_have_text("Passed: right rows, 1 query, budget 1")
    assert page.url.endswith("#item-posts-with-authors")


def test_answers_hints_and_samples_come_back_in_their_place(plain_course: CoursePages) -> None:
    plain_course.open_lesson(FIRST_LESSON)
    prediction = plain_course.first("predict")
    prediction.get_by_label("Number of queries").fill("101")
    prediction.get_by_role("button", name="Check").click()
    expect(prediction.locator(".answer-verdict")).to_contain_text("Right")
    sample = plain_course.first("run")
    sample.get_by_role("button", name="Run").click()
    expect(sample.locator(".count")).to_contain_text("4 queries")

    plain_course.open_lesson()
    exercise = plain_course.item()
    exercise.get_by_role("button", name="Hint").click()
    exercise.get_by_role("button", name="Next hint").click()
    expect(exercise.locator(".hints li")).to_have_count(2)


def test_what_needs_a_script_is_not_shown(plain_course: CoursePages) -> None:
    page = plain_course.open_lesson()
    expect(page.get_by_role("button", name="Reset").first).to_be_hidden()
    expect(page.get_by_role("group", name="Theme")).to_be_hidden()
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_hidden()
