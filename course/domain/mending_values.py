"""Fixes that let the database compute what a loop, or Python, computed: counts, sums, conditions."""

from __future__ import annotations

import ast
import re

from course.domain.chains import links_of
from course.domain.code_text import UNREADABLE, CodeText, Edit
from course.domain.feeds import Feed
from course.domain.mending_plan import Mending
from course.domain.run import Finding

ANNOTATION = re.compile(r'annotate\((?P<name>\w+)=(?P<what>\w+\("(?P<lookup>\w+)".*\))\)')
COMPUTED = {"count_in_loop": "count", "exists_in_loop": "exists", "aggregate_in_loop": "aggregate"}
AGGREGATES = ("sum", "max", "min")
# Where `post.n > 0` may stand as it is; anywhere else it is put in brackets.
STANDS_ALONE = (ast.If, ast.While, ast.comprehension, ast.Assign, ast.Return, ast.Tuple, ast.List, ast.BoolOp)


def compute_in_query(mending: Mending, finding: Finding) -> bool:
    """`post.comments.count()` in a loop becomes `post.n` of an annotated query."""
    advised = ANNOTATION.fullmatch(finding.fix)
    accessor = finding.relation.partition(".")[2]
    if not advised or not accessor or "..." in finding.fix:
        return False
    for asked in mending.text.on_line(finding.line or 0, ast.Call):
        passed_over = ("all", "filter") if "filter=" in advised["what"] else ("all",)
        found = _computed(mending, asked, accessor, COMPUTED[finding.code], passed_over)
        if found and [*found[0].steps, accessor.removesuffix("_set")] == advised["lookup"].split("__")[: found[1]]:
            feed, _, replaced = found
            name = _free_name(mending, advised["name"], advised["lookup"])
            mending.wish(feed.chain).others.append(f"annotate({name}={advised['what']})")
            mending.edits.append(_replaced(mending.text, replaced, f"{feed.row}.{name}", finding.code))
            return True
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


def _free_name(mending: Mending, wanted: str, lookup: str) -> str:
    name = wanted if wanted not in mending.names else f"{lookup}_{wanted}"
    mending.names.add(name)
    return name


def _replaced(text: CodeText, node: ast.expr, new: str, code: str) -> Edit:
    if code == "exists_in_loop":
        alone = isinstance(text.parents.get(node), STANDS_ALONE)
        new = f"{new} > 0" if alone else f"({new} > 0)"
    return Edit(text.start(node), text.end(node), new)


def count_in_database(mending: Mending, finding: Finding) -> bool:
    """`len(posts)` becomes `posts.count()`."""
    asked = [node for node in mending.text.on_line(finding.line or 0, ast.Call)
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"]
    for node in asked:
        rows = _listed(node.args[0]) if len(node.args) == 1 else None
        if isinstance(rows, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)) and mending.feeds.of_rows(rows):
            new = mending.text.text(rows).removesuffix(".all()")
            compared = _asks_for_any(mending.text, node)
            if compared is not None and finding.fix.endswith(".exists()"):
                return mending.replace(compared, f"{new}.exists()")
            return mending.replace(node, f"{new}.count()")
    return False


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


def _listed(node: ast.expr) -> ast.expr:
    """`list(posts)` is counted as `posts` is."""
    listed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "list" and node.args
    return node.args[0] if listed and isinstance(node, ast.Call) else node




def aggregate_in_database(mending: Mending, finding: Finding) -> bool:
    """`sum(post.views for post in posts)` becomes `posts.aggregate(…)["total"]`."""
    for node in mending.text.on_line(finding.line or 0, ast.Call):
        summed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in AGGREGATES
        rows = node.args[0] if summed and isinstance(node, ast.Call) and len(node.args) == 1 else None
        if isinstance(rows, (ast.GeneratorExp, ast.ListComp)) and _is_expression(finding.fix):
            return mending.replace(node, finding.fix)
    return False


def filter_in_database(mending: Mending, finding: Finding) -> bool:
    """`[… for post in posts if post.published]` becomes `[… for post in posts.filter(published=True)]`."""
    for kind in (ast.ListComp, ast.GeneratorExp, ast.SetComp):
        for node in mending.text.on_line(finding.line or 0, kind):
            parts = node.generators if isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.SetComp)) else []
            if len(parts) == 1 and len(parts[0].ifs) == 1 and _is_expression(finding.fix):
                return _without_condition(mending, parts[0], finding.fix)
    return False


def _without_condition(mending: Mending, loop: ast.comprehension, new: str) -> bool:
    text, condition = mending.text, loop.ifs[0]
    between = text.code[text.end(loop.iter) : text.start(condition)]
    if between.split() != ["if"] or not mending.feeds.of_rows(loop.iter):
        return False
    if not all(text.stands_where_it_says(one) for one in (loop.iter, condition)):
        return False
    mending.edits.append(Edit(text.start(loop.iter), text.end(condition), new))
    return True


def _is_expression(fix: str) -> bool:
    try:
        return "..." not in fix and bool(ast.parse(fix, mode="eval"))
    except UNREADABLE:
        return False
