"""Predictions, quizzes and myths: the reason comes with the answer, never before."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.course_pages import FIRST_LESSON, CoursePages


def test_a_prediction_is_answered_until_it_is_right(course: CoursePages) -> None:
    page = course.open_lesson(FIRST_LESSON)
    prediction = course.first("predict")
    assert "its own empty place for its author" not in page.content()
    guess = prediction.get_by_label("Number of queries")
    guess.fill("100")
    guess.press("Enter")
    expect(prediction.locator(".answer-verdict")).to_contain_text("Not right: you said 100")
    expect(prediction.locator(".item-done")).to_be_hidden()
    guess.fill("101")
    guess.press("Enter")
    expect(prediction.locator(".answer-verdict")).to_contain_text("Right: you said 101")
    expect(prediction.locator(".answer")).to_contain_text("its own empty place for its author")
    expect(prediction.locator(".item-done")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("Right.")


def test_a_quiz_gives_the_reason_of_the_choice_made(course: CoursePages) -> None:
    course.open_lesson()
    quiz = course.first("quiz")
    quiz.get_by_label("INNER for both").check()
    quiz.get_by_role("button", name="Check").click()
    expect(quiz.locator(".answer-verdict")).to_contain_text("Not right")
    quiz.get_by_label("INNER for the author, LEFT OUTER for the book").check()
    quiz.get_by_role("button", name="Check").click()
    expect(quiz.locator(".answer-verdict")).to_contain_text("Right")
    expect(quiz.locator(".answer")).to_contain_text("nullable")


def test_a_myth_is_called_a_myth(course: CoursePages) -> None:
    course.open_lesson(FIRST_LESSON)
    myth = course.first("myth")
    myth.get_by_role("button", name="It is a fact").click()
    expect(myth.locator(".answer-verdict")).to_contain_text("Not right")
    myth.get_by_role("button", name="It is a myth").click()
    expect(myth.locator(".answer-verdict")).to_contain_text("Right")
    expect(myth.locator(".item-done")).to_be_visible()
