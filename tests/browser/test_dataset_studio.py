"""An instructor loads 150 posts: watches the verification, goes live, learners see 151 queries; and back to 101."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.browser.conftest import Watch
from tests.browser.test_looks import faults, overflow
from tests.studio_site import StudioSite, more_posts, studio_site

assert Axe  # the driver behind `faults`


@pytest.fixture(scope="module")
def studio(tmp_path_factory, sandbox) -> Iterator[StudioSite]:
    with studio_site(tmp_path_factory.mktemp("studio"), exercises=3, dead_after=60) as running:
        yield running


def opened(
    new_context: CreateContextCallback, studio: StudioSite, *, session: str = "", scripts: bool = True
) -> Page:
    context = new_context(java_script_enabled=scripts)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": studio.url}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    return page


@pytest.fixture
def ann(new_context: CreateContextCallback, studio: StudioSite) -> Iterator[Page]:
    page = opened(new_context, studio, session=studio.ann)
    watch = Watch(studio.url)
    watch.over(page.context)
    yield page
    assert watch.faults == []


@pytest.fixture
def learner(new_context: CreateContextCallback, studio: StudioSite) -> Page:
    return opened(new_context, studio)


DROP = """(zone) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["[]"], "dropped.json"));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


def fixture_files(posts: int) -> list[dict[str, object]]:
    library = (settings.FIXTURES_DIR / "library.json").read_bytes()
    both = {"blog.json": json.dumps(more_posts(posts)).encode(), "library.json": library}
    return [{"name": name, "mimeType": "application/json", "buffer": content} for name, content in both.items()]


def queries_of_the_naive_loop(page: Page, studio: StudioSite) -> str:
    page.goto(f"{studio.url}/lessons/posts-and-authors/")
    sample = page.locator("[data-item=run]").first
    sample.get_by_role("button", name="Run").click()
    return sample.locator(".count-number").inner_text()


def fits_in_both_themes(page: Page) -> None:
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert faults(page) == []
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 800})


def test_new_data_goes_live_after_its_verification_and_back_in_one_click(ann, learner, studio):
    assert queries_of_the_naive_loop(learner, studio) == "101"
    ann.goto(f"{studio.url}/teach/datasets/")
    ann.locator("[data-drop]").evaluate(DROP)
    expect(ann.get_by_role("list", name="Chosen files").get_by_role("listitem")).to_have_text(["dropped.json1 KB"])
    ann.get_by_label("Fixture files").set_input_files(fixture_files(150))
    expect(ann.get_by_role("list", name="Chosen files").get_by_role("listitem")).to_have_count(2)
    ann.get_by_label("Note (optional)").fill("Fifty more posts")
    fits_in_both_themes(ann)
    ann.get_by_role("button", name="Upload and check").click()
    expect(ann.get_by_role("progressbar")).to_be_visible()
    expect(ann.locator(".progress-label")).to_contain_text("of 5 items")
    expect(ann.get_by_role("heading", name="Activate all the same?")).to_be_visible()
    expect(ann.get_by_role("row", name="blog.post 150 100 +50")).to_be_visible()
    expect(ann.locator(".fault-list")).to_contain_text("the code sends 151 queries, answer says 101")
    expect(ann.locator(".tally")).to_contain_text("1 the text states something else")
    fits_in_both_themes(ann)
    ann.get_by_role("button", name="Activate and switch these off").click()
    ann.get_by_label("Why it shall go live all the same").fill("The course moves to 150 posts")
    ann.get_by_role("button", name="Activate and switch these off").click()
    expect(ann.get_by_text("Learners work on this version")).to_be_visible()
    assert queries_of_the_naive_loop(learner, studio) == "151"
    expect(learner.locator(".item-off")).to_contain_text("this question does not fit it yet")
    expect(learner.get_by_text("Where the text states a number, you may see another one")).to_be_visible()
    assert faults(learner) == []
    ann.goto(f"{studio.url}/teach/datasets/")
    ann.get_by_role("row", name="verified").get_by_role("link").click()
    ann.get_by_role("button", name="Go back to this version").click()
    expect(ann.get_by_text("Learners work on this version")).to_be_visible()
    assert queries_of_the_naive_loop(learner, studio) == "101"
    expect(learner.locator(".item-off")).to_have_count(0)
    ann.goto(f"{studio.url}/teach/audit-log/")
    expect(ann.locator("main")).to_contain_text("The course moves to 150 posts")


SIX_FAULTS = [  # each object, and what is said of it: where, what is wrong, what to do
    ({"model": "blog.pots", "pk": 1, "fields": {}},
     "blog.pots = 'blog.pots'", "there is no such model in this data", "did you mean blog.post?"),
    ({"model": "blog.tag", "pk": 1, "fields": {"name": "reading", "colour": "red"}},
     "blog.tag.colour = 'red'", "the model has no such field", "remove it; the fields are: active, name"),
    ({"model": "blog.tag", "pk": 2, "fields": {"name": "reading"}},
     "blog.tag.name = 'reading'", "must be unique", "change one"),
    ({"model": "blog.tag", "pk": 3, "fields": {"name": 7}},
     "blog.tag.name = 7", "it is of the wrong type (int)", "give text"),
    ({"model": "blog.author", "pk": 1, "fields": {
        "name": "Ann", "handle": "ann", "email": "a@town.example", "country": 77}},
     "blog.author.country = 77", "there is no blog.country with this primary key", "add that object"),
    ({"model": "blog.country", "pk": 1, "fields": {"name": "Wales"}},
     "blog.country.code", "the field is missing", 'add "code"'),
]


def test_a_bad_fixture_changes_nothing_and_names_six_faults_without_scripts_too(new_context, studio):
    before = studio.live()
    page = opened(new_context, studio, session=studio.ann, scripts=False)
    page.goto(f"{studio.url}/teach/datasets/")
    bad = {"name": "bad.json", "mimeType": "application/json", "buffer": json.dumps([one for one, *_ in SIX_FAULTS]).encode()}
    page.get_by_label("Fixture files").set_input_files([bad])
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("heading", name="6 faults")).to_be_visible()  # the page has read itself anew by then
    told = page.locator(".fault-list li")
    expect(told).to_have_count(6)
    for number, (_, *parts) in enumerate(SIX_FAULTS):
        place = re.compile(rf"^\s*bad\.json, object {number} ·")
        fault = told.filter(has=page.locator(".fault-place", has_text=place))
        expect(fault).to_have_count(1)
        for part in parts:
            expect(fault).to_contain_text(part)
    assert (studio.live(), studio.rows("SELECT COUNT(*) FROM course_datasetversion WHERE version = ''")) == (before, [(1,)])


def comments(number: int) -> list[dict[str, object]]:
    """The first comments of the blog's fixture, the first of them with another text."""
    found = [one for one in json.loads((settings.FIXTURES_DIR / "blog.json").read_text()) if one["model"] == "blog.comment"]
    first, *others = found[:number]
    return [first | {"fields": first["fields"] | {"text": "Rewritten for the new year"}}, *others]


def upload_models(page: Page, studio: StudioSite, objects: list[dict[str, object]]) -> None:
    page.goto(f"{studio.url}/teach/datasets/")
    content = json.dumps(objects).encode()
    page.get_by_label("Fixture files").set_input_files(
        [{"name": "comments.json", "mimeType": "application/json", "buffer": content}])
    page.get_by_role("radio", name="models to replace in the live version").check()
    page.get_by_role("button", name="Upload and check").click()


def test_models_are_replaced_whole_and_rows_that_others_need_are_named(ann, studio):
    before = studio.live()
    upload_models(ann, studio, [{"model": "blog.country", "pk": 1, "fields": {"name": "Wales", "code": "WA"}}])
    expect(ann.get_by_role("heading", name=re.compile(r"^\d+ faults$"))).to_be_visible()
    expect(ann.locator(".fault-list li").first).to_contain_text("the version they change, blog.author 1")
    expect(ann.locator(".fault-list li").first).to_contain_text("there is no blog.country with this primary key")
    expect(ann.get_by_text("Replaces models of")).to_be_visible()
    fits_in_both_themes(ann)
    assert studio.live() == before
    upload_models(ann, studio, comments(20))
    expect(ann.get_by_text("Everything holds on this version")).to_be_visible()
    expect(ann.get_by_role("row", name="blog.comment 20")).to_contain_text("−")
    ann.get_by_text("Some rows of blog.comment").click()
    expect(ann.get_by_text("→ Rewritten for the new year")).to_be_visible()
    fits_in_both_themes(ann)
    ann.get_by_role("button", name="Activate").click()
    expect(ann.get_by_text("Learners work on this version")).to_be_visible()
    code = "print(Comment.objects.count(), Comment.objects.get(pk=1).text)"
    _, run = studio.visitor().post_json("/api/runs", {"code": code, "dataset": "town-library"})
    assert run["stdout"] == "20 Rewritten for the new year\n"
    studio.manage("activate_dataset", "town-library", before)


def test_the_live_version_tells_what_a_lesson_broke_and_switches_it_off(ann, learner, studio):
    ((live,),) = studio.rows("SELECT id FROM course_datasetversion WHERE live AND name = 'town-library'")
    lesson = studio.folder / "lessons" / "11-posts-and-authors" / "lesson.md"
    ann.goto(f"{studio.url}/teach/datasets/{live}/")
    ann.get_by_role("button", name="Verify").click()
    expect(ann.get_by_text("Everything in the course holds on it")).to_be_visible()
    lesson.write_text(lesson.read_text().replace("answer: 101", "answer: 7"))
    ann.goto(f"{studio.url}/teach/datasets/")
    expect(ann.get_by_role("row", name="verify again")).to_have_count(1)
    fits_in_both_themes(ann)
    ann.goto(f"{studio.url}/teach/datasets/{live}/")
    expect(ann.get_by_text("Verified for earlier lessons, verify again")).to_be_visible()
    fits_in_both_themes(ann)
    ann.get_by_role("button", name="Verify again").click()
    expect(ann.get_by_role("heading", name="1 item no longer holds on the live data")).to_be_visible()
    fits_in_both_themes(ann)
    ann.get_by_label("Why it is switched off").fill("The answer is being mended")
    ann.get_by_role("button", name="Switch it off").click()
    expect(ann.get_by_text("Nothing that is graded wrongly is left on")).to_be_visible()
    fits_in_both_themes(ann)
    learner.goto(f"{studio.url}/lessons/posts-and-authors/")
    expect(learner.locator(".item-off")).to_contain_text("this question does not fit it yet")
    lesson.write_text(lesson.read_text().replace("answer: 7", "answer: 101"))
    ann.reload()
    ann.get_by_role("button", name="Verify again").click()
    expect(ann.get_by_text("Everything in the course holds on it")).to_be_visible()
    learner.reload()
    expect(learner.locator(".item-off")).to_have_count(0)
