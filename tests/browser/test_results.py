"""What a result offers beyond its verdict: a proven fix, the last run beside this one, and the latency dial."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.course_pages import FIRST_LESSON, NAIVE, CoursePages
from tests.browser.test_looks import faults, overflow

LOOP = """for post in Post.objects.all():
    print(post.author.name)"""
MENDED = """for post in Post.objects.all().select_related("author"):
    print(post.author.name)"""
# What reaches over the edge of its panel, where the result cuts it off; what scrolls in a frame of its own does not.
CUT_OFF = """(panel) => {
  const edge = panel.getBoundingClientRect().right + 1;
  return [...panel.querySelectorAll("*")]
    .filter((part) => part.getBoundingClientRect().right > edge && !part.closest(".scroller, pre, .visually-hidden"))
    .map((part) => part.outerHTML.slice(0, 120));
}"""


def slow_sample(course: CoursePages) -> Locator:
    """A live sample with a loop that asks once for each post."""
    course.open_lesson(FIRST_LESSON)
    sample = course.first("run")
    course.write(sample, LOOP)
    expect(course.submit(sample)).to_contain_text("101 queries")
    return sample


def test_a_proven_fix_is_applied_run_and_undone_by_keyboard(course: CoursePages) -> None:
    sample = slow_sample(course)
    page = course.page
    expect(sample.locator(".mend ins")).to_contain_text('.select_related("author")')
    assert faults(page) == []
    sample.get_by_role("button", name="Apply and run: 101 → 1").focus()
    page.keyboard.press("Enter")
    expect(sample.locator(".count-number")).to_have_text("101 → 1")
    expect(sample.locator("textarea[name=code]").first).to_have_value(MENDED)
    expect(page.locator("#announcer")).to_contain_text("1 query")
    expect(sample.locator(".mend")).to_have_count(0)
    expect(course.editor(sample)).to_be_focused()

    page.keyboard.press("Control+z")
    expect(sample.locator("textarea[name=code]").first).to_have_value(LOOP)
    page.keyboard.press("Control+y")
    expect(sample.locator("textarea[name=code]").first).to_have_value(MENDED)


def test_a_fix_of_writes_says_that_it_skips_save_and_leaves_the_same_rows(course: CoursePages) -> None:
    course.open_lesson(FIRST_LESSON)
    sample = course.first("run")
    course.write(sample, "for staff in Staff.objects.all():\n    staff.bonus += 10\n    staff.save()")
    course.submit(sample)
    mend = sample.locator(".mend")
    expect(mend).to_contain_text("leaves the same rows in the tables, with 1 query instead of 25")
    expect(mend).to_contain_text("calls no save() and sends no signals")
    assert faults(course.page) == []
    course.page.set_viewport_size({"width": 320, "height": 740})
    assert overflow(course.page) == 0
    mend.get_by_role("button", name="Apply and run: 25 → 1").click()
    expect(sample.locator(".count-number")).to_have_text("25 → 1")
    expect(sample.locator(".mend")).to_have_count(0)


def test_the_last_run_stands_beside_this_one_and_the_dial_tells_what_distance_costs(course: CoursePages) -> None:
    course.page.emulate_media(color_scheme="dark")
    sample = slow_sample(course)
    expect(sample.get_by_role("tab", name="Before/after")).to_have_count(0)
    course.write(sample, MENDED)
    course.submit(sample)
    sample.get_by_role("tab", name="Before/after").click()
    panel = sample.get_by_role("tabpanel", name="Before/after")
    expect(panel.get_by_role("row", name="Queries")).to_contain_text("101")
    expect(panel.get_by_role("row", name="Queries")).to_contain_text("less")
    expect(panel.locator("ins").filter(has_text="INNER JOIN")).to_have_count(1)
    expect(panel.locator(".query-group-head")).to_have_count(2)
    assert faults(course.page) == []

    sample.get_by_role("tab", name="Latency").click()
    panel = sample.get_by_role("tabpanel", name="Latency")
    reading = panel.locator(".dial-reading").filter(visible=True)
    panel.get_by_role("radio", name="20 ms another region").check()
    far = reading.inner_text().rpartition("→ ")[2]
    course.page.keyboard.press("ArrowUp")
    expect(panel.get_by_role("radio", name="2 ms same region", exact=False)).to_be_checked()
    assert not reading.inner_text().endswith(far)
    expect(panel.get_by_role("row", name="another region")).to_contain_text(far)
    assert faults(course.page) == []
    course.page.set_viewport_size({"width": 320, "height": 740})
    assert overflow(course.page) == 0


def test_nothing_of_a_result_is_cut_off_on_a_small_screen(course: CoursePages) -> None:
    sample = slow_sample(course)
    course.write(sample, MENDED)
    course.submit(sample)
    expect(sample.get_by_role("tab", name="Before/after")).to_be_visible()
    course.page.set_viewport_size({"width": 320, "height": 740})
    for tab in sample.get_by_role("tab").all():
        tab.click()
        panel = sample.locator(f"#{tab.get_attribute('aria-controls')}")
        if panel.locator(".insight-ask").count():
            expect(panel.locator(".insight-ask")).to_be_hidden()
        panel.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
        assert panel.evaluate(CUT_OFF) == []
        assert faults(course.page) == []
        assert overflow(course.page) == 0


def test_a_graded_exercise_keeps_its_fix_until_the_hints_are_used_up(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    expect(course.submit(exercise)).to_have_text("Right rows, 101 queries, budget 1: slow")
    expect(exercise.get_by_role("button", name="Apply and run")).to_have_count(0)
    exercise.get_by_role("button", name="Hint (1 of 3)").click()
    exercise.get_by_role("button", name="Next hint (2 of 3)").click()
    exercise.get_by_role("button", name="Next hint (3 of 3)").click()
    expect(exercise.locator(".hints li")).to_have_count(3)
    course.submit(exercise)
    exercise.get_by_role("button", name="Apply and run: 101 → 1").click()
    expect(exercise.locator(".verdict")).to_have_text("Passed: right rows, 1 query, budget 1")
    expect(exercise.locator(".count-number")).to_have_text("101 → 1")


def test_without_scripts_the_fix_is_posted_and_the_dial_is_a_table(plain_course: CoursePages) -> None:
    page = plain_course.open_lesson(FIRST_LESSON)
    plain_course.first("run").get_by_label("Live sample").fill(LOOP)
    plain_course.first("run").get_by_role("button", name="Run").click()
    plain_course.first("run").get_by_role("button", name="Apply and run: 101 → 1").click()
    sample = plain_course.first("run")
    expect(sample.locator(".count-number")).to_have_text("101 → 1")
    expect(sample.get_by_label("Live sample")).to_have_value(MENDED)
    expect(sample.get_by_role("row", name="20 ms, another region")).to_be_visible()
    expect(sample.get_by_role("row", name="Queries")).to_contain_text("101")
    assert "#item-" in page.url


def test_a_failure_keeps_its_evidence_and_marks_its_line(course: CoursePages) -> None:
    course.open_lesson(FIRST_LESSON)
    sample = course.first("run")
    course.write(sample, "print('before')\nwhile True:\n    Post.objects.count()\n    sum(range(99_999))")
    expect(course.submit(sample)).to_contain_text("Stopped: out of time")
    expect(sample.locator(".stopped")).to_contain_text(re.compile("copies of this query, line [34]"))
    expect(sample.locator(".stopped pre")).to_contain_text("SELECT COUNT(*)")
    expect(sample.locator(".cm-error-line")).to_contain_text(re.compile("Post.objects.count|sum"))
    expect(sample.get_by_role("tabpanel", name="Output")).to_contain_text("before")
    expect(sample.get_by_role("tab", name="Queries")).to_be_visible()
    assert faults(course.page) == []

    course.write(sample, "Tag.objects.first()\nwhile True:\n    print('x' * 999)")
    expect(course.submit(sample)).to_contain_text("Stopped: too much output")
    expect(sample.locator(".stopped")).to_contain_text("Stopped after 1 query, line 3")
    expect(sample.locator(".cm-error-line")).to_contain_text("print")

    course.write(sample, "print('kept')\nPost.objects.select_related('authors').first()")
    expect(course.submit(sample)).to_contain_text("FieldError on line 2")
    expect(sample.locator(".result")).to_contain_text("Choices are: author, book")
    expect(sample.locator(".traceback")).not_to_contain_text("django/db")
    expect(sample.get_by_role("tabpanel", name="Output")).to_contain_text("kept")
    expect(sample.locator(".cm-error-line")).to_contain_text("authors")


def test_sql_shows_placeholders_or_values_by_keyboard_and_is_copied(course: CoursePages) -> None:
    page = course.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sample = slow_sample(course)
    sample.get_by_role("tab", name="Queries").click()
    panel = sample.get_by_role("tabpanel", name="Queries")
    second = panel.locator(".query-group").nth(1)
    expect(second.locator("pre").filter(visible=True)).to_contain_text('"id" = ?')
    panel.get_by_role("radio", name="placeholders").focus()
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("radio", name="values")).to_be_checked()
    shown = second.locator("pre").filter(visible=True)
    expect(shown).not_to_contain_text("?")
    expect(second).to_contain_text("With the values of the first of them")
    second.get_by_role("button", name="Copy SQL").click()
    expect(page.locator("#announcer")).to_have_text("SQL copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith('SELECT "blog_author"."id"')
    assert "?" not in copied
    assert '"blog_author"."member_id"' in copied

    sample.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#announcer")).to_have_text("Code copied")
    assert page.evaluate("navigator.clipboard.readText()") == LOOP
    assert faults(page) == []
