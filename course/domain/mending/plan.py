"""What is to be done to one program: edits of single places, and what each QuerySet chain is to name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, count

from course.domain.mending.feeds import Feed, Feeds
from course.domain.mending.links_edited import Wishes, chain_edits, without_names
from course.domain.program.bindings import Binding
from course.domain.program.chains import Chain, links_of
from course.domain.program.code_blocks import indentation, names_in, stored_in
from course.domain.program.code_text import CodeText, Edit
from course.domain.run import Finding

# Where `post.n > 0` may stand as it is; anywhere else it is put in brackets.
STANDS_ALONE = (
    ast.If, ast.While, ast.comprehension, ast.Assign, ast.Return, ast.Tuple, ast.List, ast.BoolOp, ast.Call,
)  # fmt: skip


@dataclass
class Mending:
    """What is to be done to one program. kept_apart: relations whose rows are read from a list of their own.
    lists: what a loop collects, by the line that is to use it."""

    text: CodeText
    feeds: Feeds
    wishes: dict[ast.expr, tuple[Chain, Wishes]] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    dropped: dict[ast.Call, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    kept_apart: set[str] = field(default_factory=set)
    lists: dict[tuple[ast.stmt, str], str] = field(default_factory=dict)
    lines: dict[int, list[str]] = field(default_factory=dict)

    def wish(self, to: Chain) -> Wishes:
        return self.wishes.setdefault(to.end, (to, Wishes()))[1]

    def chain_to(self, feed: Feed | None, path: list[str]) -> Chain | None:
        """The chain from whose rows the path leads on from the feed, where it can be edited."""
        found = feed.chain_to(path) if feed else None
        return found if found and self.text.stands_where_it_says(found.end) else None

    def at(self, finding: Finding, kind: type[ast.expr]) -> list[ast.expr]:
        """The expressions of a kind on the finding's line; first those around its place, or in what begins there."""
        line = finding.line or 0
        found = self.text.on_line(line, kind)
        near = self.text.near(line, finding.column - 1) if finding.column else frozenset()
        return sorted(found, key=lambda node: node not in near)

    def all_edits(self) -> Iterator[Edit]:
        yield from self.edits
        for place, lines in self.lines.items():
            yield Edit(place, place, "".join(dict.fromkeys(f"{line}\n" for line in lines)))
        for call, names in self.dropped.items():
            yield from without_names(self.text, call, names)
        for one, wishes in self.wishes.values():
            yield from chain_edits(self.text, one, wishes)

    def replace(self, node: ast.expr, new: str, *, compares: bool = False) -> bool:
        """Whether the node stands where it says, and so can be replaced. compares: it may need brackets."""
        if not self.text.stands_where_it_says(node):
            return False
        new = f"({new})" if compares and not isinstance(self.text.parents.get(node), STANDS_ALONE) else new
        self.edits.append(Edit(self.text.start(node), self.text.end(node), new))
        return True

    def replace_each(self, node: ast.expr, new: str, *, compares: bool = False) -> bool:
        """The same for the node and for whatever on its line says the very same of the same object."""
        same = [one for one in self.text.on_line(node.lineno, type(node))
                if ast.dump(one) == ast.dump(node) and self._beginning(one) == self._beginning(node)]
        return all(self.replace(one, new, compares=compares) for one in same)

    def _beginning(self, node: ast.expr) -> Binding | None:
        root, _ = links_of(node)
        return self.feeds.binding(root) if isinstance(root, ast.Name) else None

    def put_before(self, statement: ast.stmt, line: str) -> None:
        """The statement must stand at the beginning of its line, as for `put_after`."""
        self._put(self.text.line_start(self.text.start(statement)), statement, line)

    def put_after(self, statement: ast.stmt, line: str) -> None:
        self._put(self.text.next_line(self.text.end(statement)), statement, line)

    def _put(self, place: int, beside: ast.stmt, line: str) -> None:
        self.lines.setdefault(place, []).append(f"{indentation(self.text, beside)}{line}")

    def new_name(self, wanted: str) -> str:
        """`wanted`, or the same with a number where the program, or another edit, has that name already."""
        known = self.names | names_in(self.text.tree) | stored_in(self.text.tree)
        several = (f"{wanted}{number}" for number in count(2))
        name = next(one for one in chain([wanted], several) if one not in known)
        self.names.add(name)
        return name

    def is_untouched(self, node: ast.expr) -> bool:
        """Whether the node stands where it says, and no edit has taken it away."""
        return self.text.stands_where_it_says(node) and not self.takes_out(node)

    def takes_out(self, node: ast.expr) -> bool:
        """Whether an edit takes away the line or the expression that the node is in."""
        start = self.text.start(node)
        return any(edit.start <= start < edit.end and self.text.text(node) not in edit.text for edit in self.edits)
