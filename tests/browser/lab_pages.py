"""The toolbar lab's page as a visitor handles it."""

from __future__ import annotations

from playwright.sync_api import Frame, Page, expect

from tests.browser.course_pages import PASTE

OPEN = "Open /posts/"


def write(page: Page, label: str, text: str) -> None:
    """Put `text` into an editor by keyboard and clipboard alone."""
    # Until its script has come, the textbox of this name is a plain textarea, which takes no such paste.
    editor = page.get_by_role("textbox", name=label).and_(page.locator(".cm-content"))
    editor.focus()
    page.keyboard.press("Control+a")
    editor.evaluate(PASTE, text)
    expect(page.locator(".editor-frame").filter(has=editor).locator("textarea")).to_have_value(text)


def frames(page: Page) -> tuple[Frame, Frame]:
    """The page's frame and the panel's."""
    expect(page.locator("iframe[data-themed]")).to_have_count(2)
    page_frame, panel = (one.content_frame() for one in page.locator("iframe[data-themed]").element_handles())
    assert page_frame is not None
    assert panel is not None
    return page_frame, panel
