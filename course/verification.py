"""Runs every item of the course that uses a dataset on a version of it, and tells how each fares."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from course import content
from course.datasets import UnknownDataset, live_image
from course.datasets.versions import finish_verification
from course.datasets.work import Work
from course.domain.exercise import Exercise
from course.domain.items import Item, Sample
from course.domain.labs.lab import Lab
from course.domain.lesson import Lesson
from course.domain.problem import Problem
from course.domain.run import DataImage
from course.domain.verification import Outcome, Told, Verified, gravest, outcome_of, tally
from course.evaluation import BrokenExercise
from course.labs import prove_lab
from course.models.audit import AuditEntry
from course.models.dataset import DatasetVersion
from course.project_proofs import prove_project
from course.proofs import prove
from course.sandbox.errors import SandboxBusy, SandboxUnavailable
from course.witnesses import lost_on_hidden, witness

MOST_WAITS = 60
# Where an exercise has one of these, how its wrong answers fare on the hidden data tells nothing new.
ENOUGH = (Outcome.REFERENCE, Outcome.WITNESS)
State = DatasetVersion.State


@dataclass(frozen=True, slots=True)
class Target:
    """What is verified: one item of a lesson, a lesson's final project, or a page of the toolbar lab.

    key: what its result is known by, lesson (a slug or "") and item.
    """

    key: tuple[str, str]
    words: str
    verify: Callable[[DataImage], Verified]


def targets(name: str) -> tuple[list[Target], tuple[Verified, ...]]:
    """Everything that uses a dataset, in the course's order; and the mistakes that keep lessons from being read."""
    course, problems = content.read_course(Path(settings.LESSONS_DIR))
    labs, lab_problems = content.read_labs(Path(settings.LABS_DIR))
    found = [target for lesson in course.lessons for target in targets_of(lesson, name)]
    found += [Target(("", lab.name), f"Lab: {lab.title}", partial(verified_lab, lab))
              for lab in labs if lab.dataset == name]
    told = told_plainly([*problems, *lab_problems])
    return found, (Verified("", "lesson", "", "Lessons", Outcome.UNREADABLE, told),) if told else ()


def targets_of(lesson: Lesson, name: str) -> Iterator[Target]:
    words = f"{lesson.front.number} {lesson.front.title}"
    for item in lesson.items:
        if item.dataset == name:
            yield Target((lesson.slug, item.id), words, partial(verified_item, lesson, item))
    if lesson.front.project and lesson.front.dataset == name:
        yield Target((lesson.slug, "project"), words, partial(verified_project, lesson))


def verify_dataset(version: DatasetVersion) -> tuple[Verified, ...]:
    """How everything fares on a version whose images stand ready, in one go.

    Of a version that waits for it, its page shows how far this is, and may cancel it.
    Raises SandboxUnavailable, SandboxBusy, WorkCancelled; WorkLost where somebody removed the version.
    """
    found, unreadable = targets(version.name)
    work = Work.claimed(version.pk)
    image = DataImage(version.name, version.version)
    results: list[Verified] = []
    for target in found:
        if work:
            note(work, target, results, total=len(found))
        results.append(target.verify(image))
    return (*unreadable, *results)


def verified_item(lesson: Lesson, item: Item | Sample, image: DataImage) -> Verified:
    found = [(outcome_of(item, problem), told_of(item, problem, image)) for problem in problems_of(item, image)]
    if isinstance(item, Exercise) and item.runs_here and not any(outcome in ENOUGH for outcome, _ in found):
        found += told_on_hidden(item, image)
    outcome = gravest(outcome for outcome, _ in found)
    return Verified(item.id, item.kind, lesson.slug, title_of(item), outcome, tuple(told for _, told in found))


def verified_project(lesson: Lesson, image: DataImage) -> Verified:
    told = told_plainly(prove_project(lesson, image))
    outcome = Outcome.STATED if told else Outcome.PASSES
    return Verified("project", "project", lesson.slug, f"{lesson.front.title}: the project", outcome, told)


def verified_lab(lab: Lab, image: DataImage) -> Verified:
    told = told_plainly(prove_lab(lab, image))
    return Verified(lab.name, "lab", "", f"Lab: {lab.title}", Outcome.STATED if told else Outcome.PASSES, told)


def told_plainly(problems: Iterable[Problem]) -> tuple[Told, ...]:
    return tuple(Told(one.file, one.line, one.problem, one.remedy) for one in problems)


def problems_of(item: Item | Sample, image: DataImage) -> Iterator[Problem]:
    try:
        yield from prove(item, image)
    except BrokenExercise as broken:
        yield Problem(item.path, item.line, broken.message, "mend the lesson, or load other data")


def title_of(item: Item | Sample) -> str:
    return item.caption or item.id if isinstance(item, Sample) else item.title


def told_of(item: Item | Sample, problem: Problem, image: DataImage) -> Told:
    return Told(problem.file, problem.line, problem.problem, problem.remedy, witness=witness_of(item, problem, image))


def witness_of(item: Item | Sample, problem: Problem, image: DataImage) -> str:
    """Which row of the live version the new one lacks, where that is why a wrong answer is no longer found out."""
    if not isinstance(item, Exercise) or not problem.about or not problem.about.is_right:
        return ""
    file = next(one for one in item.wrong_answers if one.name == problem.about.file)
    live = other_live_image(image)
    return witness(item, file, live, image) if live else ""


def told_on_hidden(exercise: Exercise, image: DataImage) -> Iterator[tuple[Outcome, Told]]:
    """What the live version's hidden data finds out, and this version's does not."""
    live = other_live_image(image)
    for name, row in lost_on_hidden(exercise, live, image) if live else ():
        if name:
            line = exercise.line_of("wrong", name, "check")
            what, remedy = f"{name} gives the right result on the hidden data", "add rows like the one that is missing"
            yield Outcome.HIDDEN, Told(exercise.path, line, what, remedy, witness=row)
        else:
            what = "the right result on the hidden data is that of the base data: one written down by hand passes"
            remedy = "add rows that the right result leaves out"
            yield Outcome.WITNESS, Told(exercise.file("solution.py"), 1, what, remedy, witness=row)


def other_live_image(image: DataImage) -> DataImage | None:
    """The live version, where it is another one."""
    try:
        live = live_image(image.dataset)
    except UnknownDataset:
        return None
    return live if live.version != image.version else None


def verify_version(work: Work) -> None:
    """Verify what has not been yet, storing each result as it comes, so that the work can be resumed.

    Raises WorkLost, WorkCancelled.
    """
    version = work.version()
    found, unreadable = targets(version.name)
    done = {(result.lesson, result.item): result for result in version.verified if result.item}
    work.save(state=State.VERIFYING, total=len(found))
    image = DataImage(version.name, version.version)
    results = []
    for target in found:
        if target.key not in done:
            note(work, target, done.values())
            try:
                done[target.key] = patiently(target, image, work)
            except SandboxUnavailable as unavailable:
                work.end(state=State.READY, message=f"Not verified: {unavailable.message}"[:300])
                return
        results.append(done[target.key])
    conclude(work, version, [*unreadable, *results])


def note(work: Work, target: Target, results: Iterable[Verified], **more: Any) -> None:
    """Store how far the work is. Raises WorkLost, WorkCancelled."""
    work.save(at=target.words[:200], results=[result.as_json() for result in results], **more)


def patiently(target: Target, image: DataImage, work: Work) -> Verified:
    """Learners come first: where the sandbox is full of their runs, wait. Raises SandboxUnavailable."""
    for _ in range(MOST_WAITS):
        try:
            return target.verify(image)
        except SandboxBusy as busy:
            time.sleep(busy.retry_after)
            work.save()
    raise SandboxUnavailable("the sandbox was busy for too long; verify again later")


@transaction.atomic
def conclude(work: Work, version: DatasetVersion, results: list[Verified]) -> None:
    work.save()
    finish_verification(version, results)
    detail = dict(tally(results))
    AuditEntry.objects.record(version.loaded_by, AuditEntry.Action.VERIFY, str(version).removesuffix(" (live)"), detail)


def stop_cancelled(work: Work) -> None:
    """Let go of work that an instructor cancelled; what was verified stays, so that it can be resumed."""
    version = work.version()
    if version.version:
        message = f"Verification was cancelled after {len(version.results)} of {version.total} items."
        work.end(state=State.READY, message=message)
    else:
        work.end(state=State.FAILED, message="Cancelled before it was checked.")
