"""The allow-list that every HTML made from an author's Markdown passes."""

from __future__ import annotations

import nh3

TAGS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "b", "i", "s", "del", "ins", "mark", "small",
    "sub", "sup", "abbr", "kbd", "var", "samp", "code", "pre", "div", "span", "br", "hr", "ul", "ol", "li", "dl",
    "dt", "dd", "blockquote", "q", "cite", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    "figure", "figcaption", "details", "summary",
})
SCHEMES = frozenset({"http", "https", "mailto"})
_EVERYWHERE = frozenset({"class", "title", "lang", "dir"})
_BY_TAG = {
    "a": frozenset({"href"}), "ol": frozenset({"start"}), "pre": frozenset({"tabindex"}),
    "details": frozenset({"open"}),
    "th": frozenset({"colspan", "rowspan", "scope"}), "td": frozenset({"colspan", "rowspan"}),
}


def sanitise(html: str, *, ids: bool = False) -> str:
    """Drop scripts, styles, event handlers and foreign schemes. `ids`: keep ids (once a page, so for prose only)."""
    everywhere = _EVERYWHERE | {"id"} if ids else _EVERYWHERE
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"*": set(everywhere), **{tag: set(names) for tag, names in _BY_TAG.items()}},
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        strip_comments=True,
    )
