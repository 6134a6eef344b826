"""From one result to the next: what is said and held while a run is on its way, and what stays as it was."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.course_pages import FIRST_LESSON, JOINED, NAIVE, CoursePages
from tests.browser.test_looks import SETTLED, faults

SLEEPY = "print('before')\nwhile True:\n    Post.objects.count()\n    sum(range(99_999))"
# What moves by itself, and not within half a second of a click or key, as browsers count it.
WATCH_SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: "layout-shift" });
}"""


def test_a_long_run_is_said_to_be_running_and_its_result_moves_nothing_when_it_comes(course: CoursePages) -> None:
    page = course.page
    page.set_viewport_size({"width": 1280, "height": 900})
    course.open_lesson(FIRST_LESSON)
    sample = course.first("run")
    course.write(sample, SLEEPY)
    page.evaluate(WATCH_SHIFTS)
    run = sample.locator("form[data-editor]").get_by_role("button", name="Run")
    run.click()
    expect(sample.locator(".waiting")).to_have_text("Running …")
    expect(page.locator("#announcer")).to_have_text("Running")
    assert faults(page) == []
    expect(sample.locator(".verdict")).to_contain_text("Stopped: out of time")
    expect(sample.locator(".waiting")).to_have_count(0)
    expect(page.locator("#announcer")).to_contain_text("Stopped: out of time")
    page.evaluate(SETTLED)
    assert page.evaluate("window.shifted") == 0
    expect(run).to_be_focused()

    run.click()  # the older result stays until the next one comes
    expect(sample.locator(".waiting .verdict")).to_be_visible()
    assert faults(page) == []
    expect(sample.locator(".waiting")).to_have_count(0)


def test_the_next_result_opens_at_the_panel_that_was_chosen_unless_the_verdict_is_another(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, JOINED)
    course.submit(exercise)
    chosen = exercise.get_by_role("tab", selected=True)
    expect(chosen).to_have_text("Rows 100")
    exercise.get_by_role("tab", name="Latency").click()
    course.write(exercise, JOINED + "  # as before")
    course.submit(exercise)
    expect(exercise.get_by_role("tab", name="Before/after")).to_be_visible()
    expect(chosen).to_have_text("Latency")
    course.write(exercise, NAIVE)
    course.submit(exercise)
    expect(chosen).to_have_text("Queries 101")
