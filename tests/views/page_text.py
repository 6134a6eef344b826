"""What a page says, whatever its markup."""

from __future__ import annotations

import html
import re

from course import rendering


def words(text: str) -> str:
    """Text without markup, entities and differences in white space."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def markdown_words(text: str) -> str:
    return words(rendering.markdown_html(text))
