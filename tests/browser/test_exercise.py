"""An exercise from the first wrong answer to the tick on the map."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.course_pages import EXERCISE, JOINED, LESSON, NAIVE, CoursePages


def test_a_learner_reads_101_queries_mends_the_answer_and_passes_with_one(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    expect(course.submit(exercise)).to_have_text("Right rows, 101 queries, budget 1: slow")
    expect(exercise.locator(".count")).to_contain_text("101 queries · budget 1")
    expect(page.locator("#announcer")).to_have_text("Right rows, 101 queries, budget 1: slow")
    expect(exercise.locator(".finding").first).to_contain_text("Post.author")

    course.write(exercise, JOINED)
    expect(course.submit(exercise)).to_have_text("Passed: right rows, 1 query, budget 1")
    expect(exercise.locator(".count-number")).to_have_text("101 → 1")
    expect(exercise.locator(".item-done")).to_be_visible()
    expect(page.locator(f".toc-item[data-for=item-{EXERCISE}]")).to_have_class("toc-item done")

    page.get_by_role("link", name="Map", exact=True).click()
    row = page.get_by_role("listitem").filter(has_text=LESSON)
    expect(row).to_contain_text("1/4 done")


def test_queries_are_grouped_by_shape_with_their_lines(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    course.submit(exercise)
    groups = exercise.locator(".query-group-head")
    expect(groups).to_have_count(2)
    expect(groups.nth(1)).to_contain_text("line 2")
    expect(groups.nth(1)).to_contain_text("100× times")
    expect(exercise.get_by_role("tab", name="Growth")).to_be_visible()
    exercise.get_by_role("tab", name="Growth").click()
    expect(exercise.get_by_role("row", name="×2")).to_contain_text("201")


def test_wrong_rows_are_set_beside_the_expected_ones(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, JOINED.replace('("author")', '("author").exclude(pk=1)'))
    expect(course.submit(exercise)).to_have_text("Not the expected rows: 1 missing, 0 too many")
    missing = exercise.get_by_role("group", name="Difference").locator("tbody tr")
    expect(missing).to_have_count(1)
    expect(missing.first).to_contain_text("− missing")


def test_an_error_names_its_line_and_keeps_the_exercise_open(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, JOINED.replace('"author"', '"authors"'))
    expect(course.submit(exercise)).to_have_text("FieldError on line 2, after 0 queries")
    expect(exercise.locator(".result")).to_contain_text("Choices are: author, book")
    expect(exercise.locator(".cm-error-line")).to_contain_text("authors")
    expect(exercise.locator(".item-done")).to_be_hidden()


def test_code_that_is_too_long_is_refused_and_kept(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    code = "# " + "x" * 10_300
    course.write(exercise, code)
    exercise.get_by_role("button", name="Run and check").click()
    expect(exercise.locator(".callout-bad")).to_contain_text("at most 10,240")
    expect(exercise.locator("textarea")).to_have_value(code)


def test_too_many_runs_are_told_to_wait_and_lose_nothing(course: CoursePages, settings: Any) -> None:
    settings.SANDBOX_RUNS_PER_MINUTE = 1
    page = course.open_lesson()
    exercise = course.item()
    course.submit(exercise)
    course.write(exercise, JOINED)
    exercise.get_by_role("button", name="Run and check").click()
    expect(exercise.locator(".callout-bad")).to_contain_text("Try again in")
    expect(page.locator("#announcer")).to_contain_text("Try again in")
    expect(exercise.locator("textarea")).to_have_value(JOINED)


def test_hints_come_one_by_one_and_the_solution_after_a_confirmation(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    exercise.get_by_role("button", name="Hint (1 of 3)").press("Enter")
    expect(exercise.locator("[id^=hints-]")).to_be_focused()  # that button is gone: the keyboard goes on from the hint
    expect(exercise.locator(".hints li")).to_have_count(1)
    exercise.get_by_role("button", name="Next hint (2 of 3)").click()
    expect(exercise.locator(".hints li")).to_have_count(2)
    assert "joins the table of authors into the one query" not in page.content()
    exercise.get_by_role("button", name="Solution").click()
    exercise.get_by_role("button", name="Yes, show it").click()
    expect(exercise.get_by_role("heading", name="Our solution")).to_be_visible()
    expect(exercise).to_contain_text("joins the table of authors into the one query")
    expect(exercise).to_contain_text("Our solution sends 1 query")


def test_the_solution_s_sql_stands_beside_ones_own_and_below_it_on_a_phone(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    course.submit(exercise)
    exercise.get_by_role("button", name="Solution").click()
    exercise.get_by_role("button", name="Yes, show it").click()
    pairs = exercise.locator(".sql-pair")
    expect(pairs).to_have_count(2)
    expect(exercise.locator(".sql-pairs-count")).to_have_text(re.compile(r"^101 → .* 1 queries in your last run"))
    yours, ours = (pairs.first.locator(".sql-side").nth(place) for place in (0, 1))
    expect(ours.locator("ins").first).to_be_visible()
    for width, beside in ((1280, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 900})
        left, right = yours.bounding_box(), ours.bounding_box()
        assert left is not None
        assert right is not None
        assert (abs(left["y"] - right["y"]) < 2) is beside
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_attempts_are_kept_in_a_history(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    course.submit(exercise)
    exercise.get_by_role("link", name="My attempts").click()
    attempt = page.locator(".attempt")
    expect(attempt).to_have_count(1)
    expect(attempt).to_contain_text("slow")
    expect(attempt).to_contain_text("101 queries")
    expect(attempt.locator("pre")).to_contain_text("Post.objects.all()")


def test_a_live_sample_runs_as_it_stands_and_changed(course: CoursePages) -> None:
    course.open_lesson()
    sample = course.first("run")
    course.write(sample, 'print(Author.objects.count(), "authors")')
    expect(course.submit(sample)).to_contain_text("1 query")
    expect(sample.get_by_role("tabpanel", name="Output")).to_contain_text("20 authors")
