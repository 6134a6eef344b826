"""Documents for frames that may do nothing: no script, no form, no request but for the site's own style sheets.

They go into `<iframe sandbox="" srcdoc="…">`. The sandbox alone forbids scripts, forms, pop-ups, refreshes and the
page around; the policy inside forbids every request; `<base target>` makes of each plain link a pop-up, so nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.templatetags.static import static
from django.utils.html import escape

PAGE_STYLES = ("course/css/tokens.css", "course/css/lab_page.css")
HEAD = (
    '<!DOCTYPE html><html lang="en-GB" data-theme="system"><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta http-equiv="x-dns-prefetch-control" content="off">'
    '<meta name="referrer" content="no-referrer"><base target="_blank">{styles}'
)


@dataclass(frozen=True, slots=True)
class Frame:
    """`document` is text for a `srcdoc` attribute, which must escape it. `height`: a good one, in pixels."""

    title: str
    document: str
    height: int


def policy(static_root: str) -> str:
    """`static_root`: the whole address of the site's static files; `'self'` means nothing in a sandboxed frame."""
    ours = f"style-src {static_root}; font-src {static_root}; img-src data:"
    return f"default-src 'none'; {ours}; form-action 'none'; base-uri 'none'"


def document(body: str, styles: Sequence[str], static_root: str) -> str:
    """`body` is HTML of any origin, also a whole page: the parser puts its parts where they belong."""
    links = "".join(f'<link rel="stylesheet" href="{escape(static(name))}">' for name in styles)
    return HEAD.format(policy=escape(policy(static_root)), styles=links) + body


def page_frame(title: str, html: str, static_root: str) -> Frame:
    """The page that a learner's code has made."""
    return Frame(title, document(html, PAGE_STYLES, static_root), height=520)
