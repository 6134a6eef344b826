"""Reads a YAML file at the root of the lessons that holds one list, such as the glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from course.content.errors import ContentError
from course.content.files import read_text
from course.content.located_yaml import LocatedYaml, read_yaml
from course.content.validation import validate
from course.domain.authoring.authored import Located
from course.domain.problem import Problem

Entry = TypeVar("Entry", bound=Located)


def read_list(file: Path, field: str, model: type[Entry], problems: list[Problem]) -> list[Entry]:
    """The entries of the list `field` in order; [] where there is no such file. Mistakes are added to `problems`."""
    if not file.exists():
        return []
    try:
        located = read_yaml(read_text(file), str(file))
    except ContentError as error:
        problems.append(error.as_problem())
        return []
    written = located.value.get(field) if isinstance(located.value, dict) else None
    if not isinstance(written, list):
        remedy = f"write `{field}:`, then one entry each, beginning with `- `"
        problems.append(Problem(str(file), 1, f"there is no list of `{field}`", remedy))
        return []
    places = ((f"{field}.{number}", fields) for number, fields in enumerate(written))
    read = [_entry(fields, start, located, str(file), model, problems) for start, fields in places]
    return [entry for entry in read if entry is not None]


def _entry(
    fields: Any, start: str, located: LocatedYaml, file: str, model: type[Entry], problems: list[Problem]
) -> Entry | None:
    inside = [(path, line) for path, line in located.lines.items() if path.startswith(f"{start}.")]
    lines = {path.removeprefix(f"{start}."): line for path, line in inside}
    line = located.lines[start]
    return validate(model, fields, {"path": file, "line": line, "lines": lines}, lines, file, line, problems)
