"""Where a statement came from when a page is rendered: the view's line, and the line of the template that asked.

Told by the learner's own process, like every line: good for display, never for a grade.
"""

from __future__ import annotations

import json
import sys
from types import FrameType

from django.template.base import Node
from django.template.defaulttags import ForNode

from sandbox_app import origins
from sandbox_app.capture import FILENAME, MOST_FRAMES, MOST_LOOKUPS, Source, Whereabouts

RENDERS_A_NODE = Node.render_annotated.__code__


class PageWhereabouts(Whereabouts):
    """`[view's line, its loop, origin, [template's line, line of the {% for %} or null] or null]`."""

    def __init__(self, source: Source, template_name: str) -> None:
        super().__init__(source)
        self.template_name = template_name

    def __call__(self, sql: str) -> bytes:
        told = super().__call__(sql)
        innermost = origins.outside_wrappers(sys._getframe(1), FILENAME)
        place = template_place(innermost, self.template_name) if self.lookups <= MOST_LOOKUPS else None
        return told[:-1] + b", " + json.dumps(place).encode() + b"]"


def template_place(frame: FrameType | None, template_name: str) -> list[int | None] | None:
    """The innermost tag or variable being rendered, and the loop around it; None where Python code of the learner's
    stands between it and the statement, or where no template is being rendered."""
    lines: list[int] = []
    for _ in range(MOST_FRAMES):
        if frame is None or frame.f_code.co_filename == FILENAME:
            break
        if frame.f_code is RENDERS_A_NODE:
            node = frame.f_locals["self"]
            if node.origin.template_name == template_name and not lines:
                lines.append(node.token.lineno)
            elif lines and isinstance(node, ForNode):
                return [lines[0], node.token.lineno]
        frame = frame.f_back
    return [lines[0], None] if lines else None
