"""What is to be done to one program: edits of single places, and what each QuerySet chain is to name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from course.domain.chains import Chain
from course.domain.code_text import CodeText, Edit
from course.domain.feeds import Feeds
from course.domain.links_edited import Wishes, chain_edits, without_names


@dataclass
class Mending:
    """What is to be done to one program."""

    text: CodeText
    feeds: Feeds
    wishes: dict[ast.expr, tuple[Chain, Wishes]] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    dropped: dict[ast.Call, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def wish(self, chain: Chain) -> Wishes:
        return self.wishes.setdefault(chain.end, (chain, Wishes()))[1]

    def all_edits(self) -> Iterator[Edit]:
        yield from self.edits
        for call, names in self.dropped.items():
            yield from without_names(self.text, call, names)
        for chain, wishes in self.wishes.values():
            yield from chain_edits(self.text, chain, wishes)

    def replace(self, node: ast.expr, new: str) -> bool:
        """Whether the node stands where it says, and so can be replaced."""
        if self.text.stands_where_it_says(node):
            self.edits.append(Edit(self.text.start(node), self.text.end(node), new))
            return True
        return False
