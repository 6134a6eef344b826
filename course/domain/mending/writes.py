"""Fixes for rows that a loop writes one by one: one `update()`, `bulk_update()` or `bulk_create()` for all of them.

None of these calls `save()` or sends signals: whoever offers the fix says so.
"""

from __future__ import annotations

import ast
import re

from course.domain.mending.plan import Mending
from course.domain.program.chains import listed, name_of
from course.domain.program.code_blocks import (
    has_comment,
    indentation,
    lines_taken_out,
    outermost_loop,
    statement_of,
)  # fmt: skip
from course.domain.program.code_text import CodeText, Edit
from course.domain.run import Finding

BULK = re.compile(r'bulk_update\(\w+, (?P<columns>\["\w+"(, "\w+")*\])\)')


def save_together(mending: Mending, finding: Finding) -> bool:
    """`post.save()` in a loop: the loop becomes an `update()`, or leaves the saving to one `bulk_update()` after it."""
    text, bulk = mending.text, BULK.fullmatch(finding.fix)
    for saved in mending.at(finding, ast.Call):
        loop = _loop_of(text, saved)
        if loop and bulk:
            return _bulk_updated(mending, saved, loop, finding.relation.partition(".")[0], bulk["columns"])
        if loop and ".update(" in f".{finding.fix}":
            rows = text.whole(listed(loop.iter)).removesuffix(".all()")
            return instead_of(mending, loop, f"{rows}.{finding.fix}")
    return False


def _loop_of(text: CodeText, saved: ast.expr) -> ast.For | None:
    """The loop that has the object of `post.save()` as its own name, where the call is a statement."""
    if not isinstance(saved, ast.Call) or name_of(saved) != "save" or not isinstance(text.parents[saved], ast.Expr):
        return None
    row = saved.func.value if isinstance(saved.func, ast.Attribute) else None
    for outer in text.ancestors(saved):
        if isinstance(outer, ast.For) and isinstance(outer.target, ast.Name) and isinstance(row, ast.Name):
            return outer if outer.target.id == row.id and not outer.orelse else None
    return None


def instead_of(mending: Mending, loop: ast.For, new: str) -> bool:
    start, end = mending.text.start(loop), mending.text.end(loop)
    if has_comment(mending.text, start, end):
        return False
    mending.edits.append(Edit(start, end, new))
    return True


def _bulk_updated(mending: Mending, saved: ast.expr, loop: ast.For, model: str, columns: str) -> bool:
    """A list that every pass saves keeps its name; anything else is collected while the loop goes through it."""
    text, outer, statement = mending.text, outermost_loop(mending.text, saved), statement_of(mending.text, saved)
    if outer is None or statement is None or indentation(text, statement) is None:
        return False
    passes_over = any(isinstance(one, ast.Continue) for one in ast.walk(loop))
    if outer is loop and statement in loop.body and not passes_over and isinstance(loop.iter, ast.Name):
        taken_out, name = lines_taken_out(text, text.start(statement), text.end(statement)), loop.iter.id
        if taken_out is None:
            return False
        mending.edits.append(taken_out)
        mending.put_after(outer, f"{model}.objects.bulk_update({name}, {columns})")
    else:
        name = collected(mending, outer, "changed", f"{model}.objects.bulk_update({{}}, {columns})")
        mending.edits.append(Edit(text.start(saved), text.end(saved), f"{name}.append({text.text(loop.target)})"))
    return True


def collected(mending: Mending, loop: ast.stmt, wanted: str, used: str) -> str:
    """The list that the loop fills, made before it, and used after it in that line; one for each such line."""
    if (loop, used) not in mending.lists:
        name = mending.lists[loop, used] = mending.new_name(wanted)
        mending.put_before(loop, f"{name} = []")
        mending.put_after(loop, used.format(name))
    return mending.lists[loop, used]


def create_together(mending: Mending, finding: Finding) -> bool:
    """`Tag.objects.create(…)` in a loop becomes a `Tag(…)` of a list that one `bulk_create()` gets."""
    text, model = mending.text, finding.relation
    for made in mending.at(finding, ast.Call):
        new = _instance(text, made, model)
        parent = text.parents[made]
        if new and isinstance(parent, ast.ListComp) and parent.elt is made:
            return _created_in_brackets(mending, made, parent, new, model)
        if new and isinstance(parent, ast.Expr):
            return _created_in_loop(mending, made, parent, new, model)
    return False


def _instance(text: CodeText, made: ast.expr, model: str) -> str:
    """`Tag(name=name)` for `Tag.objects.create(name=name)` and for `Tag(name=name).save()`; "" for anything else."""
    func = made.func if isinstance(made, ast.Call) else None
    if not isinstance(made, ast.Call) or not isinstance(func, ast.Attribute):
        return ""
    if func.attr == "create" and ast.unparse(func.value) == f"{model}.objects":
        return f"{model}{text.code[text.end(func) : text.end(made)]}"
    is_new = func.attr == "save" and isinstance(func.value, ast.Call) and name_of(func.value) == model and not made.args
    return text.text(func.value) if is_new else ""


def _created_in_brackets(mending: Mending, made: ast.expr, holder: ast.ListComp, new: str, model: str) -> bool:
    text = mending.text
    if not text.stands_where_it_says(holder):
        return False
    start, end = text.start(holder), text.end(holder)
    mending.edits += [Edit(start, start, f"{model}.objects.bulk_create("), Edit(end, end, ")")]
    return mending.replace(made, new)


def _created_in_loop(mending: Mending, made: ast.expr, statement: ast.Expr, new: str, model: str) -> bool:
    """A loop that does nothing else becomes a list; any other collects what is to be created."""
    text, outer = mending.text, outermost_loop(mending.text, made)
    if outer is None or any(isinstance(one, ast.Try) for one in _up_to(text, made, outer)):
        return False
    if isinstance(outer, ast.For) and outer.body == [statement] and not outer.orelse:
        listed = f"{new} for {text.code[text.start(outer.target) : text.end(outer.iter)]}"
        if "\n" not in listed and instead_of(mending, outer, f"{model}.objects.bulk_create([{listed}])"):
            return True
    name = collected(mending, outer, "created", f"{model}.objects.bulk_create({{}})")
    mending.edits.append(Edit(text.start(made), text.end(made), f"{name}.append({new})"))
    return True


def _up_to(text: CodeText, node: ast.AST, end: ast.AST) -> list[ast.AST]:
    around = text.ancestors(node)
    return around[: around.index(end)]
