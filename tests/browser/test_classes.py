"""A class from both sides: the instructor's and the learner's, in two browsers at once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from course.models import Attempt, Feedback
from tests.browser.conftest import Watch
from tests.browser.course_pages import EXERCISE, NAIVE, CoursePages
from tests.browser.test_looks import THEMES, faults, overflow
from tests.classrooms import fill, make_class, make_instructor, tried

PASSWORD = "quiet-library-7"
TITLE = "Posts with their authors"
MODULE = 6


@pytest.fixture
def staff_room(new_context: CreateContextCallback, site: str, watch: Watch) -> CoursePages:
    """Another browser, in which the instructor ines has logged in."""
    make_instructor("ines")
    context = new_context()
    watch.over(context)
    pages = CoursePages(context.new_page(), site)
    page = pages.open("/teach/")
    page.get_by_label("Username").fill("ines")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Teaching")
    return pages


def make_5b(page: Page) -> str:
    """Make a class by the page's own means; its link."""
    page.get_by_role("link", name="Classes").click()
    page.get_by_label("Name of the class").fill("5B")
    page.get_by_role("button", name="Make the class").click()
    return page.get_by_label("Link to join").input_value()


def join(pages: CoursePages, link: str, name: str) -> None:
    page = pages.page
    page.goto(link)
    page.get_by_role("link", name="Sign up to join").click()
    page.get_by_label("Username").fill(name)
    for label in ("Password:", "Password confirmation:"):
        page.get_by_label(label).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()
    page.get_by_role("button", name=f"Join as {name}").click()
    expect(page.get_by_role("status").first).to_contain_text("You are in 5B.")


def test_a_class_is_made_joined_watched_and_answered(
    course: CoursePages, staff_room: CoursePages, tmp_path: Path
) -> None:
    teacher, learner = staff_room.page, course.page
    link = make_5b(teacher)
    join(course, link, "zelda")
    assert faults(learner) == []

    course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    expect(course.submit(exercise)).to_have_text("Right rows, 101 queries, budget 1: slow")
    exercise.get_by_text("This did not help").click()
    exercise.get_by_label("What is missing").fill("Which loop do you mean?")
    learner.keyboard.press("Enter")
    expect(exercise.get_by_role("group", name="Feedback")).to_contain_text("Sent.")
    expect(exercise.locator(".feedback")).to_be_focused()
    expect(learner.locator("#announcer")).to_contain_text("Sent.")

    teacher.reload()
    grid = teacher.get_by_role("region", name="Learners and exercises")
    row = grid.get_by_role("row").filter(has_text="tried once")
    expect(row).to_contain_text("tried once, best 101 queries")
    expect(row.get_by_role("rowheader")).to_have_text("zelda")
    grid.get_by_role("columnheader", name=TITLE).get_by_role("link").click()
    cluster = teacher.get_by_role("article")
    expect(cluster).to_contain_text("Too many queries: N+1")
    expect(cluster).to_contain_text("post.author.name")
    expect(teacher.get_by_role("main")).not_to_contain_text("zelda")

    staff_room.open("/teach/").get_by_role("link", name="Feedback").click()
    expect(teacher.get_by_role("article")).to_contain_text("Which loop do you mean?")
    teacher.get_by_label("Your answer").fill("The one on line 2.")
    teacher.get_by_role("button", name="Send the answer").click()
    expect(teacher.get_by_text("Nothing waits for an answer.")).to_be_visible()

    course.open()
    learner.get_by_role("link", name="Your instructor answered").click()
    expect(learner.get_by_role("article")).to_contain_text("The one on line 2.")
    learner.get_by_role("button", name="I have read it").click()
    expect(learner.get_by_role("article")).to_contain_text("The one on line 2.")
    expect(learner.get_by_role("button", name="I have read it")).to_have_count(0)

    staff_room.open("/teach/classes/")
    teacher.get_by_role("link", name="5B").click()
    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Export as CSV").click()
    download.value.save_as(tmp_path / "5b.csv")
    (_, line) = csv.reader((tmp_path / "5b.csv").read_text("utf-8-sig").splitlines())
    assert (line[0], line[2], line[4:8]) == ("zelda", EXERCISE, ["1", "no", "", "101"])

    teacher.get_by_role("button", name="View as a learner").click()
    bar = teacher.get_by_role("region", name="View as a learner")
    expect(bar).to_be_visible()
    expect(teacher.get_by_role("link", name="Teach", exact=True)).to_have_count(0)
    bar.get_by_role("button", name="Back to teaching").click()
    expect(teacher.get_by_role("heading", level=1)).to_have_text("Teaching")


def test_without_scripts_a_learner_can_say_what_did_not_help(plain_course: CoursePages) -> None:
    page = plain_course.open_lesson()
    exercise = plain_course.item()
    exercise.locator("textarea").fill(NAIVE)
    exercise.get_by_role("button", name="Run").click()
    exercise.get_by_text("This did not help").click()
    exercise.get_by_label("What is missing").fill("Which loop?")
    exercise.get_by_role("button", name="Tell the instructor").click()
    expect(page.get_by_role("status").first).to_contain_text("Sent.")
    plain_course.open("/progress/")
    expect(page.get_by_role("article")).to_contain_text("Which loop?")


def test_a_note_that_could_not_be_sent_stays_in_its_form(course: CoursePages, settings) -> None:
    page = course.open_lesson()
    exercise = course.item()
    course.write(exercise, NAIVE)
    course.submit(exercise)
    exercise.get_by_text("This did not help").click()
    note, send = exercise.get_by_label("What is missing"), exercise.get_by_role("button", name="Tell the instructor")
    note.fill("Which loop?")
    page.context.set_offline(True)
    send.click()
    expect(exercise.get_by_text("No answer from the server")).to_be_visible()
    page.context.set_offline(False)
    settings.SANDBOX_RUNS_PER_MINUTE = 0
    send.click()
    expect(exercise.get_by_role("group", name="Not sent")).to_contain_text("Not sent. More than 0 answers")
    expect(exercise.get_by_text("No answer from the server")).to_have_count(0)
    expect(note).to_have_value("Which loop?")
    settings.SANDBOX_RUNS_PER_MINUTE = 30
    send.click()
    expect(exercise.get_by_role("group", name="Feedback")).to_contain_text("Sent.")
    assert Feedback.objects.get().note == "Which loop?"


def fill_the_house(exercise_ids: list[str]) -> list[str]:
    """A class of ines with something on each of her pages; their addresses."""
    ines = get_user_model().objects.get(username="ines")
    classroom = make_class(ines, name="A class with a rather long name, 2026")
    learners = fill(classroom, 12, exercise_ids)
    Attempt.objects.filter(user__in=learners[:3], verdict="passed").delete()
    wrong = tried(learners[1], EXERCISE, "slow", code=NAIVE, failed_check="max_queries", finding="n_plus_one")
    Feedback.objects.create(attempt=wrong, note="Which loop do you mean? " * 6)
    at = f"/teach/classes/{classroom.pk}/"
    return [
        "/teach/", "/teach/classes/", at, f"{at}exercises/{EXERCISE}/", f"{at}learners/{classroom.memberships.all()[1].pk}/",
        f"/teach/exercises/?module={MODULE}", "/teach/feedback/", "/teach/audit-log/", "/join/", f"/join/{classroom.code}/",
        "/progress/",
    ]


def test_the_pages_are_clean_and_fit_each_screen(staff_room: CoursePages) -> None:
    page = staff_room.page
    addresses = fill_the_house([EXERCISE])
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for address in addresses:
            assert faults(staff_room.open(address)) == [], address
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert {address: overflow(staff_room.open(address)) for address in addresses} == dict.fromkeys(addresses, 0)


def test_the_grid_scrolls_by_keyboard_and_keeps_names_in_sight(staff_room: CoursePages) -> None:
    page = staff_room.page
    page.set_viewport_size({"width": 360, "height": 740})
    staff_room.open(fill_the_house([EXERCISE])[2])
    region = page.get_by_role("region", name="Learners and exercises")
    region.focus()
    headers = region.get_by_role("columnheader")
    expect(headers.last).not_to_be_in_viewport()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    expect(headers.last).to_be_in_viewport()
    name = region.get_by_role("rowheader").first.bounding_box()
    frame = region.bounding_box()
    assert name is not None
    assert frame is not None
    assert abs(name["x"] - frame["x"]) < 3
