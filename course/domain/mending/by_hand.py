"""Fixes for a relation that a loop follows by hand: `Post.objects.filter(author=author)` for each author."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from course.domain.mending.chosen import CHOSEN, asked_on, only_choose, read_from
from course.domain.mending.feeds import Feed
from course.domain.mending.plan import Mending
from course.domain.mending.relations import LOADING
from course.domain.mending.values import ANNOTATION, COMPUTED, free_annotation
from course.domain.program.chains import KEYS, Link, is_manager, links_of
from course.domain.run import Finding


@dataclass(frozen=True, slots=True)
class ByHand:
    """A chain that chooses the rows of one object. links: those after `Post.objects`; alone: no other condition."""

    row: ast.Name
    feed: Feed
    links: list[Link]
    alone: bool


def load_by_hand(mending: Mending, finding: Finding) -> bool:
    """`Post.objects.filter(author=author)` becomes `author.posts.all()`, or the list that a Prefetch() fetched."""
    whole, chosen = LOADING.fullmatch(finding.fix), CHOSEN.fullmatch(finding.fix)
    path = (whole or chosen or {"lookup": ""})["lookup"].split("__")
    for asked in asked_on(mending, finding):
        found = _by_hand(mending, asked)
        chain = mending.chain_to(found.feed, path) if found else None
        if found is None or chain is None:
            continue
        if whole and found.alone and all(link.name in ("filter", "all") for link in found.links):
            mending.wish(chain).prefetch_related.append(whole["lookup"])
            return mending.replace_each(asked, f"{found.row.id}.{path[-1]}.all()")
        if chosen and only_choose(found.links, cut=chosen["prefetch"].partition(", to_attr")[0].endswith("]")):
            mending.wish(chain).chosen.append((chosen["lookup"], chosen["prefetch"]))
            return mending.replace_each(asked, read_from(asked, f"{found.row.id}.{chosen['name']}"))
    return False


def _by_hand(mending: Mending, asked: ast.expr) -> ByHand | None:
    root, links = links_of(asked)
    parent = mending.text.parents.get(asked)
    if not is_manager(root, links) or (isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is asked):
        return None
    given = [keyword.value for link in links if link.name == "filter" and isinstance(link.node, ast.Call)
             for keyword in link.node.keywords]
    rows = [row for value in given if isinstance(row := _without_key(value), ast.Name)]
    feed = mending.feeds.of_object(rows[0]) if len(rows) == 1 else None
    return ByHand(rows[0], feed, links[1:], len(given) == 1) if feed else None


def _without_key(value: ast.expr) -> ast.expr:
    """`author` of `author.pk`."""
    return value.value if isinstance(value, ast.Attribute) and value.attr in KEYS else value


def compute_by_hand(mending: Mending, finding: Finding) -> bool:
    """`Post.objects.filter(author=author).count()` becomes `author.n` of an annotated query."""
    advised = ANNOTATION.fullmatch(finding.fix)
    accessor, method = finding.relation.partition(".")[2], COMPUTED[finding.code]
    if not advised or not accessor or "..." in finding.fix or advised["lookup"] != accessor.removesuffix("_set"):
        return False
    for asked in mending.at(finding, ast.Call):
        found = _by_hand(mending, asked)
        chain = mending.chain_to(found.feed, [accessor]) if found else None
        if found and chain and found.links[-1].name == method and found.feed.row == found.row.id:
            name = free_annotation(mending, advised["name"], advised["lookup"])
            mending.wish(chain).others.append(f"annotate({name}={advised['what']})")
            is_any = method == "exists"
            return mending.replace_each(asked, f"{found.row.id}.{name}{' > 0' if is_any else ''}", compares=is_any)
    return False
