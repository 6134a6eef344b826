"""What uses a dataset: the items of lessons, a final project, labs; each with a hash of what its author wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from course import content
from course.domain.authoring.authored import Content
from course.domain.items import Item, Sample
from course.domain.labs.lab import Lab
from course.domain.lesson import Lesson
from course.domain.problem import Problem
from course.domain.verification import Outcome, Told, Verified

Key = tuple[str, str]
# Where something stands does not change whether it holds; nor does the very version of Django, but whether it runs.
NOT_WRITTEN = {"path", "line", "lines", "installed"}


@dataclass(frozen=True, slots=True)
class Target:
    """What is verified: one item of a lesson, a lesson's final project, or a page of the toolbar lab.

    key: what its result is known by, lesson (a slug or "") and item. words: the lesson. digest: of what was written.
    """

    key: Key
    words: str
    title: str
    digest: str
    subject: Item | Sample | Lesson | Lab


def targets(name: str) -> tuple[list[Target], tuple[Verified, ...]]:
    """Everything that uses a dataset, in the course's order; and the mistakes that keep lessons from being read."""
    course, problems = content.read_course(Path(settings.LESSONS_DIR))
    labs, lab_problems = content.read_labs(Path(settings.LABS_DIR))
    found = [target for lesson in course.lessons for target in targets_of(lesson, name)]
    found += [target_of(("", lab.name), f"Lab: {lab.title}", f"Lab: {lab.title}", lab)
              for lab in labs if lab.dataset == name]
    told = told_plainly([*problems, *lab_problems])
    return found, (Verified("", "lesson", "", "Lessons", Outcome.UNREADABLE, told),) if told else ()


def targets_of(lesson: Lesson, name: str) -> Iterator[Target]:
    words = f"{lesson.front.number} {lesson.front.title}"
    for item in lesson.items:
        if item.dataset == name:
            yield target_of((lesson.slug, item.id), words, title_of(item), item)
    plan = lesson.front.project
    if plan and lesson.front.dataset == name:
        programs = [exercise for exercise in lesson.exercises if exercise.id == plan.exercise]
        title = f"{lesson.front.title}: the project"
        yield Target((lesson.slug, "project"), words, title, digest_of(plan, *programs), lesson)


def target_of(key: Key, words: str, title: str, subject: Item | Sample | Lab) -> Target:
    return Target(key, words, title, digest_of(subject), subject)


def digest_of(*written: Content) -> str:
    """A hash of what authors wrote; so long that two of a course are never the same."""
    texts = [f"{getattr(one, 'runs_here', True)} {one.model_dump_json(exclude=NOT_WRITTEN)}" for one in written]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:20]


def title_of(item: Item | Sample) -> str:
    return item.caption or item.id if isinstance(item, Sample) else item.title


def told_plainly(problems: Iterable[Problem]) -> tuple[Told, ...]:
    return tuple(Told(one.file, one.line, one.problem, one.remedy) for one in problems)


def changed(name: str, files_digest: str, results: Iterable[Verified]) -> tuple[str, ...]:
    """The titles of what was written, rewritten or taken away since these results; `files_digest`: of the files now."""
    now = _written(name, files_digest, settings.LESSONS_DIR, settings.LABS_DIR)
    then = {(result.lesson, result.item): (result.digest, result.title) for result in results}
    keys = dict.fromkeys((*now, *then))
    return tuple((now.get(key) or then[key])[1] for key in keys if _digest(now, key) != _digest(then, key))


Written = dict[Key, tuple[str, str]]


def _digest(written: Written, key: Key) -> str | None:
    return written[key][0] if key in written else None


@lru_cache(maxsize=8)
def _written(name: str, files_digest: str, *folders: Path | str) -> Written:
    """Digest and title of each target, read once for each state of the files."""
    return {target.key: (target.digest, target.title) for target in targets(name)[0]}
