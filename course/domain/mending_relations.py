"""Fixes that change what a QuerySet loads: relations, filtered relations, columns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from course.domain.chains import Chain, links_of, manager_chains, name_of
from course.domain.feeds import Feed
from course.domain.links_edited import names_last
from course.domain.mending_plan import Mending
from course.domain.run import Finding

LOADING = re.compile(r'(?P<method>select_related|prefetch_related)\("(?P<lookup>\w+)"\)')
CHOSEN = re.compile(
    r'prefetch_related\((?P<prefetch>Prefetch\("(?P<lookup>\w+)", queryset=.+, to_attr="(?P<name>\w+)"\))\)'
)
NARROWING = re.compile(r'only\("\w+"(, "\w+")*\)')
UNUSED = {"unused_prefetch": "prefetch_related", "unused_select_related": "select_related"}
CHOOSING = ("all", "filter", "exclude", "order_by", "distinct")


def load_relation(mending: Mending, finding: Finding) -> bool:
    """`select_related()` or `prefetch_related()` on the chain that loads the rows."""
    advised = LOADING.fullmatch(finding.fix)
    if not advised:
        return load_chosen(mending, finding)
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


def load_chosen(mending: Mending, finding: Finding) -> bool:
    """`post.tags.filter(…)` in a loop becomes a list that `Prefetch(…, to_attr=…)` fetched for all rows."""
    advised = CHOSEN.fullmatch(finding.fix)
    if not advised:
        return False
    path = advised["lookup"].split("__")
    for asked in mending.text.on_line(finding.line or 0, ast.Call):
        owner = _chosen_from(mending, asked, path[-1])
        chain = _chain_along(mending, owner, path) if owner else None
        if owner and chain and mending.text.stands_where_it_says(chain.end):
            mending.wish(chain).chosen.append((advised["lookup"], advised["prefetch"]))
            return mending.replace(asked, f"{mending.text.text(owner.value)}.{advised['name']}")
    return False


def _chosen_from(mending: Mending, asked: ast.expr, accessor: str) -> ast.Attribute | None:
    """`post.tags` in `post.tags.filter(…)`, where nothing but choosing and sorting follows."""
    parent = mending.text.parents.get(asked)
    _, links = links_of(asked)
    places = [place for place, link in enumerate(links) if (link.kind, link.name) == ("attribute", accessor)]
    if not places or isinstance(parent, (ast.Attribute, ast.Subscript)):
        return None
    after = links[places[-1] + 1 :]
    owner = links[places[-1]].node
    fits = after and all(link.kind == "call" and link.name in CHOOSING for link in after)
    return owner if fits and isinstance(owner, ast.Attribute) else None


def _chain_along(mending: Mending, owner: ast.Attribute, path: list[str]) -> Chain | None:
    feed = mending.feeds.of_object(owner.value)
    return feed.then([owner.attr]).chain_for(path) if feed else None


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


def load_fewer_columns(mending: Mending, finding: Finding) -> bool:
    """`only(…)` on the one chain of the code that loads these rows and names no columns yet."""
    chains = [one for one in manager_chains(mending.text.tree) if one.model == finding.relation.partition(".")[0]]
    if not NARROWING.fullmatch(finding.fix) or len(chains) != 1 or any(map(chains[0].called, ("only", "defer"))):
        return False
    if not mending.text.stands_where_it_says(chains[0].end):
        return False
    mending.wish(chains[0]).others.append(finding.fix)
    return True
