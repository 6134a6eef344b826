"""Runs every item of the course that uses a dataset on a version of it, and tells how each fares."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from course.datasets import UnknownDataset, authored_digest, live_image
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
from course.targets import Key, Target, targets, told_plainly
from course.witnesses import lost_on_hidden, witness

MOST_WAITS = 60
# Where an exercise has one of these, how its wrong answers fare on the hidden data tells nothing new.
ENOUGH = (Outcome.REFERENCE, Outcome.WITNESS)
State = DatasetVersion.State


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
        results.append(verified(target, image))
    return (*unreadable, *results)


def verified(target: Target, image: DataImage) -> Verified:
    """How one target fares on a version. Raises SandboxUnavailable, SandboxBusy."""
    match target.subject:
        case Lesson() as lesson:
            kind, found = "project", stated(prove_project(lesson, image))
        case Lab() as lab:
            kind, found = "lab", stated(prove_lab(lab, image))
        case item:
            kind, found = item.kind, [*found_in(item, image)]
    lesson_slug, name = target.key
    outcome = gravest(outcome for outcome, _ in found)
    return Verified(name, kind, lesson_slug, target.title, outcome, tuple(told for _, told in found), target.digest)


def stated(problems: Iterable[Problem]) -> list[tuple[Outcome, Told]]:
    return [(Outcome.STATED, told) for told in told_plainly(problems)]


def found_in(item: Item | Sample, image: DataImage) -> Iterator[tuple[Outcome, Told]]:
    outcomes = []
    for problem in problems_of(item, image):
        outcomes.append(outcome_of(item, problem))
        yield outcomes[-1], told_of(item, problem, image)
    if isinstance(item, Exercise) and item.runs_here and not any(outcome in ENOUGH for outcome in outcomes):
        yield from told_on_hidden(item, image)


def problems_of(item: Item | Sample, image: DataImage) -> Iterator[Problem]:
    try:
        yield from prove(item, image)
    except BrokenExercise as broken:
        yield Problem(item.path, item.line, broken.message, "mend the lesson, or load other data")


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
    """Verify what has not been yet, or was written anew, storing each result as it comes: the work can be resumed.

    Raises WorkLost, WorkCancelled.
    """
    version, lessons = work.version(), authored_digest()
    found, unreadable = targets(version.name)
    done = still_known(version, found)
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
    conclude(work, version, [*unreadable, *results], lessons)


def still_known(version: DatasetVersion, found: Iterable[Target]) -> dict[Key, Verified]:
    """The results of what has not been written anew since."""
    written = {target.key: target.digest for target in found}
    results = {(result.lesson, result.item): result for result in version.verified}
    return {key: result for key, result in results.items() if written.get(key) == result.digest}


def note(work: Work, target: Target, results: Iterable[Verified], **more: Any) -> None:
    """Store how far the work is. Raises WorkLost, WorkCancelled."""
    work.save(at=target.words[:200], results=[result.as_json() for result in results], **more)


def patiently(target: Target, image: DataImage, work: Work) -> Verified:
    """Learners come first: where the sandbox is full of their runs, wait. Raises SandboxUnavailable."""
    for _ in range(MOST_WAITS):
        try:
            return verified(target, image)
        except SandboxBusy as busy:
            time.sleep(busy.retry_after)
            work.save()
    raise SandboxUnavailable("the sandbox was busy for too long; verify again later")


@transaction.atomic
def conclude(work: Work, version: DatasetVersion, results: list[Verified], lessons: str) -> None:
    work.save()
    finish_verification(version, results, lessons)
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
