"""A run's statements in the SQL panel of django-debug-toolbar itself, as a document for a frame without scripts.

In a project the panel's "Sel" and "Expl" buttons run a recorded statement again, on the project's database: here that
would be a learner's SQL on the site's. A panel only offers them for a statement whose parameters it holds, so it holds
none; the toolbar's addresses are not there either; and in the frame no form can be sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from debug_toolbar.panels.sql.panel import SQLPanel
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from course.domain.filled import filled
from course.domain.run import CapturedQuery, RunResult
from course.rendering.frames import Frame, document

MOST_ROWS = 60
# sqlparse takes its time, and what it lays out here may be hostile: most characters of one statement, and of all rows.
LONGEST_SQL = 2_000
MOST_SQL = 60_000
CONTEXT_LINES = 3
STYLES = ("course/css/tokens.css", "debug_toolbar/css/toolbar.css", "course/css/lab_panel.css")
COLOUR = re.compile(r'<span class="djdt-color" data-djdt-styles="backgroundColor:([^"]+)"></span>')
SWATCH = r'<svg class="djdt-color" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="\1"/></svg>'
TOGGLE = re.compile(r'<button type="button" class="djToggleSwitch"[^>]*data-toggle-id="(\d+)">\+</button>')
CHECKBOX = r'<input type="checkbox" class="djToggleSwitch" aria-label="Query \1: all columns, and where it came from">'
INDENTATION = re.compile(r"\n[ \n]{6,}")


@dataclass(frozen=True, slots=True)
class Sources:
    """The learner's files, for the lines that the panel quotes. `view`: the view's function."""

    view: str
    view_code: str
    template: str
    template_text: str


class LabPanel(SQLPanel):  # type: ignore[misc]
    """The toolbar's panel over statements that another process sent. Counts all of them, lists the first."""

    def __init__(self) -> None:
        nothing = SimpleNamespace(save_panel=lambda *_: None)
        super().__init__(SimpleNamespace(stats={}, server_timing_stats={}, request_id="", store=nothing), None)

    def record_stats(self, stats: dict[str, Any]) -> None:
        """Similar and duplicate statements are found by now; from here on no parameter is kept, see above."""
        for query in stats["queries"]:
            query["params"] = None
        super().record_stats(stats | {"queries": stats["queries"][: listed(stats["queries"])]})

    @cached_property
    def content(self) -> SafeString:
        return mark_safe(without_scripts(super().content))  # noqa: S308 - of the toolbar's template, which escapes


def listed(queries: Iterable[dict[str, Any]]) -> int:
    """How many rows are laid out."""
    size = rows = 0
    for query in queries:
        size += len(query["sql"])
        if rows == MOST_ROWS or (rows and size > MOST_SQL):
            break
        rows += 1
    return rows


def without_scripts(html: str) -> str:
    """Colours as drawn squares instead of styles set by a script, and a checkbox that CSS heeds for the `+` button."""
    html = COLOUR.sub(SWATCH, html)
    html = TOGGLE.sub(CHECKBOX, html)
    # A third of the size, and nothing that is seen, is indentation.
    return INDENTATION.sub("\n", html).replace("&nbsp;", "\N{NO-BREAK SPACE}").replace("<th></th>", "<td></td>")


def panel_frame(run: RunResult, sources: Sources, static_root: str) -> Frame:
    """The panel of a run, and in words what it leaves out."""
    panel = LabPanel()
    for query in run.queries:
        panel.record(**recorded(query, sources))
    panel.generate_stats(None, None)
    rows = len(panel.get_stats()["queries"])
    context = {"title": panel.title, "content": panel.content, "rows": rows, "run": run}
    body = render_to_string("course/lab/panel.html", context)
    return Frame("The toolbar’s SQL panel", document(body, STYLES, static_root), height=min(640, 190 + 90 * rows))


def recorded(query: CapturedQuery, sources: Sources) -> dict[str, Any]:
    """A statement as the toolbar's own cursor would have recorded it."""
    text = filled(query.sql, query.params)
    return {
        "vendor": "sqlite",
        "alias": "default",
        "sql": text if len(text) <= LONGEST_SQL else f"{text[:LONGEST_SQL]} …",
        "duration": query.ms,
        "raw_sql": query.sql,
        "params": [repr(value) for value in query.params],
        "stacktrace": list(stack(query, sources)),
        "template_info": template_info(query, sources),
    }


def stack(query: CapturedQuery, sources: Sources) -> Iterator[tuple[str, int, str, str, None]]:
    """The learner's line: file, line, function, its text."""
    if query.line is not None:
        yield "views.py", query.line, sources.view, line_text(sources.view_code, query.line).strip(), None


def template_info(query: CapturedQuery, sources: Sources) -> dict[str, Any] | None:
    """The lines of the template around the one that asked."""
    if query.template is None:
        return None
    at, last = query.template.line, sources.template_text.count("\n") + 1
    context = [
        {"num": number, "content": line_text(sources.template_text, number), "highlight": number == at}
        for number in range(max(1, at - CONTEXT_LINES), min(last, at + CONTEXT_LINES) + 1)
    ]
    return {"name": f"{sources.template}, line {at}", "context": context}


def line_text(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""
