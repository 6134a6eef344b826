"""What an editor holds is all there on paper, however long it is, and wherever on the page it stands."""

from __future__ import annotations

import re
import zlib

import pytest
from playwright.sync_api import expect

from tests.browser.course_pages import CoursePages

LINES = [f"value_{number} = {number}" for number in range(200)]
LONG = "\n".join([*LINES, f"text = '{'long ' * 60}'"])


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf + b"".join(objects_of(pdf))))


def objects_of(pdf: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


def test_the_whole_code_of_an_exercise_is_printed(course: CoursePages) -> None:
    page = course.open_lesson()
    before = pages_of(page.pdf())
    exercise = course.item()
    course.write(exercise, LONG)
    assert exercise.locator(".cm-line").count() < len(LINES)  # the others are far from the screen
    assert pages_of(page.pdf()) >= before + 3
    page.emulate_media(media="print")
    printed = exercise.locator(".on-paper")
    expect(printed).to_be_visible()
    assert printed.inner_text().strip().split("\n") == LONG.split("\n")
    for hidden in (".cm-editor", "textarea"):
        expect(exercise.locator(hidden)).to_be_hidden()
    assert printed.evaluate("(code) => code.scrollWidth - code.parentElement.clientWidth") <= 0
    page.emulate_media(media="screen")
    expect(printed).to_be_hidden()
    expect(exercise.locator(".cm-editor")).to_be_visible()

    course.write(exercise, "Post.objects.count()")
    page.emulate_media(media="print")
    expect(printed).to_have_text("Post.objects.count()")
    expect(printed).to_be_visible()


def test_an_editor_that_nobody_has_come_near_is_printed_too(course: CoursePages) -> None:
    page = course.open_lesson()
    page.emulate_media(media="print")
    frames = page.locator(".editor-frame")
    expect(frames.locator(".on-paper:visible")).to_have_count(frames.count())


def test_both_files_of_a_lab_are_printed(course: CoursePages) -> None:
    page = course.open("/lab/dashboard/")
    expect(page.locator(".cm-editor")).to_have_count(2)
    page.emulate_media(media="print")
    expect(page.locator(".on-paper:visible")).to_have_count(2)
    view, template = page.locator(".on-paper").all()
    expect(view).to_contain_text('return render(request, "library/dashboard.html", context)')
    expect(template).to_contain_text("</html>")


@pytest.mark.parametrize("width", [1280, 360])
def test_without_scripts_the_textarea_grows_with_its_text(plain_course: CoursePages, width: int) -> None:
    page = plain_course.open_lesson()
    page.set_viewport_size({"width": width, "height": 800})
    field = plain_course.item().get_by_label("Your code")
    field.fill(LONG)
    page.emulate_media(media="print")
    assert field.evaluate("(field) => [field.scrollHeight - field.clientHeight, field.scrollWidth - field.clientWidth]") == [0, 0]
