"""The final project as one program, with its list of problems, and the pages to look things up in."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.course_pages import CoursePages
from tests.browser.test_looks import faults, overflow

DASHBOARD = Path(__file__).parents[2] / "lessons" / "86-the-library-dashboard" / "library-dashboard"


def test_the_projects_list_ticks_itself_off_from_what_each_run_shows(course: CoursePages) -> None:
    page = course.open("/lessons/the-library-dashboard/")
    exercise, problems = course.item("library-dashboard"), page.locator("#problems")
    expect(problems.locator(".problem-untried")).to_have_count(6)
    course.write(exercise, (DASHBOARD / "starter.py").read_text().rstrip())
    expect(course.submit(exercise)).to_contain_text("592 queries, budget 7")
    expect(problems.locator(".problem-seen")).to_have_count(6)
    expect(problems.locator(".problem").first).to_contain_text("320 queries, line 8")
    assert faults(page) == []

    course.write(exercise, (DASHBOARD / "wrong_loans_only.py").read_text().rstrip())
    course.submit(exercise)
    expect(problems).to_contain_text("1 of 6 mended")
    expect(page.locator("#announcer")).to_contain_text("slow. 1 of 6 mended.")
    expect(problems.locator(".problem").first).to_have_class("problem problem-mended")

    page.set_viewport_size({"width": 360, "height": 780})
    course.write(exercise, (DASHBOARD / "solution.py").read_text().rstrip())
    expect(course.submit(exercise)).to_contain_text("Passed")
    expect(problems).to_contain_text("6 of 6 mended")
    assert (overflow(page), faults(page)) == (0, [])
    page.reload()
    expect(problems.locator(".problem-mended")).to_have_count(6)


def test_a_word_in_a_lesson_leads_to_its_meaning_by_keyboard(course: CoursePages) -> None:
    page = course.open("/lessons/relations-to-the-same-table/")
    page.locator(".prose a.term", has_text="junction table").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{course.site}/glossary/#term-junction-table")
    entry = page.locator("#term-junction-table")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Models are tables").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Models are tables")


def test_a_method_leads_to_the_lesson_that_teaches_it(course: CoursePages) -> None:
    page = course.open("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Methods").click()
    page.locator("#method-only").get_by_role("link", name="Narrow rows").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Narrow rows")
