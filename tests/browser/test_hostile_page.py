"""Whatever a learner's page tries in the toolbar lab, nothing comes of it."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab_pages import OPEN, frames, write

HOSTILE = """<!DOCTYPE html><html><head><title>Mine</title>
<meta http-equiv="refresh" content="0;url=EVIL/refresh"><base href="EVIL/"><link rel="stylesheet" href="EVIL/style.css">
<link rel="prefetch" href="EVIL/prefetch"><link rel="preload" as="image" href="EVIL/preload"></head>
<body onload="alert(1)"><h1>Mine</h1><script>parent.document.title = "taken"; alert(2); fetch("EVIL/fetch")</script>
<img src="EVIL/image" onerror="alert(3)"><svg onload="alert(4)"><image href="EVIL/svg"/><script>alert(5)</script></svg>
<iframe src="EVIL/frame"></iframe><iframe srcdoc="<script>alert(6)</script>"></iframe><object data="EVIL/object"></object>
<embed src="EVIL/embed"><video src="EVIL/video" autoplay></video><audio src="EVIL/audio" autoplay></audio>
<p style="background: url(EVIL/inline)">x</p><style>body { background: url(EVIL/sheet) }</style><input autofocus onfocus="alert(7)">
<p><a id="javascript" href="javascript:alert(8)">1</a> <a id="plain" href="EVIL/plain">2</a>
<a id="pinged" ping="EVIL/ping" href="#here">3</a> <a id="self" target="_self" href="EVIL/self">4</a></p>
<form action="EVIL/form" target="_self"><button id="send">5</button></form>
</iframe></textarea></script><script>alert(9)</script></body></html>"""
HOSTILE_VIEW = """from django.http import HttpResponse
def post_list(request):
    list(Post.objects.raw("SELECT id, '</iframe><script>alert(10)</script><img src=EVIL/sql onerror=alert(11)>' AS x FROM blog_post"))
    print("</pre><script>alert(12)</script>")
    return HttpResponse(PAGE)
PAGE = """


class Elsewhere:
    """Another site, which notes who asks."""

    def __init__(self) -> None:
        asked = self.asked = []

        class Noting(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(204)
                self.end_headers()

            do_POST = do_GET  # noqa: N815 - the library's name

            def log_message(self, *_: Any) -> None:
                """Tests print nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    other = Elsewhere()
    yield other
    other.server.shutdown()
    other.server.server_close()


def test_nothing_comes_of_a_hostile_page(page: Page, site: str, elsewhere: Elsewhere) -> None:
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.context.on("page", lambda other: opened.append(other.url))
    page.goto(f"{site}/lab/posts/")
    code = (HOSTILE_VIEW + repr(HOSTILE)).replace("EVIL", elsewhere.address)
    write(page, "views.py", code)
    title = page.title()
    page.get_by_role("button", name=OPEN).click()
    expect(page.locator(".verdict")).to_have_text("Not the same page, 1 query")
    for link in ("javascript", "plain", "pinged", "send", "self"):
        shown, panel = frames(page)
        expect(shown.locator(f"#{link}")).to_be_visible()
        shown.locator(f"#{link}").click()
        page.wait_for_timeout(150)
    expect(panel.locator("body")).to_contain_text("alert(10)")
    assert (opened, elsewhere.asked, page.title(), page.url) == ([], [], title, f"{site}/lab/posts/")
    scripts = page.locator("#result script, #result img, #result form").count()
    assert scripts == 0


def test_the_other_site_would_have_been_asked(page: Page, elsewhere: Elsewhere) -> None:
    """The teeth of the test above: the same page outside the frame does what it wants."""
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.set_content(re.sub("EVIL", elsewhere.address, html.unescape(HOSTILE)))
    page.wait_for_timeout(500)
    assert {"/image", "/fetch", "/frame"} <= set(elsewhere.asked)
