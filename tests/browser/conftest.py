"""Real Chromium on the real site with the real jail. Whatever breaks the page's policy or leaves the site, fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from pytest_playwright import CreateContextCallback

from course.models import DatasetVersion
from tests.browser.course_pages import CoursePages

# Playwright's synchronous interface runs an event loop in this thread, where Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine: install the package `chromium`")
    return {"executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url() -> str:
    """In place of pytest-base-url's own, which pytest 9 warns about; addresses here come from `site`."""
    return ""


class Watch:
    """Notes each breach of the Content-Security-Policy, each script error and each request that leaves the site."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.faults: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.on("console", self.console)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("request", self.request)

    def console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"policy: {message.text}")

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.faults.append(f"left the site: {request.url}")


@pytest.fixture
def site(live_server: Any, live_dataset: DatasetVersion, sandbox: Any) -> str:
    """The address of the running site, with its dataset live and its jail ready."""
    cache.clear()  # earlier tests came from this address as well and have used up its runs
    return str(live_server.url)


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    watching = Watch(site)
    yield watching
    assert watching.faults == []


@pytest.fixture
def course(page: Page, site: str, watch: Watch) -> CoursePages:
    """The site in a browser of its own: an anonymous learner, scripts on."""
    watch.over(page.context)
    return CoursePages(page, site)


@pytest.fixture
def plain_course(new_context: CreateContextCallback, site: str, watch: Watch) -> CoursePages:
    """The same with scripts switched off."""
    context = new_context(java_script_enabled=False)
    watch.over(context)
    return CoursePages(context.new_page(), site)
