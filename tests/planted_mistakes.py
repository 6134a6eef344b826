"""Single mistakes that can be planted in a tree of lessons: one number, budget, name, link or program changed.

What each must lead to is known before: the file and line at which `check_course` has to say so.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Quiz, Sample
from course.domain.lesson import Course, Lesson

# What a mistake may be about, a program of an exercise or one line of a file.
KINDS = (
    "sample-queries", "sample-output", "sample-raises", "prediction-answer", "prediction-formula", "proof-queries",
    "proof-raises", "proof-shows", "budget", "growth", "rows-fetched", "column", "curriculum", "wrong-check",
    "wrong-raises", "wrong-queries", "wrong-name", "solution-wrong", "solution-slow", "also", "starter",
    "wrong-program", "fact", "prerequisite", "module", "lesson-number", "link", "diagram",
)
WRONG_RESULT = ("same_result", "database_state", "ordered")


@dataclass(frozen=True)
class Mistake:
    """Line `line` of `file` becomes `new`, or the whole file where `line` is 0.

    told_at: the file and the line (0: any) of the problem that it must become; says: what its words must hold.
    """

    kind: str
    lesson: Lesson
    file: Path
    line: int
    new: str
    told_at: tuple[Path, int]
    says: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.lesson.folder}-{self.file.parent.name}-{self.file.name}-{self.line}"

    def told_in(self, problems: list[tuple[str, int, str]], root: Path) -> bool:
        """Whether one of (file, line, words) is the problem, in a copy of the tree at `root`."""
        path, line = self.told_at
        file = str(root / path.relative_to(Path(self.lesson.path).parent.parent))
        return any(at == file and line in (0, number) and self.says in words for at, number, words in problems)

    def plant(self, root: Path) -> None:
        """Make `root` a tree of lessons with this mistake. The other lessons are links to the real ones."""
        real = Path(self.lesson.path).parent.parent
        for entry in real.iterdir():
            if entry.name != self.lesson.folder:
                (root / entry.name).symlink_to(entry)
        copy = shutil.copytree(real / self.lesson.folder, root / self.lesson.folder)
        file = copy / self.file.relative_to(real / self.lesson.folder)
        lines = file.read_text(encoding="utf-8").split("\n")
        lines[self.line - 1 : self.line] = [self.new]
        file.write_text("\n".join(lines) if self.line else self.new, encoding="utf-8")


def mistakes(course: Course) -> Iterator[Mistake]:
    """Every mistake that this module knows to make in the course, in the order of the files."""
    for lesson in course.lessons:
        yield from _in_front_matter(lesson)
        yield from _in_links(lesson)
        for item in lesson.items:
            if item.runs_here:  # what cannot run with this Django is believed as it was recorded
                yield from _in_item(_Changes(lesson, item), item)


def _in_item(changes: _Changes, item: Item | Sample) -> Iterator[Mistake]:
    match item:
        case Sample():
            yield from changes.number("sample-queries", "queries")
            yield from changes.text("sample-raises", "raises", "raises: LookupError")
            yield from _in_output(changes, item)
        case Prediction():
            taken = {int(reason.answer) for reason in item.wrong if reason.answer.isdecimal()}
            yield from changes.number("prediction-answer", "answer", taken=taken)
            yield from changes.number("prediction-formula", "formula")
        case Quiz() | Myth():
            for place in range(len(item.proofs)):
                yield from changes.number("proof-queries", "proofs", place, "queries")
                yield from changes.text("proof-raises", "proofs", place, "raises", "raises: LookupError")
                yield from changes.number("proof-shows", "proofs", place, "shows")
        case Exercise():
            yield from _in_exercise(changes, item)
            yield from _in_programs(changes, item)


@dataclass(frozen=True)
class _Changes:
    """Makes mistakes in the fields of one item; a field that is not there, or not on one line, gives none."""

    lesson: Lesson
    item: Item | Sample

    @property
    def file(self) -> Path:
        return Path(self.item.path)

    def line_of(self, *field: str | int) -> int:
        return self.item.lines.get(".".join(map(str, field)), 0)

    def written(self, line: int) -> str:
        return self.file.read_text(encoding="utf-8").split("\n")[line - 1]

    def number(self, kind: str, *field: str | int, taken: Collection[int] = ()) -> Iterator[Mistake]:
        """The first number of the field's value is one more, or as much more as makes it none of those `taken`."""
        line = self.line_of(*field)
        name, colon, value = self.written(line).partition(": ") if line else ("", "", "")
        if re.search(r"\d", value):
            value = re.sub(r"\d+", lambda found: str(_next(int(found[0]), taken)), value, count=1)
            yield Mistake(kind, self.lesson, self.file, line, f"{name}{colon}{value}", (self.file, line))

    def text(self, kind: str, *field_and_text: str | int) -> Iterator[Mistake]:
        """The field's line becomes another; its indentation and list mark stay."""
        *field, text = field_and_text
        line = self.line_of(*field)
        if line:
            before = re.match(r"[ -]*", self.written(line))
            yield Mistake(kind, self.lesson, self.file, line, f"{before[0] if before else ''}{text}", (self.file, line))

    def replaced(self, kind: str, old: str, new: str, *field: str | int) -> Iterator[Mistake]:
        """A part of the field's line is another."""
        line = self.line_of(*field)
        if line and old in self.written(line):
            yield Mistake(
                kind, self.lesson, self.file, line, self.written(line).replace(old, new, 1), (self.file, line)
            )

    def program(self, kind: str, name: str, code: str, told: tuple[Path, int], says: str = "") -> Mistake:
        return Mistake(kind, self.lesson, self.file.parent / name, 0, code, told, says)


def _next(number: int, taken: Collection[int]) -> int:
    return next(more for more in count(number + 1) if more not in taken)


def _in_output(changes: _Changes, sample: Sample) -> Iterator[Mistake]:
    first = changes.line_of("output")
    if first and sample.output and changes.written(first).rstrip().endswith(("|", "|-")):
        last = first + len(sample.output.rstrip().split("\n"))
        yield Mistake(
            "sample-output", changes.lesson, changes.file, last, changes.written(last) + "0", (changes.file, last)
        )


def _in_exercise(changes: _Changes, exercise: Exercise) -> Iterator[Mistake]:
    yield from changes.number("budget", "budget")
    yield from changes.number("rows-fetched", "checks", "rows_fetched")
    yield from changes.replaced("column", "blog_", "blogs_", "checks", "columns_not_read", 0)
    yield from changes.replaced("curriculum", ": ", ": 9.9x # ", "curriculum")
    yield from changes.text("growth", "growth", "growth: any") if exercise.growth == "flat" else ()
    for name, wrong in exercise.wrong.items():
        field = ("wrong", name)
        if wrong.check:
            other = "same_result" if wrong.check != "same_result" else "max_queries"
            yield from changes.text("wrong-check", *field, "check", f"check: {other}")
        yield from changes.text("wrong-raises", *field, "raises", "raises: LookupError")
        yield from changes.number("wrong-queries", *field, "queries")
        yield from changes.text("wrong-name", *field, f"{name.removesuffix('.py')}_2.py:")


def _in_programs(changes: _Changes, exercise: Exercise) -> Iterator[Mistake]:
    solution = changes.file.parent / "solution.py"
    for other in [file for file in exercise.wrong_answers if exercise.wrong[file.name].check in WRONG_RESULT][:1]:
        yield changes.program("solution-wrong", "solution.py", other.code, (solution, 0))
    for other in [file for file in exercise.wrong_answers if exercise.wrong[file.name].check == "max_queries"][:1]:
        yield changes.program("solution-slow", "solution.py", other.code, (solution, 0))
    yield changes.program("starter", "starter.py", exercise.solution, (changes.file.parent / "starter.py", 0))
    for file in exercise.also:
        told = (changes.file.parent / file.name, 0)
        yield changes.program("also", file.name, exercise.starter, told)
    for file in exercise.wrong_answers:
        line = exercise.line_of("wrong", file.name, "check" if exercise.wrong[file.name].check else "raises")
        yield changes.program("wrong-program", file.name, exercise.solution, (changes.file, line), file.name)


def _in_front_matter(lesson: Lesson) -> Iterator[Mistake]:
    file = Path(lesson.path)
    lines = file.read_text(encoding="utf-8").split("\n")
    for kind, field, old, new in (
        ("fact", "facts", r"(\d{3})-\d\d", r"\1-99"),
        ("prerequisite", "prerequisites", r"\[(\S+?)([,\]])", r"[no-\1\2"),
        ("module", "module", r"$", " and more"),
        ("lesson-number", "number", r"\d\.\d", "9.9"),
    ):
        line = lesson.lines.get(field, 0)
        changed = re.sub(old, new, lines[line - 1], count=1) if line else ""
        if line and changed != lines[line - 1]:
            yield Mistake(kind, lesson, file, line, changed, (file, line))


def _in_links(lesson: Lesson) -> Iterator[Mistake]:
    file = Path(lesson.path)
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        for kind, mark in (("link", "](lesson:"), ("item-link", "](exercise:"), ("diagram", "](diagram:")):
            if mark in line:
                yield Mistake(kind, lesson, file, number, line.replace(mark, f"{mark}no-", 1), (file, number))


