"""Reads the folder of an exercise: `exercise.yaml` and the programs beside it."""

from __future__ import annotations

from pathlib import Path

import django

from course.content.errors import ContentError
from course.content.files import read_text
from course.content.located_yaml import read_yaml
from course.content.validation import inherited, validate
from course.domain.exercise import AnswerFile, Exercise
from course.domain.problem import Problem

NAMED = ("starter.py", "solution.py")


def read_exercise(folder: Path, lesson: str, dataset: str, problems: list[Problem]) -> Exercise | None:
    """The exercise in `folder`, or None after adding each of its mistakes to `problems`."""
    file = folder / "exercise.yaml"
    before = len(problems)
    programs = _programs(folder, problems)
    if not (folder / "solution.py").exists():
        missing = str(folder / "solution.py")
        problems.append(Problem(missing, 1, "there is no solution.py", "add it, or remove the exercise"))
    try:
        located = read_yaml(read_text(file), str(file))
    except ContentError as error:
        problems.append(error.as_problem())
        return None
    given = {
        "id": folder.name, "lesson": lesson, "path": str(file), "line": 1, "lines": located.lines,
        "installed": django.get_version(),
        "starter": programs.get("starter.py", ""), "solution": programs.get("solution.py", ""),
        "also": _answer_files(programs, "also_"), "wrong_answers": _answer_files(programs, "wrong_"),
        **inherited(located.value, dataset),
    }
    exercise = validate(Exercise, located.value, given, located.lines, str(file), 1, problems)
    if exercise is not None:
        problems.extend(_unmatched(exercise))
    return exercise if len(problems) == before else None


def _answer_files(programs: dict[str, str], prefix: str) -> tuple[AnswerFile, ...]:
    return tuple(AnswerFile(name=name, code=programs[name]) for name in sorted(programs) if name.startswith(prefix))


def _programs(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """Name -> text of each Python file; one that does not compile, or has an unknown name, is a problem."""
    programs = {}
    for file in sorted(folder.glob("*.py")):
        if file.name not in NAMED and not file.name.startswith(("also_", "wrong_")):
            remedy = "name it also_….py (a right answer) or wrong_….py (a wrong one)"
            problems.append(Problem(str(file), 1, f"nothing reads {file.name}", remedy))
            continue
        try:
            programs[file.name] = read_text(file)
            compile(programs[file.name], str(file), "exec", dont_inherit=True)
        except ContentError as error:
            problems.append(error.as_problem())
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            what = getattr(error, "msg", None) or str(error)
            problems.append(Problem(str(file), line, f"this is not Python ({what})", "correct the program"))
    return programs


def _unmatched(exercise: Exercise) -> list[Problem]:
    """Every `wrong_*.py` has its entry in `wrong`, and every entry its file."""
    there = {answer.name for answer in exercise.wrong_answers}
    unnamed = [
        Problem(exercise.file(name), 1, f"`wrong` in exercise.yaml does not name {name}", "add it with check and hint")
        for name in sorted(there - exercise.wrong.keys())
    ]
    missing = [
        Problem(exercise.path, exercise.line_of("wrong", name), f"`wrong` names a missing {name}", "add the file")
        for name in sorted(exercise.wrong.keys() - there)
    ]
    return unnamed + missing
