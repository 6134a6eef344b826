"""An exercise's solution beside what a learner ran last: asked of the server's own runs, so nothing can be made up."""

from __future__ import annotations

from course.attempts import Learner
from course.datasets import UnknownDataset, live_image
from course.domain.exercise import Exercise
from course.domain.insight.comparison import Footprint, footprint
from course.domain.report import explained
from course.domain.run import DataImage, RunResult
from course.domain.verdict.side_by_side import SideBySide, side_by_side
from course.evaluation import BrokenExercise, reference_run
from course.latest_runs import last_footprint
from course.sandbox.errors import SandboxBusy, SandboxUnavailable


def beside_the_last_run(learner: Learner, exercise: Exercise) -> SideBySide | None:
    """The statements of the learner's last run of the exercise, on today's data, and the solution's. Two queries.

    None where the solution cannot run now; it can still be read.
    """
    try:
        image = live_image(exercise.dataset)
        ours = _solution_on(exercise, image)
    except (SandboxUnavailable, SandboxBusy, UnknownDataset, BrokenExercise):
        return None
    return side_by_side(last_footprint(learner, exercise.id, image.version), ours)


def beside_the_solution(exercise: Exercise, run: RunResult) -> SideBySide | None:
    """The same for an explained run on the base data that was just graded."""
    try:
        return side_by_side(footprint(run), _solution_on(exercise, run.image))
    except (SandboxUnavailable, SandboxBusy, BrokenExercise):
        return None


def _solution_on(exercise: Exercise, image: DataImage) -> Footprint:
    return footprint(explained(reference_run(exercise, image)))
