"""The QuerySet chains of a program, each prefix compiled to SQL. Nothing of the program runs but the building of
QuerySets from names and simple values, and no statement is sent.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.models import Manager, QuerySet
from django.db.models.query import RawQuerySet

from sandbox_app.answer import text
from sandbox_app.links import Link, links_of
from sandbox_app.tools.blocked import AsksDatabase, no_statements
from sandbox_app.tools.prefetches import no_relation, prefetches, taken_name
from sandbox_app.tools.program import Scope, made_up, read_program
from sandbox_app.tools.source_text import SourceText

MOST_CHAINS = 20
MOST_STEPS = 20
MESSAGE = 600
GOES_ON = ("queryset", "outer")
CALLABLE = ("dict", "float", "int", "list", "range", "set", "str", "tuple")
SAFE_BUILTINS = {name: getattr(builtins, name) for name in CALLABLE}
# What would run code of the learner's, or wait: an argument made of these has a value only when the code runs.
RUNS_CODE = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Await, ast.NamedExpr, ast.Yield)


def steps(code: str, names: dict[str, Any]) -> dict[str, Any]:
    """{"chains": [{"line", "steps": [step, …]}, …], "truncated"}; `course.domain.insight.steps` has a step's fields.

    Raises what Python's compiler raises.
    """
    reader = ChainReader(SourceText(code))
    with no_statements():
        read_program(ast.parse(code), {**names, "__builtins__": SAFE_BUILTINS}, reader)
    return {"chains": reader.chains[:MOST_CHAINS], "truncated": len(reader.chains) > MOST_CHAINS}


class ChainReader:
    """Told of each expression with the names known there; keeps the chains among them."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.chains: list[dict[str, Any]] = []

    def value(self, node: ast.expr, scope: Scope) -> Any:
        """What an expression makes, or None where that is known only when the code runs."""
        try:
            return evaluated(node, scope)
        except (AsksDatabase, Exception):  # noqa: BLE001  the expression is the learner's
            return None

    def chain(self, node: ast.expr, scope: Scope) -> bool:
        """Keep the chain that this expression is; False when it is none."""
        root, links = links_of(node)
        if not isinstance(root, ast.Name) or root.id not in scope or len(self.chains) > MOST_CHAINS:
            return False
        start = self._start(scope[root.id], links, scope)
        if start is None:
            return False
        found = [self._step(root, links[start - 1] if start else None, scope, first=True)]
        for link in links[start:][:MOST_STEPS]:
            if not self._goes_on(found[-1]["kind"], link.before, scope):
                break
            found.append(self._step(root, link, scope))
        if len(found) > 1 or (start and links[start - 1].is_call):
            self.chains.append({"line": found[0]["line"], "steps": found})
        return True

    def _start(self, value: Any, links: list[Link], scope: Scope) -> int | None:
        """After how many links the chain is a manager or QuerySet for the first time."""
        for number in range(len(links) + 1):
            if number:
                value = self.value(links[number - 1].node, scope)
            if isinstance(value, (Manager, QuerySet)):
                return number
        return None

    def _goes_on(self, kind: str, node: ast.expr, scope: Scope) -> bool:
        """Also after an error where the QuerySet could be built: a later link may mend what cannot be compiled yet."""
        return kind in GOES_ON or (kind == "error" and isinstance(self.value(node, scope), QuerySet))

    def _step(self, root: ast.Name, link: Link | None, scope: Scope, *, first: bool = False) -> dict[str, Any]:
        node: ast.expr = link.node if link else root
        place = self.source.place(root if first or link is None else None, link, node)
        used = [root] if first or link is None else link.arguments
        told = {"message": made_up(used, scope)}
        try:
            return place | described(evaluated(node, scope), link) | told
        except AsksDatabase as asked:
            return place | step("asks", sql=asked.sql, params=asked.params, method=link.name if link else "") | told
        except NameError as error:
            return place | step("unknown", message=str(getattr(error, "name", "") or "")[:MESSAGE])
        except Exception as error:  # noqa: BLE001  FieldError, TypeError …: the learner's mistake is what is shown
            return place | step("error", message=f"{type(error).__name__}: {text(error)[:MESSAGE]}")


def evaluated(node: ast.expr, scope: Scope) -> Any:
    """Raises AsksDatabase, NameError for what only a run can know, and whatever the ORM raises."""
    if any(isinstance(part, RUNS_CODE) for part in ast.walk(node)):
        raise NameError
    return eval(compile(ast.Expression(node), "answer.py", "eval", dont_inherit=True), scope)  # noqa: S307


def described(value: Any, link: Link | None) -> dict[str, Any]:
    method = link.name if link else ""
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, RawQuerySet):
        return step("value", sql=value.raw_query, params=list(value.params or ()), method=method)
    if not isinstance(value, QuerySet):
        return step("value", method=method)
    try:
        sql, params = compiled(value)
    except ValueError as error:
        if "reference to an outer query" not in str(error):
            raise
        return step("outer", method=method)
    told = step("queryset", sql=sql, params=params, method=method, prefetches=prefetches(value))
    return told | {"no_relation": no_relation(value)[:200], "taken": taken_name(value)[:200]}


def compiled(queryset: QuerySet[Any]) -> tuple[str, list[Any]]:
    """The SELECT of a QuerySet; "" where Django knows that no row can match and asks nothing."""
    try:
        sql, params = queryset.all().query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return "", []
    return SQLiteCursorWrapper.convert_query(None, sql), list(params)  # type: ignore[arg-type]


def step(
    kind: str, *, sql: str = "", params: Any = (), method: str = "", message: str = "", prefetches: Any = ()
) -> dict[str, Any]:
    shown = [plain(value) for value in list(params)[:100]]
    return {
        "kind": kind, "sql": sql[:20_000], "params": shown, "method": method, "message": message,
        "prefetches": [str(name)[:200] for name in prefetches][:20],
    }  # fmt: skip


def plain(value: Any) -> Any:
    """A parameter as JSON: long texts are cut, other types are shown as text."""
    if value is None or type(value) in (bool, int, float):
        return value
    return text(value)[:200]
