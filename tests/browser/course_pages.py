"""The site as a learner uses it: by headings, labels and buttons."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

EXERCISE = "posts-with-authors"
LESSON = "One JOIN instead of N queries"
FIRST_LESSON = "One innocent loop"
NAIVE = """def solve():
    return [(post.title, post.author.name) for post in Post.objects.all()]"""
JOINED = """def solve():
    return [(post.title, post.author.name) for post in Post.objects.select_related("author")]"""
# What a paste does: CodeMirror reads the clipboard's text from the event.
PASTE = """(editor, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


class CoursePages:
    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        page.set_default_timeout(20_000)
        expect.set_options(timeout=20_000)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.site + path)
        return self.page

    def open_lesson(self, title: str = LESSON) -> Page:
        self.open()
        self.page.get_by_role("link", name=title, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        self.page.wait_for_load_state()  # with its scripts: before them a form posts plainly
        return self.page

    def item(self, item_id: str = EXERCISE) -> Locator:
        return self.page.locator(f"#item-{item_id}")

    def first(self, kind: str) -> Locator:
        return self.page.locator(f"[data-item={kind}]").first

    def editor(self, item: Locator) -> Locator:
        """The item's CodeMirror, scrolled into view so that it has been made."""
        item.locator(".editor-frame").scroll_into_view_if_needed()
        content = item.locator(".cm-content")
        expect(content).to_be_visible()
        return content

    def write(self, item: Locator, code: str) -> None:
        editor = self.editor(item)
        editor.click()
        self.page.keyboard.press("Control+a")
        editor.evaluate(PASTE, code)
        expect(item.locator("textarea")).to_have_value(code)

    def submit(self, item: Locator) -> Locator:
        """Run what is in the item's editor; the verdict of the new result."""
        answer_url = f"{item.locator('form[data-editor]').get_attribute('action')}".partition("#")[0]
        with self.page.expect_response(lambda response: response.url.endswith(answer_url)):
            item.locator("form[data-editor]").get_by_role("button", name="Run").click()
        return item.locator(".verdict")

    def sign_up(self, name: str, password: str) -> None:
        self.page.get_by_role("link", name="Sign up").first.click()
        self.page.get_by_label("Username").fill(name)
        for label in ("Password:", "Password confirmation:"):
            self.page.get_by_label(label).fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Sign up").click()
        expect(self.page.get_by_role("button", name="Log out")).to_be_visible()
