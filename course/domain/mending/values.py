"""Fixes that let the database compute what a loop, or Python, computed: counts, sums, conditions."""

from __future__ import annotations

import ast
import re

from course.domain.mending.feeds import Feed, unwrapped
from course.domain.mending.plan import Mending
from course.domain.program.chains import links_of, listed, name_of
from course.domain.program.code_text import CodeText
from course.domain.run import Finding

ANNOTATION = re.compile(
    r'annotate\((?P<name>\w+)=(?P<what>(?:\w+\("(?P<lookup>\w+)"|Subquery\(\w+\.objects\.filter\().*\))\)'
)
COMPUTED = {"count_in_loop": "count", "exists_in_loop": "exists", "aggregate_in_loop": "aggregate"}


def compute_in_query(mending: Mending, finding: Finding) -> bool:
    """`post.comments.count()` in a loop becomes `post.n` of an annotated query."""
    advised = ANNOTATION.fullmatch(finding.fix)
    accessor = finding.relation.partition(".")[2]
    if not advised or not accessor or "..." in finding.fix:
        return False
    for asked in mending.at(finding, ast.Call):
        passed_over = ("all", "filter") if "filter=" in advised["what"] else ("all",)
        found = _computed(mending, asked, accessor, COMPUTED[finding.code], passed_over)
        # A subquery names no path: it belongs to the rows themselves.
        lookup = advised["lookup"] or accessor.removesuffix("_set")
        if found and [*found[0].steps, accessor.removesuffix("_set")] == lookup.split("__")[: found[1]]:
            feed, _, replaced = found
            name = free_annotation(mending, advised["name"], lookup)
            mending.wish(feed.chain).others.append(f"annotate({name}={advised['what']})")
            is_any = finding.code == "exists_in_loop"
            return mending.replace_each(replaced, f"{feed.row}.{name}{' > 0' if is_any else ''}", compares=is_any)
    return False


def _computed(
    mending: Mending, asked: ast.expr, accessor: str, method: str, passed_over: tuple[str, ...]
) -> tuple[Feed, int, ast.expr] | None:
    """The feed of `post` in `post.comments.count()`, how many names lead there, and what the new name replaces."""
    root, links = links_of(asked)
    names = [link.name for link in links]
    if not isinstance(root, ast.Name) or not names or names[-1] != method:
        return None
    if [one for one in names[:-1] if one not in passed_over][-1:] != [accessor]:
        return None
    if any(link.kind == "index" for link in links):
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


def free_annotation(mending: Mending, wanted: str, lookup: str) -> str:
    name = wanted if wanted not in mending.names else f"{lookup}_{wanted}"
    mending.names.add(name)
    return name


def count_in_database(mending: Mending, finding: Finding) -> bool:
    """`len(posts)` becomes `posts.count()`."""
    asked = [node for node in mending.at(finding, ast.Call)
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"]
    for node in asked:
        rows = listed(node.args[0]) if len(node.args) == 1 else None
        bound = mending.feeds.binding(rows) if isinstance(rows, ast.Name) else None
        if bound and unwrapped(bound.source) is not None:
            continue  # a list has been fetched already
        if isinstance(rows, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)) and mending.feeds.of_rows(rows):
            new = mending.text.text(rows)
            new = new if finding.fix.startswith(f"{new}.") else new.removesuffix(".all()")
            compared = _asks_for_any(mending.text, node)
            if compared is not None and finding.fix.endswith(".exists()"):
                return mending.replace(compared, f"{new}.exists()")
            return mending.replace(node, f"{new}.count()")
    return False


def ask_for_any(mending: Mending, finding: Finding) -> bool:
    """`if posts:` becomes `if posts.exists():`, and `bool(posts)` likewise, where nothing else uses their rows."""
    for node in mending.at(finding, ast.expr):
        asked = ast.unparse(node).removesuffix(".all()")
        if f"{asked}.exists()" != finding.fix.replace('"', "'") or not _used_once(mending.text, node):
            continue
        parent = mending.text.parents[node]
        if isinstance(parent, ast.Call) and name_of(parent) == "bool":
            return mending.replace(parent, finding.fix)
        around = mending.text.parents[parent] if isinstance(parent, ast.UnaryOp) else parent
        if isinstance(around, (ast.If, ast.While, ast.IfExp)) and around.test in (node, parent):
            return mending.replace(node, finding.fix)
    return False


def _used_once(text: CodeText, node: ast.expr) -> bool:
    uses = (one for one in text.nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))
    return not isinstance(node, ast.Name) or [one for one in uses if one.id == node.id] == [node]


def _asks_for_any(text: CodeText, node: ast.expr) -> ast.expr | None:
    """`len(posts) > 0`, or `len(posts)` where only its truth matters."""
    parent = text.parents.get(node)
    if isinstance(parent, (ast.If, ast.While, ast.IfExp)) and parent.test is node:
        return node
    if isinstance(parent, ast.Compare) and parent.left is node and len(parent.ops) == 1:
        op, other = parent.ops[0], parent.comparators[0]
        limit = other.value if isinstance(other, ast.Constant) else None
        return parent if (isinstance(op, (ast.Gt, ast.NotEq)) and limit == 0) or (
            isinstance(op, ast.GtE) and limit == 1
        ) else None
    return None
