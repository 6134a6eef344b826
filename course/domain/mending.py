"""From a run's findings to code that is mended in place: the least edit of the text that takes the advice.

Only what can be done without thinking is done; every other finding leaves the code as it is. Whether the edited code
does the same with less is for a run to prove (`course.mended`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from course.domain.chains import Chain, links_of, name_of
from course.domain.code_text import UNREADABLE, CodeText, Edit
from course.domain.comparison import DiffLine
from course.domain.feeds import Feed, Feeds
from course.domain.links_edited import Wishes, chain_edits, names_last, without_names
from course.domain.run import Finding

LOADING = re.compile(r'(?P<method>select_related|prefetch_related)\("(?P<lookup>\w+)"\)')
ANNOTATION = re.compile(r'annotate\((?P<name>\w+)=(?P<what>\w+\("(?P<lookup>\w+)"[^.]*\))\)')
UNUSED = {"unused_prefetch": "prefetch_related", "unused_select_related": "select_related"}
COMPUTED = {"count_in_loop": "count", "exists_in_loop": "exists", "aggregate_in_loop": "aggregate"}
# Where `post.n > 0` may stand as it is; anywhere else it is put in brackets.
STANDS_ALONE = (ast.If, ast.While, ast.comprehension, ast.Assign, ast.Return, ast.Tuple, ast.List, ast.BoolOp)


@dataclass(frozen=True, slots=True)
class Mend:
    """Edited code, and the findings whose advice it takes."""

    code: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProvenMend:
    """Edited code that gave the same as the run it mends. `measure`: what became less, from `before` to `after`.

    diff: the lines of both programs, in order. same_order: False where the same rows come in another order, and no
    query had asked for one.
    """

    code: str
    measure: str
    before: int
    after: int
    diff: tuple[DiffLine, ...]
    findings: tuple[Finding, ...]
    same_order: bool = True

    @property
    def changes(self) -> tuple[DiffLine, ...]:
        """The lines that differ."""
        return tuple(line for line in self.diff if line.kind != "same")


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


def mended(code: str, findings: Sequence[Finding]) -> Mend | None:
    """The code with every mechanical fix made, or None where there is none or the code cannot be read."""
    try:
        text = CodeText(code)
        mending = Mending(text, Feeds(text))
        taken = tuple(one for one in findings if one.line and one.code in MENDERS and MENDERS[one.code](mending, one))
        edited = text.edited(mending.all_edits())
        if not taken or edited is None or edited == code:
            return None
        ast.parse(edited)
    except UNREADABLE:
        return None
    return Mend(edited, taken)


def load_relation(mending: Mending, finding: Finding) -> bool:
    """`select_related()` or `prefetch_related()` on the chain that loads the rows."""
    advised = LOADING.fullmatch(finding.fix)
    if not advised:
        return False
    chain = _chain_of_access(mending, finding, advised["lookup"].split("__"))
    if chain is None or not mending.text.stands_where_it_says(chain.end):
        return False
    getattr(mending.wish(chain), advised["method"]).append(advised["lookup"])
    return True


def _chain_of_access(mending: Mending, finding: Finding, path: list[str]) -> Chain | None:
    """The chain whose rows lead along `path` to what the line reads; else the only one there is."""
    for node in mending.text.on_line(finding.line or 0, ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == path[-1]:
            feed = mending.feeds.of_object(node.value)
            chain = feed.then([node.attr]).chain_for(path) if feed else None
            if chain:
                return chain
    feed = mending.feeds.only_chain(finding.relation.partition(".")[0]) if len(path) == 1 else None
    return feed.chain if feed else None


def compute_in_query(mending: Mending, finding: Finding) -> bool:
    """`post.comments.count()` in a loop becomes `post.n` of an annotated query."""
    advised = ANNOTATION.fullmatch(finding.fix)
    accessor = finding.relation.partition(".")[2]
    if not advised or not accessor:
        return False
    for asked in mending.text.on_line(finding.line or 0, ast.Call):
        found = _computed(mending, asked, accessor, COMPUTED[finding.code])
        if found and [*found[0].steps, accessor.removesuffix("_set")] == advised["lookup"].split("__")[: found[1]]:
            feed, _, replaced = found
            name = _free_name(mending, advised["name"], advised["lookup"])
            mending.wish(feed.chain).others.append(f"annotate({name}={advised['what']})")
            mending.edits.append(_replaced(mending.text, replaced, f"{feed.row}.{name}", finding.code))
            return True
    return False


def _computed(
    mending: Mending, asked: ast.expr, accessor: str, method: str
) -> tuple[Feed, int, ast.expr] | None:
    """The feed of `post` in `post.comments.count()`, how many names lead there, and what the new name replaces."""
    root, links = links_of(asked)
    names = [link.name for link in links]
    if not isinstance(root, ast.Name) or not names or names[-1] != method:
        return None
    if [one for one in names[:-1] if one != "all"][-1:] != [accessor] or any(link.kind == "index" for link in links):
        return None
    owner = next(link.node for link in links if link.name == accessor)
    feed = mending.feeds.of_object(owner.value) if isinstance(owner, ast.Attribute) else None
    replaced = mending.text.parents.get(asked) if method == "aggregate" else asked
    if method == "aggregate" and not isinstance(replaced, ast.Subscript):
        return None
    if feed is None or not isinstance(replaced, ast.expr) or feed.row != root.id:
        return None
    places = (mending.text.stands_where_it_says(one) for one in (replaced, feed.chain.end))
    return (feed, len(feed.steps) + 1, replaced) if all(places) else None


def _free_name(mending: Mending, wanted: str, lookup: str) -> str:
    name = wanted if wanted not in mending.names else f"{lookup}_{wanted}"
    mending.names.add(name)
    return name


def _replaced(text: CodeText, node: ast.expr, new: str, code: str) -> Edit:
    if code == "exists_in_loop":
        alone = isinstance(text.parents.get(node), STANDS_ALONE)
        new = f"{new} > 0" if alone else f"({new} > 0)"
    return Edit(text.start(node), text.end(node), new)


def drop_unused(mending: Mending, finding: Finding) -> bool:
    """Take a relation that nobody reads out of `select_related()` or `prefetch_related()`."""
    accessor = finding.relation.partition(".")[2]
    calls = [node for node in ast.walk(mending.text.tree)
             if isinstance(node, ast.Call) and name_of(node) == UNUSED[finding.code]]
    return _dropped(mending, [call for call in calls if names_last(call, accessor)], accessor)


def _dropped(mending: Mending, calls: list[ast.Call], name: str) -> bool:
    """Whether the name stands in one call only, and can be taken out of it."""
    if not name or len(calls) != 1 or not mending.text.stands_where_it_says(calls[0]):
        return False
    mending.dropped.setdefault(calls[0], []).append(name)
    return True


def count_in_database(mending: Mending, finding: Finding) -> bool:
    """`len(posts)` becomes `posts.count()`."""
    asked = [node for node in mending.text.on_line(finding.line or 0, ast.Call)
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"]
    for node in asked:
        rows = _listed(node.args[0]) if len(node.args) == 1 else None
        if isinstance(rows, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)) and mending.feeds.of_rows(rows):
            if not mending.text.stands_where_it_says(node):
                return False
            new = mending.text.text(rows).removesuffix(".all()")
            mending.edits.append(Edit(mending.text.start(node), mending.text.end(node), f"{new}.count()"))
            return True
    return False


def _listed(node: ast.expr) -> ast.expr:
    """`list(posts)` is counted as `posts` is."""
    listed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "list" and node.args
    return node.args[0] if listed and isinstance(node, ast.Call) else node


def load_column(mending: Mending, finding: Finding) -> bool:
    """Name the missing column in `only()`, or take it out of `defer()`."""
    column = finding.relation.partition(".")[2]
    for feed in _feeds_of(mending, finding, column):
        only, defer = feed.chain.called("only"), feed.chain.called("defer")
        if not feed.steps and defer and names_last(defer, column):
            return _dropped(mending, [defer], column)
        if not feed.steps and only and mending.text.stands_where_it_says(only):
            mending.wish(feed.chain).only.append(column)
            return True
    return False


def _feeds_of(mending: Mending, finding: Finding, attribute: str) -> Iterator[Feed]:
    for node in mending.text.on_line(finding.line or 0, ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == attribute and (
            feed := mending.feeds.of_object(node.value)
        ):
            yield feed


MENDERS: dict[str, Callable[[Mending, Finding], bool]] = {
    "n_plus_one": load_relation,
    "count_in_loop": compute_in_query,
    "exists_in_loop": compute_in_query,
    "aggregate_in_loop": compute_in_query,
    "deferred_field_in_loop": load_column,
    "unused_prefetch": drop_unused,
    "unused_select_related": drop_unused,
    "len_instead_of_count": count_in_database,
}
