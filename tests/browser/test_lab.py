"""The toolbar lab in Chromium: from 301 to 3 by keyboard."""

from __future__ import annotations

import re
from functools import partial

from django.conf import settings
from playwright.sync_api import Page, expect

from course.content import read_labs
from tests.browser.course_pages import CoursePages
from tests.browser.lab_pages import OPEN, frames, write
from tests.browser.test_looks import THEMES, faults, fulfil_with, overflow

POSTS, LOANS, DASHBOARD = read_labs(settings.LABS_DIR)[0]


def faults_in_both_themes(page: Page) -> list[str]:
    found = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        found += faults(page)
    return found


def tab_to(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Escape")  # out of an editor, where Tab indents
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_a_page_goes_from_301_queries_to_3_by_keyboard(course: CoursePages) -> None:
    page = course.open("/lab/")
    assert faults_in_both_themes(page) == []
    tab_to(page, POSTS.title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(POSTS.title)
    expect(page.get_by_role("textbox", name="views.py")).to_be_visible()
    tab_to(page, OPEN)
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_have_text("Same page, 301 queries, budget 3: slow")
    expect(page.locator("#announcer")).to_have_text("Same page, 301 queries, budget 3: slow")
    expect(page.locator("#frame-template .query-mark:visible")).to_have_text(["1", "100", "100", "100"])
    expect(page.locator("#frame-view .query-mark:visible")).to_have_count(0)
    shown, panel = frames(page)
    expect(shown.get_by_role("heading", level=1)).to_have_text("Posts")
    expect(panel.locator(".djdt-databaseLegend")).to_contain_text("301 queries")
    second = panel.get_by_role("checkbox").nth(1)
    second.focus()
    page.keyboard.press("Space")
    expect(panel.locator("#sqlDetails_2")).to_contain_text("blog/post_list.html, line 14")
    expect(panel.locator("#sqlDetails_2 .djdt-highlighted")).to_contain_text("post.author.name")
    assert faults_in_both_themes(page) == []

    write(page, "views.py", POSTS.solution_view.rstrip("\n"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_have_text("Passed: the same page, 3 queries, budget 3")
    expect(page.locator(".count-number")).to_have_text("301 → 3")
    _, panel = frames(page)
    expect(panel.get_by_role("checkbox")).to_have_count(3)
    assert faults_in_both_themes(page) == []

    page.reload()
    expect(page.locator(".lab-last")).to_contain_text("301 → 3")
    expect(page.get_by_role("textbox", name="views.py")).to_contain_text("prefetch_related")
    expect(page.locator("textarea[name=code]")).to_have_value(POSTS.solution_view.rstrip("\n"))


def test_the_final_project_goes_from_592_queries_to_7_by_keyboard(course: CoursePages) -> None:
    page = course.open("/project/")
    problems, hints, announced = page.locator("#problems"), page.locator("#hints li"), page.locator("#announcer")
    expect(problems.locator(".problem-untried")).to_have_count(6)
    tab_to(page, "Hint")
    page.keyboard.press("Enter")
    expect(hints).to_have_count(1)
    expect(announced).to_contain_text("Hint 1: Open the page as it is")
    page.keyboard.press("Tab")  # the button that was pressed is gone, and the focus went to what came in its place
    page.keyboard.press("Enter")
    expect(hints).to_have_count(2)
    expect(page.locator("#result")).to_be_empty()
    tab_to(page, "Open /dashboard/")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_have_text("Same page, 592 queries, budget 7: slow")
    expect(announced).to_have_text("Same page, 592 queries, budget 7: slow. 0 of 6 mended.")
    expect(problems.locator(".problem-seen").first).to_contain_text("320 queries, lines 14, 15 of the template")
    expect(page.locator("#frame-view .query-mark:visible")).to_contain_text(["24"])
    expect(hints).to_have_count(2)
    assert faults_in_both_themes(page) == []

    write(page, "views.py", DASHBOARD.solution_view.rstrip("\n"))
    write(page, DASHBOARD.template, DASHBOARD.solution_template.replace("</h1>", "!</h1>").rstrip("\n"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_have_text("Not the same page, 7 queries")
    expect(page.locator(".lab-difference tr")).to_have_text(
        ["Line 8", "− starting page··<h1>Good morning</h1>", "+ your page··<h1>Good morning!</h1>"]
    )
    expect(problems.locator(".problem-unclear")).to_have_count(6)
    assert faults_in_both_themes(page) == []

    page.set_viewport_size({"width": 360, "height": 780})
    write(page, DASHBOARD.template, DASHBOARD.solution_template.rstrip("\n"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_have_text("Passed: the same page, 7 queries, budget 7")
    expect(announced).to_contain_text("6 of 6 mended")
    assert (overflow(page), faults_in_both_themes(page)) == (0, [])
    course.open("/lab/dashboard/")
    expect(problems.locator(".problem-mended")).to_have_count(6)
    expect(page.locator(".lab-last")).to_contain_text("592 → 7")
    assert (overflow(page), faults_in_both_themes(page)) == (0, [])


def test_a_hint_that_did_not_come_can_be_asked_for_again(course: CoursePages) -> None:
    page = course.open("/lab/posts/")
    hints = page.locator("#hints")
    page.route("**/hints/", lambda route: route.fulfill(status=503, body="<p>Not now.</p>"))
    page.get_by_role("button", name="Hint").click()
    expect(hints).to_contain_text("Not now.")
    page.unroute("**/hints/")
    page.get_by_role("button", name="Hint").click()
    expect(hints.locator("li")).to_have_count(1)
    expect(hints).not_to_contain_text("Not now.")


def test_typed_text_is_kept_as_a_draft_and_both_files_can_be_reset(course: CoursePages) -> None:
    page = course.open("/lab/loans/")
    write(page, LOANS.template, "<p>draft</p>")
    page.reload()
    expect(page.locator("textarea[name=template]")).to_have_value("<p>draft</p>")
    expect(page.locator("textarea[name=code]")).to_have_value(LOANS.view_code.rstrip("\n"))
    page.get_by_role("button", name="Reset both").click()
    expect(page.locator("textarea[name=template]")).to_have_value(LOANS.template_text.rstrip("\n"))
    write(page, LOANS.template, LOANS.template_text.replace("endfor", "endfro"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".verdict")).to_have_text("TemplateSyntaxError on line 22 of the template, after 1 query")
    expect(page.locator("#frame-template .cm-error-line")).to_contain_text("endfro")
    expect(page.locator("#frame-view .cm-error-line")).to_have_count(0)
    expect(page.locator("#frame-view .query-mark:visible")).to_have_text(["1"])


def test_a_chosen_theme_reaches_into_the_frames_and_nothing_is_wider_than_the_screen(course: CoursePages) -> None:
    page = course.page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 740})
    course.open("/lab/")
    assert overflow(page) == 0
    course.open("/lab/loans/")
    page.get_by_role("button", name="Open /loans/").click()
    shown, panel = frames(page)
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert (shown.evaluate(paper), panel.evaluate(paper)) == (page.evaluate(paper),) * 2
    page.get_by_label("Dark").check()
    for frame in page.locator("iframe[data-themed]").all():
        expect(frame.content_frame.locator("html")).to_have_attribute("data-theme", "dark")
        expect(frame.content_frame.locator("html")).to_have_css("background-color", page.evaluate(paper))
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        inside = [frame.evaluate("document.documentElement.scrollWidth - innerWidth") for frame in frames(page)]
        assert (overflow(page), [wider for wider in inside if wider > 0]) == (0, [])


def test_axe_finds_nothing_inside_the_frames(course: CoursePages) -> None:
    """It cannot look into a frame without scripts, so each document stands for itself here."""
    page = course.open("/lab/loans/")
    page.get_by_role("button", name="Open /loans/").click()
    frames(page)
    documents = page.locator("iframe[data-themed]").evaluate_all("all => all.map((one) => one.srcdoc)")
    for place, document in enumerate(documents):
        page.route(f"**/document-{place}", partial(fulfil_with, document))
        course.open(f"/document-{place}")
        for box in page.get_by_role("checkbox").all()[:2]:
            box.check()
        assert faults_in_both_themes(page) == []


def test_without_scripts_a_plain_form_brings_the_page_and_the_panel(plain_course: CoursePages) -> None:
    page = plain_course.open("/lab/posts/")
    page.locator("textarea[name=code]").fill(POSTS.solution_view)
    page.get_by_role("button", name=OPEN).click()
    expect(page.locator(".count-number")).to_have_text("301 → 3")
    shown, panel = frames(page)
    expect(shown.get_by_role("heading", level=1)).to_have_text("Posts")
    panel.get_by_role("checkbox").first.click()
    expect(panel.locator("#sqlDetails_1")).to_contain_text("post_list(11)")


def test_a_proven_fix_is_applied_by_keyboard_and_one_undo_in_each_file_takes_it_back(course: CoursePages) -> None:
    page = course.open("/lab/dashboard/")
    for number in (1, 2, 3):
        tab_to(page, "Next hint" if number > 1 else "Hint")
        page.keyboard.press("Enter")
        expect(page.locator("#hints li")).to_have_count(number)
    tab_to(page, "Open /dashboard/")
    page.keyboard.press("Enter")
    expect(page.locator(".mend")).to_be_visible()
    assert faults_in_both_themes(page) == []
    tab_to(page, "Apply and run: 592 → 67")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_have_text("Same page, 67 queries, budget 7: slow")
    expect(page.locator(".mend")).to_have_count(0)  # what is left wants thinking
    view, template = page.locator("textarea[name=code]"), page.locator("textarea[name=template]")
    assert 'order_by("pk").select_related("book", "member")' in view.input_value()
    assert "{{ member.n }} books" in template.input_value()
    expect(page.get_by_role("textbox", name="views.py")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(view).to_have_value(DASHBOARD.view_code.rstrip("\n"))
    page.get_by_role("textbox", name="dashboard.html").focus()
    page.keyboard.press("Control+z")
    expect(template).to_have_value(DASHBOARD.template_text.rstrip("\n"))


def test_without_scripts_a_plain_form_applies_a_proven_fix(plain_course: CoursePages) -> None:
    page = plain_course.open("/lab/posts/")
    for _ in range(3):
        page.get_by_role("button", name="hint").click()
    page.get_by_role("button", name=OPEN).click()
    page.get_by_role("button", name="Apply and run: 301 → 2").click()
    expect(page.locator(".verdict")).to_have_text("Passed: the same page, 2 queries, budget 3")
    expect(page.locator("textarea[name=template]")).to_have_value(re.compile("total=post.n"))
    expect(page.locator("#hints li")).to_have_count(3)


def test_without_scripts_a_hint_keeps_what_was_typed_and_the_list_follows(plain_course: CoursePages) -> None:
    page = plain_course.open("/project/")
    page.locator("textarea[name=template]").fill("<p>mine</p>")
    for number in (1, 2, 3):
        page.get_by_role("button", name="hint").click()
        expect(page.locator("#hints li")).to_have_count(number)
    expect(page.get_by_role("button", name="hint")).to_have_count(0)
    expect(page.locator("textarea[name=template]")).to_have_value("<p>mine</p>")
    page.locator("textarea[name=template]").fill(DASHBOARD.template_text)
    page.get_by_role("button", name="Open /dashboard/").click()
    expect(page.locator("#problems .problem-seen")).to_have_count(6)
