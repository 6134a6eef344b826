"""How the loader tells an author about mistakes."""

from __future__ import annotations

from course.domain.problem import Problem


class ContentError(Exception):
    """One mistake in a lesson: which file and line, what is wrong, what to do."""

    def __init__(self, file: str, line: int, problem: str, remedy: str) -> None:
        self.file, self.line, self.problem, self.remedy = file, line, problem, remedy
        super().__init__(str(self.as_problem()))

    def as_problem(self) -> Problem:
        return Problem(self.file, self.line, self.problem, self.remedy)


class ContentErrors(Exception):
    """Every mistake found in a tree of lessons, as Problems in the order of files and lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def errors(self) -> tuple[ContentError, ...]:
        return tuple(ContentError(p.file, p.line, p.problem, p.remedy) for p in self.problems)
