"""YAML as plain values that remember the line of each field. Safe: no tags, no anchors, no objects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from course.content.errors import ContentError

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT, _BOOL, _NULL, _TEXT = (f"tag:yaml.org,2002:{name}" for name in ("int", "bool", "null", "str"))
_ALLOWED = "use plain text, numbers, true, false, lists and mappings"


class _Loader(_BASE):  # type: ignore[misc]
    """Reads `5.1`, `no` and dates as the text they are: authors mean lesson numbers and words."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver(_INT, re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false|True|False)$"), list("tTfF"))
_Loader.add_implicit_resolver(_NULL, re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


@dataclass
class LocatedYaml:
    """`value`: dicts (keys always text), lists, str, int, bool, None. `lines`: dotted field path -> line of it."""

    value: Any
    lines: dict[str, int] = field(default_factory=dict)


def read_yaml(text: str, file: str, first_line: int = 1) -> LocatedYaml:
    """Read one document whose first line is `first_line` of `file`. Raises ContentError at the offending line."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise _not_yaml(error, file, first_line) from None
    finally:
        loader.dispose()
    located = LocatedYaml(None)
    located.value = _Builder(file, first_line, located.lines).build(node, ())
    return located


def _not_yaml(error: yaml.YAMLError, file: str, first_line: int) -> ContentError:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    remedy = "check indentation and colons; put a text that holds `: ` or ` #` on lines of its own, after `>-`"
    return ContentError(file, first_line + (mark.line if mark else 0), f"this is not YAML ({what})", remedy)


@dataclass
class _Builder:
    file: str
    first_line: int
    lines: dict[str, int]
    seen: set[int] = field(default_factory=set)

    def build(self, node: yaml.Node | None, path: tuple[str, ...]) -> Any:
        if node is None:
            return None
        if path:
            self.lines.setdefault(".".join(path), self.line(node))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if id(node) in self.seen:
            raise self.error(node, "a YAML alias stands here", "write the value out again")
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, str(index))) for index, child in enumerate(node.value)]
        return self.mapping(node, path)

    def mapping(self, node: yaml.Node, path: tuple[str, ...]) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.error(key, "the name of a field is not a word", _ALLOWED)
            if key.value in built:
                raise self.error(key, f"`{key.value}` is given twice", "keep one of them")
            self.lines[".".join((*path, key.value))] = self.line(key)
            built[key.value] = self.build(value, (*path, key.value))
        return built

    def scalar(self, node: yaml.ScalarNode) -> str | int | bool | None:
        text: str = node.value
        if node.tag == _INT:
            return int(text)
        if node.tag == _BOOL:
            return text.lower() == "true"
        if node.tag == _NULL:
            return None
        if node.tag != _TEXT:
            raise self.error(node, f"the tag `{node.tag}` is not allowed", _ALLOWED)
        return text

    def line(self, node: yaml.Node) -> int:
        line: int = node.start_mark.line
        return self.first_line + line

    def error(self, node: yaml.Node, problem: str, remedy: str) -> ContentError:
        return ContentError(self.file, self.line(node), problem, remedy)
