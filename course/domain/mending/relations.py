"""Fixes that change what a QuerySet loads: relations and columns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from course.domain.mending.feeds import Feed
from course.domain.mending.links_edited import names_last
from course.domain.mending.plan import Mending
from course.domain.program.chains import KEYS, Chain, manager_chains, name_of
from course.domain.run import Finding

LOADING = re.compile(r'(?P<method>select_related|prefetch_related)\("(?P<lookup>\w+)"\)')
KEY = re.compile(r"\w+\.(?P<key>\w+_id)")
NARROWING = re.compile(r'only\("\w+"(, "\w+")*\)')
UNUSED = {"unused_prefetch": "prefetch_related", "unused_select_related": "select_related"}


def load_relation(mending: Mending, finding: Finding) -> bool:
    """`select_related()` or `prefetch_related()` on the chain that loads the rows."""
    advised = LOADING.fullmatch(finding.fix)
    path = advised["lookup"].split("__") if advised else []
    if not advised or not mending.kept_apart.isdisjoint(path[:-1]):
        return False
    chain = _chain_of_access(mending, finding, path)
    if chain is None or not mending.text.stands_where_it_says(chain.end):
        return False
    getattr(mending.wish(chain), advised["method"]).append(advised["lookup"])
    return True


def read_key(mending: Mending, finding: Finding) -> bool:
    """`post.author.pk` becomes `post.author_id`, which the row holds itself."""
    advised, text = KEY.fullmatch(finding.fix), mending.text
    accessor = finding.relation.partition(".")[2]
    if not advised or advised["key"] != f"{accessor}_id":
        return False
    read = [node for node in mending.at(finding, ast.Attribute)
            if isinstance(node, ast.Attribute) and node.attr in KEYS
            and isinstance(node.value, ast.Attribute) and node.value.attr == accessor]
    return bool(read) and all(mending.replace(node, f"{text.text(node.value)}_id") for node in read)


def _chain_of_access(mending: Mending, finding: Finding, path: list[str]) -> Chain | None:
    """The chain whose rows lead along `path` to what the line reads; else the only one there is."""
    for node in mending.at(finding, ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == path[-1] and not mending.takes_out(node):
            feed = mending.feeds.of_object(node.value)
            chain = feed.chain_to(path) if feed else None
            if chain:
                return chain
    feed = mending.feeds.only_chain(finding.relation.partition(".")[0]) if len(path) == 1 else None
    return feed.chain if feed else None


def drop_unused(mending: Mending, finding: Finding) -> bool:
    """Take a relation that nobody reads out of `select_related()` or `prefetch_related()`."""
    accessor = finding.relation.partition(".")[2]
    calls = [node for node in mending.text.nodes
             if isinstance(node, ast.Call) and name_of(node) == UNUSED[finding.code]]
    return _dropped(mending, [call for call in calls if names_last(call, accessor)], accessor)


def _dropped(mending: Mending, calls: list[ast.Call], name: str) -> bool:
    """Whether the name stands in one call only, and can be taken out of it."""
    if not name or len(calls) != 1 or not mending.text.stands_where_it_says(calls[0]):
        return False
    mending.dropped.setdefault(calls[0], []).append(name)
    return True


def load_column(mending: Mending, finding: Finding) -> bool:
    """Name the missing column in `only()`, or take it out of `defer()`: `body`, or `author__bio` of a joined row."""
    column = finding.relation.partition(".")[2]
    for feed in _feeds_of(mending, finding, column):
        only, defer = feed.chain.called("only"), feed.chain.called("defer")
        if defer and names_last(defer, column):
            return _dropped(mending, [defer], column)
        if only and mending.text.stands_where_it_says(only):
            mending.wish(feed.chain).only.append("__".join([*feed.steps, column]))
            return True
    return _load_key(mending, finding)


def _load_key(mending: Mending, finding: Finding) -> bool:
    """A foreign key that only Django reads, to give prefetched rows to their objects: into the one `only()`."""
    model, _, column = finding.relation.partition(".")
    calls = [node for node in mending.text.nodes if isinstance(node, ast.Call) and name_of(node) == "only"]
    feed = mending.feeds.of_rows(calls[0]) if len(calls) == 1 and column.endswith("_id") else None
    if feed is None or feed.chain.model != model or not mending.text.stands_where_it_says(calls[0]):
        return False
    mending.wish(feed.chain).only.append(column.removesuffix("_id"))
    return True


def _feeds_of(mending: Mending, finding: Finding, attribute: str) -> Iterator[Feed]:
    for node in mending.at(finding, ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == attribute and (
            feed := mending.feeds.of_object(node.value)
        ):
            yield feed


def load_fewer_columns(mending: Mending, finding: Finding) -> bool:
    """`only(…)` on the one chain of the code that loads these rows and names no columns yet."""
    chains = [one for one in manager_chains(mending.text.tree) if one.model == finding.relation.partition(".")[0]]
    if not NARROWING.fullmatch(finding.fix) or len(chains) != 1 or any(map(chains[0].called, ("only", "defer"))):
        return False
    if not mending.text.stands_where_it_says(chains[0].end):
        return False
    mending.wish(chains[0]).others.append(finding.fix)
    return True
