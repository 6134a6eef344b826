"""An author's mistake as a value: where it stands, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """A wrong answer that a problem is about: its file, what is said of it and does not hold (`check`, `raises`,
    `queries` or `hint`), and whether it is right on the data."""

    file: str
    said: str
    is_right: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`file` is a path as the loader knows it (absolute), `line` starts at 1. about: for whoever asks what it means."""

    file: str
    line: int
    problem: str
    remedy: str
    about: Answer | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}, {self.remedy}"

    def told(self) -> dict[str, str | int]:
        """As the contract tells it, JSON-ready."""
        return {"file": self.file, "line": self.line, "problem": self.problem, "remedy": self.remedy}
