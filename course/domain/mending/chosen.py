"""Fixes for a relation of which a loop reads some rows, or some values: read what has been prefetched."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from course.domain.mending.plan import Mending
from course.domain.program.chains import Link, links_of, name_of
from course.domain.run import Finding

CHOSEN = re.compile(
    r'prefetch_related\((?P<prefetch>Prefetch\("(?P<lookup>\w+)", queryset=.+, to_attr="(?P<name>\w+)"\))\)'
)
READ = re.compile(r"\w+\.(?P<name>\w+)(?P<all>\.all\(\))?")
CHOOSING = ("all", "filter", "exclude", "order_by", "distinct")


def load_chosen(mending: Mending, finding: Finding) -> bool:
    """`post.tags.filter(…)` in a loop becomes a list that `Prefetch(…, to_attr=…)` fetched for all rows."""
    advised = CHOSEN.fullmatch(finding.fix)
    if not advised:
        return _read_prefetched(mending, finding)
    path, ends = advised["lookup"].split("__"), advised["prefetch"].partition(", to_attr")[0]
    for asked in asked_on(mending, finding):
        owner = _chosen_from(mending, asked, path[-1], cut=ends.endswith("]"))
        chain = mending.chain_to(mending.feeds.of_object(owner.value), path) if owner else None
        if owner and chain:
            mending.wish(chain).chosen.append((advised["lookup"], advised["prefetch"]))
            return mending.replace_each(asked, read_from(asked, f"{mending.text.text(owner.value)}.{advised['name']}"))
    return False


def asked_on(mending: Mending, finding: Finding) -> Iterator[ast.expr]:
    """The calls and slices on the line; then those that a name on it stands for."""
    for kind in (ast.Call, ast.Subscript):
        yield from mending.at(finding, kind)
    for name in mending.at(finding, ast.Name):
        bound = mending.feeds.binding(name) if isinstance(name, ast.Name) else None
        if bound and bound.kind == "value":
            yield bound.source


def read_from(asked: ast.expr, kept: str) -> str:
    """What is asked for, read from the list: of `first()` its one row, or None."""
    is_first = isinstance(asked, ast.Call) and name_of(asked) == "first"
    return f"next(iter({kept}), None)" if is_first else kept


def _chosen_from(mending: Mending, asked: ast.expr, accessor: str, *, cut: bool) -> ast.Attribute | None:
    """`post.tags` in `post.tags.filter(…)`, where nothing but choosing and sorting follows, and a cut at the end."""
    parent = mending.text.parents.get(asked)
    _, links = links_of(asked)
    places = [place for place, link in enumerate(links) if (link.kind, link.name) == ("attribute", accessor)]
    if not places or (isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is asked):
        return None
    after, owner = links[places[-1] + 1 :], links[places[-1]].node
    return owner if after and only_choose(after, cut=cut) and isinstance(owner, ast.Attribute) else None


def only_choose(links: Sequence[Link], *, cut: bool) -> bool:
    """Whether they do nothing but choose and sort, and cut at the end where the rows are to be cut."""
    ends = cut and bool(links) and (links[-1].kind == "index" or links[-1].name == "first")
    return all(link.kind == "call" and link.name in CHOOSING for link in (links[:-1] if ends else links))


def _read_prefetched(mending: Mending, finding: Finding) -> bool:
    """`post.tags.all()` becomes `post.chosen`, where the rows lie; `post.tags.values_list("name", flat=True)` reads the
    rows of `post.tags.all()`."""
    advised, accessor = READ.fullmatch(finding.fix), finding.relation.partition(".")[2]
    for asked in mending.at(finding, ast.Call) if advised else ():
        owner = asked.func.value if isinstance(asked, ast.Call) and isinstance(asked.func, ast.Attribute) else None
        if not isinstance(asked, ast.Call) or not isinstance(owner, ast.Attribute) or owner.attr != accessor:
            continue
        if advised and not advised["all"] and name_of(asked) == "all":
            mending.kept_apart.add(accessor)
            return mending.replace(asked, f"{mending.text.text(owner.value)}.{advised['name']}")
        column = _one_column(asked)
        if advised and advised["all"] and column:
            return mending.replace(asked, f"[row.{column} for row in {mending.text.text(owner)}.all()]")
    return False


def _one_column(asked: ast.Call) -> str:
    """`name` in `values_list("name", flat=True)`; "" for anything else."""
    first = asked.args[0] if len(asked.args) == 1 else None
    flat = [(one.arg, getattr(one.value, "value", None)) for one in asked.keywords] == [("flat", True)]
    plain = isinstance(first, ast.Constant) and str(first.value).isidentifier() and "__" not in str(first.value)
    return str(getattr(first, "value", "")) if name_of(asked) == "values_list" and flat and plain else ""
