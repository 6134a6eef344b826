"""Python expressions as text, in the quotes this course writes, and those that are texts."""

from __future__ import annotations

import ast
import re

_SINGLE_QUOTED = re.compile(r"'([^'\"\\]*)'")


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def unparsed(node: ast.AST) -> str:
    """The expression on one line, its texts in double quotes where that changes nothing."""
    text = ast.unparse(ast.fix_missing_locations(node))
    return text if '"' in text else _SINGLE_QUOTED.sub(r'"\1"', text)
