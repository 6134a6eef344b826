"""Fixes for single rows, counts and questions that a loop asks for by a key: one query before the loop for all keys."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from course.domain.mending.feeds import unwrapped
from course.domain.mending.links_edited import quoted
from course.domain.mending.plan import Mending
from course.domain.mending.relations import LOADING
from course.domain.program.bindings import BRACKETS
from course.domain.program.chains import KEYS, links_of, name_of
from course.domain.program.code_blocks import LOOPS, first_use, is_in_brackets, names_in
from course.domain.program.code_text import CodeText
from course.domain.run import Finding


@dataclass(frozen=True, slots=True)
class Asked:
    """`Post.objects.filter(author=key).count()`: of which rows, by which field, for which value."""

    node: ast.Call
    rows: ast.expr
    field: str
    value: ast.expr


def fetch_before_loop(mending: Mending, finding: Finding) -> bool:
    """`Post.objects.get(pk=key)` becomes `by_pk[key]`; `Role.objects.get(pk=person.role_id)` becomes `person.role`."""
    for node, asked in _asked_for_one(mending, finding):
        reading = "{}.get({})" if name_of(node) == "first" else "{}[{}]"
        return _read_the_relation(mending, asked, node) or _fetch_all(mending, asked, node, reading)
    indexed = [node.value for node in mending.at(finding, ast.Subscript) if isinstance(node, ast.Subscript)]
    listed = finding.fix.partition("[:")[0].removesuffix(")")  # with or without a cut
    return _list_first(mending, [rows for rows in indexed if f"list({ast.unparse(rows)}" == listed], finding.fix)


def join_by_key(mending: Mending, finding: Finding) -> bool:
    """`Role.objects.get(pk=person.role_id)` becomes `person.role`, by the path that the advice names."""
    advised = LOADING.fullmatch(finding.fix)
    return bool(advised) and any(_read_the_relation(mending, asked, node, advised)
                                 for node, asked in _asked_for_one(mending, finding))


def _asked_for_one(mending: Mending, finding: Finding) -> Iterator[tuple[ast.Call, Asked]]:
    """`….get(pk=key)` and `….filter(pk=key).first()`."""
    for node in mending.at(finding, ast.Call):
        asked = _asked(node, "get")
        if isinstance(node, ast.Call) and name_of(node) == "first" and isinstance(node.func, ast.Attribute):
            asked = _asked(node.func.value, "filter")
        if isinstance(node, ast.Call) and asked and not _is_tried(mending.text, node) and mending.is_untouched(node):
            yield node, asked


def _list_first(mending: Mending, uses: list[ast.expr], fix: str) -> bool:
    """`posts[place]` reads a list of all that is made before the loop."""
    place = first_use(mending.text, uses[0], names_in(uses[0])) if uses else None
    if place is None:
        return False
    name = mending.new_name("rows")
    mending.put_before(place, f"{name} = {fix}")
    return all(mending.replace(rows, name) for rows in uses)


def _asked(node: ast.expr, method: str) -> Asked | None:
    """A call with one value for one field of its own table."""
    if not isinstance(node, ast.Call) or name_of(node) != method or node.args or len(node.keywords) != 1:
        return None
    given, func = node.keywords[0], node.func
    if not given.arg or "__" in given.arg or not isinstance(func, ast.Attribute):
        return None
    return Asked(node, func.value, given.arg, given.value)


def _is_tried(text: CodeText, node: ast.expr) -> bool:
    """Whether somebody waits for what `get()` raises."""
    return any(isinstance(outer, ast.Try) for outer in text.ancestors(node))


def _read_the_relation(
    mending: Mending, asked: Asked, whole: ast.Call, advised: re.Match[str] | None = None
) -> bool:
    key = asked.value
    if not isinstance(key, ast.Attribute) or not key.attr.endswith("_id") or asked.field not in KEYS:
        return False
    feed, name = mending.feeds.of_object(key.value), key.attr.removesuffix("_id")
    lookup = advised["lookup"] if advised else "__".join([*feed.steps, name]) if feed else ""
    path = lookup.split("__")
    chain = mending.chain_to(feed, path)
    if chain is None or path[-1] != name or ast.unparse(asked.rows).count(".") != 1:
        return False
    getattr(mending.wish(chain), advised["method"] if advised else "select_related").append(lookup)
    return mending.replace_each(whole, f"{mending.text.text(key.value)}.{name}")


def _fetch_all(mending: Mending, asked: Asked, node: ast.expr, reading: str) -> bool:
    """The keys that the loop goes through are all there before it. reading: how one row is taken from all."""
    text, keys = mending.text, _looped_over(mending.text, asked.value)
    if keys is None or not text.stands_where_it_says(keys):
        return False
    place = first_use(text, keys, names_in(asked.rows) | names_in(keys))
    if place is None:
        return False
    name = text.text(keys)
    if not isinstance(keys, ast.Name):
        name = mending.new_name("keys" if asked.field in KEYS else "values")
        mending.put_before(place, f"{name} = {_all_of(text, keys)}")
        mending.replace(keys, name)
    found, rows = mending.new_name(f"by_{asked.field}"), text.whole(asked.rows)
    if asked.field in KEYS:
        mending.put_before(place, f"{found} = {rows}.in_bulk({name})")
    else:
        each = f"{{one.{asked.field}: one for one in {rows}.filter({asked.field}__in={name})}}"
        mending.put_before(place, f"{found} = {each}")
    return mending.replace_each(node, reading.format(found, text.text(asked.value)))


def _all_of(text: CodeText, keys: ast.expr) -> str:
    """Whatever it is, it has to be there twice."""
    is_kept = isinstance(keys, (ast.List, ast.Tuple, ast.Set, ast.ListComp))
    return text.whole(keys) if is_kept else f"list({text.text(keys)})"


def _looped_over(text: CodeText, name: ast.expr) -> ast.expr | None:
    """What the loop around goes through whose own name that is."""
    if not isinstance(name, ast.Name):
        return None
    for outer in text.ancestors(name):
        if isinstance(outer, BRACKETS):
            loops = [(one.target, one.iter) for one in reversed(outer.generators)]
        else:
            loops = [(outer.target, outer.iter)] if isinstance(outer, ast.For) else []
        found = [iterated for target, iterated in loops if isinstance(target, ast.Name) and target.id == name.id]
        if found:
            return found[0]
    return None


def answer_before_loop(mending: Mending, finding: Finding) -> bool:
    """`Profile.objects.filter(member=member).exists()` becomes `member.pk in with_profile`, and a count likewise."""
    method = "exists" if finding.code == "exists_in_loop" else "count"
    for node in mending.at(finding, ast.Call):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or name_of(node) != method:
            continue
        asked = _asked(node.func.value, "filter")
        if asked and f'"{asked.field}"' in finding.fix and mending.is_untouched(node):
            return _answer_all(mending, asked, node, method)
    return False


def _answer_all(mending: Mending, asked: Asked, whole: ast.expr, method: str) -> bool:
    text = mending.text
    place, key = first_use(text, whole, names_in(asked.rows)), _key(mending, asked.value)
    if place is None or not (isinstance(place, LOOPS) or is_in_brackets(text, whole)):
        return False
    rows, field = text.whole(asked.rows), quoted(text, asked.field)
    if method == "count":
        counts = mending.new_name("counts")
        number = f"annotate(n=Count({quoted(text, 'pk')}))"
        mending.put_before(place, f"{counts} = dict({rows}.values_list({field}).{number})")
        return mending.replace_each(whole, f"{counts}.get({key}, 0)")
    known = mending.new_name(f"with_{_model(asked.rows).lower()}")
    mending.put_before(place, f"{known} = set({rows}.values_list({field}, flat=True))")
    outer = text.parents[whole]
    if isinstance(outer, ast.UnaryOp) and isinstance(outer.op, ast.Not):
        return mending.replace(outer, f"{key} not in {known}", compares=True)
    return mending.replace_each(whole, f"{key} in {known}", compares=True)


def _model(rows: ast.expr) -> str:
    root, _ = links_of(rows)
    return root.id if isinstance(root, ast.Name) else "rows"


def _key(mending: Mending, value: ast.expr) -> str:
    """An object is looked up by its key; anything else is one."""
    said = mending.text.text(value)
    return f"{said}.pk" if isinstance(value, ast.Name) and _is_object(mending, value) else said


def _is_object(mending: Mending, name: ast.Name) -> bool:
    """Whether it is a row of a query that gives objects."""
    bound = mending.feeds.binding(name)
    if bound is None or bound.kind != "item" or mending.feeds.of_rows(bound.source) is None:
        return False
    rows: ast.expr = bound.source
    for _ in range(9):
        inner = unwrapped(rows)
        root, links = links_of(inner if inner is not None else rows)
        if any(link.name in ("values", "values_list", "dates", "datetimes") for link in links):
            return False
        kept = mending.feeds.binding(root) if isinstance(root, ast.Name) else None
        if kept is None:
            return True
        rows = kept.source
    return False
