"""Fixes for `update()` and `delete()` that a loop calls for one row at a time: one call for all of them."""

from __future__ import annotations

import ast
import builtins

from course.domain.mending.plan import Mending
from course.domain.mending.writes import collected, instead_of
from course.domain.program.chains import is_manager, links_of, listed, name_of
from course.domain.program.code_blocks import names_in, outermost_loop, stored_in
from course.domain.program.code_text import CodeText, Edit
from course.domain.run import Finding


def call_for_all(mending: Mending, finding: Finding) -> bool:
    """A loop that does nothing else becomes the one call; any other collects the keys for one after it."""
    for call in mending.at(finding, ast.Call):
        called = isinstance(call, ast.Call) and name_of(call) in ("update", "delete")
        if called and isinstance(call, ast.Call) and isinstance(mending.text.parents[call], ast.Expr):
            return _in_place_of_loop(mending, call, finding.fix) or _after_loop(mending, call, finding)
    return False


def _in_place_of_loop(mending: Mending, call: ast.Call, fix: str) -> bool:
    statement = mending.text.parents[call]
    outer = mending.text.parents[statement]
    inner, loop = (outer, mending.text.parents[outer]) if isinstance(outer, ast.If) else (statement, outer)
    if not isinstance(loop, ast.For) or loop.body != [inner] or loop.orelse:
        return False
    if fix.startswith(("update(", "delete(", "filter(")):
        rows = mending.text.whole(listed(loop.iter)).removesuffix(".iterator()")
        # A manager knows `update()` and `filter()`, and no `delete()`.
        return instead_of(mending, loop, f"{rows if fix == 'delete()' else rows.removesuffix('.all()')}.{fix}")
    known = (stored_in(mending.text.tree) - stored_in(loop)) | set(dir(builtins))
    asked = {name for name in names_in(ast.parse(fix)) if name.islower()} - stored_in(ast.parse(fix))
    return inner is statement and fix[:1].isupper() and asked <= known and instead_of(mending, loop, fix)


def _after_loop(mending: Mending, call: ast.Call, finding: Finding) -> bool:
    """The keys are collected where each call was made."""
    text, loop = mending.text, outermost_loop(mending.text, call)
    if not isinstance(loop, ast.For) or any(isinstance(one, ast.Try) for one in text.ancestors(call)):
        return False
    names = stored_in(loop)
    chosen = _chosen_row(text, call, finding, names)
    if chosen is None or any(names_in(one) & names for one in (*call.args, *(given.value for given in call.keywords))):
        return False
    key, rows = chosen
    name = collected(mending, loop, f"{name_of(call)}d", rows)
    mending.edits.append(Edit(text.start(call), text.end(call), f"{name}.append({key})"))
    return True


def _chosen_row(text: CodeText, call: ast.Call, finding: Finding, names: set[str]) -> tuple[str, str] | None:
    """(its key, the call for all keys): of `vote.delete()`, of `Vote.objects.filter(pk=key).delete()`, and of
    `author.posts.update(…)`."""
    root, links = links_of(call)
    model, _, accessor = finding.relation.partition(".")
    if isinstance(root, ast.Name) and links[0].name == accessor and "__in=values)" in finding.fix:
        return root.id, _escaped(finding.fix).replace("__in=values)", "__in={})", 1)
    if isinstance(root, ast.Name) and [link.name for link in links] == ["delete"]:
        return f"{root.id}.pk", f"{model}.objects.filter(pk__in={{}}).delete()"
    chosen = links[1].node if is_manager(root, links) and len(links) == 3 else None
    if not isinstance(chosen, ast.Call) or name_of(chosen) not in ("filter", "get") or chosen.args:
        return None
    given = [one for one in chosen.keywords if names_in(one.value) & names]
    if len(given) != 1 or not given[0].arg:
        return None
    conditions = ", ".join(f"{one.arg}__in={{}}" if one is given[0] else _escaped(f"{one.arg}={text.text(one.value)}")
                           for one in chosen.keywords)
    called = _escaped(text.code[text.end(chosen) : text.end(call)])
    return text.text(given[0].value), f"{ast.unparse(root)}.objects.filter({conditions}){called}"


def _escaped(text: str) -> str:
    """As `str.format` gives it back."""
    return text.replace("{", "{{").replace("}", "}}")
