"""Python over the attributes of a row, said as the ORM says it: `post.views >= 10` is `views__gte=10`.

Nothing is said where SQL and Python might differ: unknown names, columns that may be NULL under a negation.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, CharField, DateField, Field, Model, TextField

from sandbox_app.hints.words import is_text, unparsed

COMPARISONS: dict[type, str] = {ast.Gt: "gt", ast.GtE: "gte", ast.Lt: "lt", ast.LtE: "lte"}
MIRRORED: dict[type, type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Lt: ast.Gt, ast.LtE: ast.GtE}
OPPOSITES: dict[type, type[ast.cmpop]] = {
    ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
TEXT_METHODS = ("startswith", "endswith")
DATE_PARTS = ("year", "month", "day")
OF_ITS_OWN = (ast.Lambda, ast.Await, ast.NamedExpr)
# Whoever calls these gets another value each time.
CHANGING = ("next", "input", "pop", "popleft", "random", "randint", "randrange", "choice", "uniform")
CONSTANTS = (True, False, None)


class CannotSay(Exception):
    """This expression has no certain translation."""


@dataclass(frozen=True)
class Term:
    """One condition: `key=value`, or its negation."""

    key: str
    value: str
    negated: bool = False


@dataclass(frozen=True)
class Column:
    """A path from the row to one of its own columns or of a row a foreign key leads to. nullable: somewhere on it."""

    lookup: str
    field: Field[Any, Any]
    nullable: bool


class RowWords:
    """Translates expressions over `row`, an object of `model`.

    changing: names whose value the loop changes; texts: names that stand for a text.
    """

    def __init__(self, row: str, model: type[Model], changing: set[str], texts: set[str]) -> None:
        self.row, self.model, self.changing, self.texts = row, model, changing, texts

    def column(self, node: ast.expr) -> Column:
        """Raises CannotSay."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        if not (isinstance(node, ast.Name) and node.id == self.row and names):
            raise CannotSay
        return self._resolved(names)

    def _resolved(self, names: list[str]) -> Column:
        model, nullable = self.model, False
        for place, name in enumerate(names):
            field = model._meta.pk if name == "pk" else _field(model, name)
            nullable = nullable or field.null
            if place == len(names) - 1:
                return Column("__".join(names), field, nullable)
            if not field.is_relation or name != field.name:
                break
            model = field.related_model
        raise CannotSay

    def value(self, node: ast.expr) -> str:
        """An expression that is the same for every row; a column of the row becomes F(). Raises CannotSay."""
        return unparsed(self.number(node))

    def number(self, node: ast.expr) -> ast.expr:
        """The same as an expression. Raises CannotSay."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)):
            return ast.BinOp(self.number(node.left), node.op, self.number(node.right))
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        if self.row in names:
            return ast.Call(ast.Name("F"), [ast.Constant(self.column(node).lookup)], [])
        if names & self.changing or any(_is_of_its_own(part) for part in ast.walk(node)):
            raise CannotSay
        return node

    def fields(self, node: ast.expr) -> list[Field[Any, Any]]:
        """The fields of the row's columns in an expression that `number` can say."""
        if isinstance(node, ast.BinOp):
            return self.fields(node.left) + self.fields(node.right)
        mentions_row = any(isinstance(part, ast.Name) and part.id == self.row for part in ast.walk(node))
        return [self.column(node).field] if mentions_row else []

    def condition(self, tests: list[ast.expr]) -> str:
        """The arguments of `filter()` for all of these tests. Raises CannotSay."""
        if len(tests) == 1 and isinstance(tests[0], ast.BoolOp) and isinstance(tests[0].op, ast.Or):
            return " | ".join(_as_q(self.terms(part)) for part in tests[0].values)
        terms = [term for test in tests for term in self.terms(test)]
        if len({term.key for term in terms}) < len(terms) or any(term.negated for term in terms):
            return _as_q(terms).removeprefix("(").removesuffix(")") if len(terms) > 1 else _as_q(terms)
        return ", ".join(f"{term.key}={term.value}" for term in terms)

    def terms(self, node: ast.expr) -> list[Term]:
        """The conditions that a test is made of, all to be met. Raises CannotSay."""
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
            return [term for part in node.values for term in self.terms(part)]
        if isinstance(node, ast.Compare):
            return self._comparisons(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return [self._opposite(node.operand)]
        if isinstance(node, ast.Call):
            return [self._method(node)]
        return [self._truth(self.column(node))]

    def _truth(self, column: Column) -> Term:
        if isinstance(column.field, BooleanField):
            return Term(column.lookup, "True")
        if column.field.is_relation and not column.lookup.endswith("_id"):
            return Term(f"{column.lookup}__isnull", "False")
        raise CannotSay

    def _opposite(self, node: ast.expr) -> Term:
        """`not post.published`, `not post.views < 10`."""
        if isinstance(node, ast.Compare):
            if len(node.ops) > 1 or type(node.ops[0]) not in OPPOSITES:
                raise CannotSay
            return self._comparison(node.left, OPPOSITES[type(node.ops[0])](), node.comparators[0])
        term = self._truth(self.column(node))
        if not term.key.endswith("__isnull") and self.column(node).nullable:
            raise CannotSay
        return Term(term.key, {"True": "False", "False": "True"}[term.value])

    def _method(self, node: ast.Call) -> Term:
        """`post.title.startswith("A")`."""
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in TEXT_METHODS or len(node.args) != 1:
            raise CannotSay
        column = self.column(node.func.value)
        if not isinstance(column.field, (CharField, TextField)):
            raise CannotSay
        return Term(f"{column.lookup}__{node.func.attr}", self.value(node.args[0]))

    def _comparisons(self, node: ast.Compare) -> list[Term]:
        sides = [node.left, *node.comparators]
        return [self._comparison(left, op, right) for left, op, right in zip(sides, node.ops, sides[1:], strict=False)]

    def _comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Term:
        if isinstance(op, ast.In):
            return self._membership(left, right)
        try:
            column = self._column_or_part(left)
        except CannotSay:
            column, left, right = self._column_or_part(right), right, left
            op = MIRRORED[type(op)]() if type(op) in MIRRORED else op
        if isinstance(right, ast.Constant) and any(right.value is known for known in CONSTANTS):
            return _with_constant(column, op, right.value)
        if type(op) in COMPARISONS:
            return Term(f"{column.lookup}__{COMPARISONS[type(op)]}", self.value(right))
        if isinstance(op, ast.Eq):
            return Term(column.lookup, self.value(right))
        if isinstance(op, ast.NotEq) and not column.nullable:
            return Term(column.lookup, self.value(right), negated=True)
        raise CannotSay

    def _column_or_part(self, node: ast.expr) -> Column:
        """A column, or a part of a date: `post.created.year`."""
        if isinstance(node, ast.Attribute) and node.attr in DATE_PARTS:
            of = self.column(node.value)
            if isinstance(of.field, DateField):
                return Column(f"{of.lookup}__{node.attr}", of.field, of.nullable)
        return self.column(node)

    def _membership(self, left: ast.expr, right: ast.expr) -> Term:
        """`post.pk in keys`, `"django" in post.title`."""
        try:
            column = self.column(left)
        except CannotSay:
            column = self.column(right)
        else:
            if is_text(right) or getattr(right, "id", "") in self.texts:
                raise CannotSay  # a part of a text, and not one of several
            return Term(f"{column.lookup}__in", self.value(right))
        if not isinstance(column.field, (CharField, TextField)):
            raise CannotSay
        return Term(f"{column.lookup}__contains", self.value(left))


def _is_of_its_own(node: ast.AST) -> bool:
    called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
    return isinstance(node, OF_ITS_OWN) or called in CHANGING


def _field(model: type[Model], name: str) -> Any:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        raise CannotSay from None
    if not field.concrete or field.many_to_many:
        raise CannotSay
    return field


def _with_constant(column: Column, op: ast.cmpop, value: bool | None) -> Term:
    same = isinstance(op, (ast.Is, ast.Eq))
    if not same and not isinstance(op, (ast.IsNot, ast.NotEq)):
        raise CannotSay
    if value is None:
        return Term(f"{column.lookup}__isnull", str(same))
    if not isinstance(column.field, BooleanField) or (column.nullable and not same):
        raise CannotSay
    return Term(column.lookup, str(value if same else not value))


def _as_q(terms: list[Term]) -> str:
    parts = [f"{'~' if term.negated else ''}Q({term.key}={term.value})" for term in terms]
    return parts[0] if len(parts) == 1 else f"({' & '.join(parts)})"
