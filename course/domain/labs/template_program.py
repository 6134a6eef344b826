"""A template read as the Python program that its tags stand for: what a fix edits there is then edited in its text. Pure.

`{% for tag in post.tags.all|dictsort:"name" %}` becomes `for tag in post.tags.all():`, and `{{ post.author.name }}` the
line `post.author.name`. Names of the context begin with `CONTEXT`; filters and other tags are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTEXT = "context_of_the_page_"
HEAD = "def the_template_of_the_page():\n    pass\n"
TOKEN = re.compile(r"{%[^\n%]*%}|{{[^\n{}]*}}")
TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
PATH = re.compile(r"(?<![\w.])(?P<path>[a-z_]\w*(?:\.[a-z_]\w*)+)", re.IGNORECASE)
LOOP = re.compile(r"{%\s*for\s+(?P<name>\w+(?:\s*,\s*\w+)*)\s+in\s+(?P<path>[a-z_][\w.]*)", re.IGNORECASE)
NAMED = re.compile(r"(?<!\w)(?P<name>\w+)=(?P<path>[a-z_][\w.]*)", re.IGNORECASE)
CALLED = ("all", "count", "exists", "first", "last", "distinct")
PYTHON_PATH = re.compile(r"\w+(?:\.\w+(?:\(\))?)*")


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """`python` is what the template's characters from `start` to `end`, on its `line`, stand for."""

    before: str
    python: str
    after: str
    line: int
    start: int
    end: int

    @property
    def text(self) -> str:
        return f"{self.before}{self.python}{self.after}\n"

    def path_in(self, text: str) -> str | None:
        """What an edit of this line put into the path's place, as a template writes it."""
        if not text.startswith(self.before) or not text.endswith(f"{self.after}\n"):
            return None
        python = text[len(self.before) : len(text) - len(self.after) - 1]
        return python.removeprefix(CONTEXT).replace("()", "") if PYTHON_PATH.fullmatch(python) else None


class TemplateProgram:
    """The program of one template, as a function that can follow the view's code."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.lines: list[ProgramLine] = []
        self._open: list[tuple[str, list[str]]] = []  # the loops and `with`s around, and the names that they bind
        for token in TOKEN.finditer(template):
            self._read(token.start(), TEXT.sub(lambda found: " " * len(found[0]), token[0]))
        self.code = HEAD + "".join(line.text for line in self.lines)

    def line_of(self, line: int | None, accessor: str) -> int | None:
        """The program's line (from 1) for what the template's line reads, that with the accessor first of all."""
        there = [place for place, one in enumerate(self.lines) if one.line == line]
        with_it = [place for place in there if accessor in re.split(r"\W+", self.lines[place].python)]
        return next((HEAD.count("\n") + place + 1 for place in [*with_it, *there]), None)

    def template_of(self, code: str) -> str | None:
        """The template that the edited program stands for; None where a template cannot say it."""
        edited = code.removeprefix(HEAD).splitlines(keepends=True)
        if not code.startswith(HEAD) or len(edited) != len(self.lines):
            return None
        template = self.template
        for line, text in reversed(list(zip(self.lines, edited, strict=True))):
            if text != line.text:
                path = line.path_in(text)
                if path is None:
                    return None
                template = template[: line.start] + path + template[line.end :]
        return template

    def _read(self, at: int, text: str) -> None:
        """One tag or variable, at its place in the template."""
        tag = (text[2:-2].split() or [""])[0] if text.startswith("{%") else ""
        if tag in ("endfor", "endwith") and self._open:
            self._open.pop()
        pattern = {"for": LOOP, "with": NAMED}.get(tag, PATH)
        found = list(pattern.finditer(text))
        for one in found:
            self._add(at, one, tag)
        if tag in ("for", "with"):
            self._open.append((tag, [name for one in found for name in re.findall(r"\w+", one["name"])]))
        if tag == "for":
            self.lines.append(ProgramLine(f"{self._indentation()}pass", "", "", 0, 0, 0))

    def _add(self, at: int, found: re.Match[str], tag: str) -> None:
        root, *steps = found["path"].split(".")
        bound = any(root in names for _, names in self._open)
        called = [f"{step}()" if step in CALLED else step for step in steps]
        python = ".".join([root if bound else f"{CONTEXT}{root}", *called])
        before = f"for {found['name']} in " if tag == "for" else f"{found['name']} = " if tag == "with" else ""
        start, end = at + found.start("path"), at + found.end("path")
        line = self.template.count("\n", 0, start) + 1
        after = ":" if tag == "for" else ""
        self.lines.append(ProgramLine(self._indentation() + before, python, after, line, start, end))

    def _indentation(self) -> str:
        return "    " * (1 + sum(tag == "for" for tag, _ in self._open))
