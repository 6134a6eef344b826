"""The editor: marks in the gutter, the keyboard, drafts, and what remains when its script is missing."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.course_pages import JOINED, NAIVE, CoursePages


def test_the_keyboard_alone_runs_code_reads_the_gutter_and_leaves_the_editor(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    editor = course.editor(exercise)
    page.keyboard.press("e")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("[(post.title, post.author.name) for post in Post.objects.all()]")
    page.keyboard.press("Control+Enter")
    expect(exercise.locator(".verdict")).to_have_text("Right rows, 101 queries, budget 1: slow")

    page.keyboard.press("Shift+Tab")  # indentation less, not away
    expect(editor).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    mark = exercise.get_by_role("button", name="Line 1: 101 queries")
    expect(mark).to_be_focused()
    expect(exercise.get_by_role("tooltip")).to_contain_text("SELECT")

    editor.focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(2_500)  # CodeMirror alone would take Tab back after two seconds
    page.keyboard.press("Tab")
    expect(exercise.get_by_role("button", name="Run and check")).to_be_focused()


def test_a_mark_in_the_gutter_shows_its_sql_and_opens_the_queries(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    course.submit(exercise)
    exercise.get_by_role("tab", name="Rows").click()
    mark = exercise.locator(".query-mark").filter(visible=True)
    expect(mark).to_have_text("101")
    mark.hover()
    expect(exercise.get_by_role("tooltip")).to_contain_text("blog_author")
    mark.click()
    expect(exercise.get_by_role("tab", name="Queries")).to_have_attribute("aria-selected", "true")


def test_tab_walks_past_an_editor_until_somebody_works_in_it(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    editor, before = course.editor(exercise), exercise.locator("textarea").input_value()
    editor.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(exercise.get_by_role("button", name="Run and check")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(editor).to_be_focused()
    page.keyboard.press("Tab")
    expect(exercise.get_by_role("button", name="Run and check")).to_be_focused()
    expect(exercise.locator("textarea")).to_have_value(before)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Tab")
    expect(editor).to_be_focused()
    expect(exercise.locator("textarea")).to_have_value("    " + before)


def test_the_sql_of_a_mark_stays_under_the_pointer_and_goes_with_escape(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    course.submit(exercise)
    tip = exercise.get_by_role("tooltip")
    exercise.locator(".query-mark").filter(visible=True).hover()
    expect(tip).to_be_visible()
    tip.hover()
    expect(page.locator(".query-tip:hover")).to_have_count(1)
    page.wait_for_timeout(400)  # longer than the pointer may take from the mark to the tip
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    exercise.locator(".query-mark").filter(visible=True).hover()
    expect(tip).to_be_visible()
    page.mouse.move(2, 2)
    expect(tip).to_have_count(0)


def test_a_mark_says_at_least_where_not_every_line_is_known(course: CoursePages) -> None:
    course.open_lesson()
    exercise = course.item()
    course.write(exercise, "for n in range(1_500):\n    Tag.objects.exists()")
    course.submit(exercise)
    mark = exercise.get_by_role("button", name="Line 2: at least 1,000 queries")
    expect(mark).to_have_text("1k+")


def test_a_draft_survives_a_reload_and_goes_with_reset(course: CoursePages) -> None:
    page = course.open_lesson()
    course.write(course.item(), JOINED)
    page.reload()
    exercise = course.item()
    expect(course.editor(exercise)).to_contain_text('select_related("author")')
    exercise.get_by_role("button", name="Reset").click()
    expect(course.editor(exercise)).not_to_contain_text("select_related")
    page.reload()
    expect(course.editor(course.item())).not_to_contain_text("select_related")


def test_what_was_typed_after_a_run_survives_a_reload_too(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise, sample = course.item(), course.first("run")
    course.write(exercise, NAIVE)
    course.submit(exercise)
    course.write(exercise, JOINED)
    course.write(sample, "print('mine')")
    course.submit(sample)
    page.reload()
    expect(course.editor(course.item())).to_contain_text("select_related")
    expect(course.editor(course.first("run"))).to_contain_text("mine")


def test_without_the_bundle_a_plain_field_stays_and_runs(course: CoursePages) -> None:
    course.page.route("**/build/codemirror*.js", lambda route: route.abort())
    page = course.open_lesson()
    exercise = course.item()
    field = exercise.get_by_label("Your code")
    field.scroll_into_view_if_needed()
    expect(exercise.locator(".editor-plain")).to_be_attached()
    field.fill(JOINED)
    page.keyboard.press("Control+Enter")
    expect(exercise.locator(".verdict")).to_have_text("Passed: right rows, 1 query, budget 1")


def test_no_answer_from_the_server_is_said_and_the_code_is_kept(course: CoursePages) -> None:
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    page.route("**/exercises/**", lambda route: route.abort())
    exercise.get_by_role("button", name="Run and check").click()
    expect(exercise).to_contain_text("No answer from the server")
    expect(course.editor(exercise)).to_contain_text("Post.objects.all()")
