"""Reads `settings.LABS_DIR`: a folder for each lab, with `lab.yaml`, `view.py`, `template.html` and `solution_view.py`.

`solution_template.html` is there only where the solution changes the template.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from course.content.errors import ContentError
from course.content.files import Stamp, read_text, stamp
from course.content.located_yaml import read_yaml
from course.content.validation import validate
from course.domain.labs.lab import Lab
from course.domain.problem import Problem

logger = logging.getLogger(__name__)
FILES = {
    "view_code": "view.py",
    "template_text": "template.html",
    "solution_view": "solution_view.py",
    "solution_template": "solution_template.html",
}


def labs() -> tuple[Lab, ...]:
    """The labs that can be read, in order; the log has the others' mistakes. With DEBUG, read when they change."""
    root = Path(settings.LABS_DIR)
    return _labs(root, stamp(root) if settings.DEBUG else ())


def find_lab(name: str) -> Lab | None:
    return next((lab for lab in labs() if lab.name == name), None)


@lru_cache(maxsize=4)
def _labs(root: Path, _stamp: Stamp) -> tuple[Lab, ...]:
    found, problems = read_labs(root)
    for problem in problems:
        logger.error("a mistake in the labs: %s", problem)
    return found


def read_labs(root: Path) -> tuple[tuple[Lab, ...], list[Problem]]:
    """Every lab below `root` that has no mistake, and the mistakes of the others."""
    problems: list[Problem] = []
    folders = sorted(file.parent for file in root.glob("*/lab.yaml"))
    found = [read_lab(folder, problems) for folder in folders]
    return tuple(sorted(filter(None, found), key=lambda lab: (lab.order, lab.name))), problems


def read_lab(folder: Path, problems: list[Problem]) -> Lab | None:
    """The lab in `folder`, or None after adding each of its mistakes to `problems`."""
    file, before = folder / "lab.yaml", len(problems)
    texts = _texts(folder, problems)
    try:
        located = read_yaml(read_text(file), str(file))
    except ContentError as error:
        problems.append(error.as_problem())
        return None
    given = {"name": folder.name, "path": str(file), "line": 1, "lines": located.lines, **texts}
    lab = validate(Lab, located.value, given, located.lines, str(file), 1, problems)
    return lab if len(problems) == before else None


def _texts(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """Field -> text of its file; a Python file that does not compile is a problem."""
    texts = {}
    for field, name in FILES.items():
        file = folder / (name if field != "solution_template" or (folder / name).exists() else FILES["template_text"])
        try:
            # As the page's form sends it: see `course.forms.LabForm`.
            texts[field] = read_text(file).removesuffix("\n") + "\n"
            if file.suffix == ".py":
                compile(texts[field], str(file), "exec", dont_inherit=True)
        except ContentError as error:
            problems.append(error.as_problem())
            texts[field] = ""
        except (SyntaxError, ValueError) as error:
            line, what = getattr(error, "lineno", None) or 1, getattr(error, "msg", None) or str(error)
            problems.append(Problem(str(file), line, f"this is not Python ({what})", "correct the program"))
    return texts
