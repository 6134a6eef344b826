"""The grid of a class: a row for each learner, a column for each exercise of a module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from course.domain.exercise import Exercise
from course.domain.standing import Figures, Standing, duration
from course.models.classroom import Membership


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one learner is with one exercise; `standing` is None where they have not tried it."""

    standing: Standing | None

    @property
    def state(self) -> str:
        if self.standing is None:
            return "untried"
        return "passed" if self.standing.passed else "tried"

    @property
    def words(self) -> str:
        """What a screen reader says."""
        standing = self.standing
        if standing is None:
            return "not tried"
        best = "" if standing.best is None else f", best {_counted(standing.best, 'query', 'queries')}"
        if standing.tries_to_pass is None:
            return f"tried {_times(standing.tries)}{best}"
        return f"passed after {_counted(standing.tries_to_pass, 'attempt', 'attempts')}{best}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A learner and their cells, in the order of the columns."""

    membership: Membership
    cells: tuple[Cell, ...]

    @property
    def passed(self) -> int:
        return sum(cell.state == "passed" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """An exercise and its figures over the learners."""

    exercise: Exercise
    figures: Figures

    @property
    def time_to_pass(self) -> str:
        seconds = self.figures.median_seconds
        return "" if seconds is None else duration(seconds)

    @property
    def tries_to_pass(self) -> str:
        tries = self.figures.median_tries
        return "" if tries is None else f"{tries:g}"


def grid_rows(
    memberships: Iterable[Membership], exercises: tuple[Exercise, ...], standings: Iterable[Standing]
) -> tuple[GridRow, ...]:
    by_place = {(one.learner, one.exercise): one for one in standings}
    return tuple(
        GridRow(member, tuple(Cell(by_place.get((member.user_id, exercise.id))) for exercise in exercises))
        for member in memberships
    )


def exercise_rows(exercises: Iterable[Exercise], found: Mapping[str, Figures]) -> tuple[ExerciseRow, ...]:
    return tuple(ExerciseRow(exercise, found.get(exercise.id, Figures())) for exercise in exercises)
