"""Formulas of query counts: `3`, `N`, `1 + N`, `2*N + 1`; parsed by hand, never evaluated as code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import prod

TOKEN = re.compile(r"\s*(\d+|[+*N])")
MAX_LENGTH = 60


class FormulaError(ValueError):
    """The text is not a formula; the message says where it stops making sense."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A polynomial in N: `coefficients[i]` stands before N to the power i."""

    text: str
    coefficients: tuple[int, ...]

    @property
    def uses_n(self) -> bool:
        """Whether the count depends on N, so on the data."""
        return len(self.coefficients) > 1

    def value(self, n: int | None = None) -> int:
        """The count for `n`; raises FormulaError when the formula needs N and none was given."""
        if self.uses_n and n is None:
            raise FormulaError(f"`{self.text}` needs a value for N")
        return sum(factor * (n or 0) ** power for power, factor in enumerate(self.coefficients))


@cache
def parse_formula(text: str) -> Formula:
    """Read integers, `N`, `+` and `*` (which binds first); raises FormulaError."""
    totals: dict[int, int] = {}
    for product in _sum_of_products(_tokens(text), text):
        power = product.count("N")
        factor = prod(int(operand) for operand in product if operand != "N")
        totals[power] = totals.get(power, 0) + factor
    highest = max((power for power, factor in totals.items() if factor), default=0)
    return Formula(text.strip(), tuple(totals.get(power, 0) for power in range(highest + 1)))


def _tokens(text: str) -> list[str]:
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"a formula has at most {MAX_LENGTH} characters")
    tokens, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise FormulaError(f"`{text[position:].strip()[:20]}` is not a number, `N`, `+` or `*`")
        tokens.append(match[1])
        position = match.end()
    return tokens


def _sum_of_products(tokens: list[str], text: str) -> list[list[str]]:
    """Split at `+`; within a product, operands and `*` must alternate."""
    products: list[list[str]] = [[]]
    operand_expected = True
    for part in tokens:
        is_operand = part not in "+*"
        if is_operand != operand_expected:
            raise FormulaError(f"`{text.strip()}` has {'an operator' if operand_expected else 'a number'} too many")
        if is_operand:
            products[-1].append(part)
        elif part == "+":
            products.append([])
        operand_expected = not is_operand
    if operand_expected:
        raise FormulaError(f"`{text.strip()}` ends too early" if tokens else "a formula is empty")
    return products
