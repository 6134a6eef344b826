"""The links of a course's texts: do lessons, exercises and diagrams they name exist?

Anchors inside a page (`#heading`) are known only once it is rendered: see `course.rendering.page_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from course.domain.authoring.fences import prose
from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Quiz, Sample
from course.domain.lesson import Course, Lesson
from course.domain.problem import Problem

_LINK = re.compile(r"(?P<image>!?)\[[^\]]*\]\((?P<target>[^)\s]*)(?:\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"(`+)(?:(?!\1).)*\1", re.DOTALL)
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def link_problems(course: Course) -> Iterator[Problem]:
    """Every link of the lessons' prose, and of the tasks, hints and reasons, that leads nowhere."""
    slugs = {name for lesson in course.lessons for name in (lesson.slug, lesson.folder)}
    ids = {item.id for lesson in course.lessons for item in lesson.items}
    for lesson in course.lessons:
        for target, image, line in links(prose(lesson.body)):
            fault = _fault(target, image, slugs, ids, Path(lesson.path).parent)
            if fault:
                yield Problem(lesson.path, lesson.body_line + line - 1, *fault)
        yield from _problems_of_items(lesson, slugs)


def links(text: str) -> Iterator[tuple[str, bool, int]]:
    """Target, whether it is an image, and line (from 1) of each Markdown link outside code."""
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for link in _LINK.finditer(text):
        yield link["target"], bool(link["image"]), text.count("\n", 0, link.start()) + 1


def linked_items(lesson: Lesson) -> list[str]:
    """The ids that the lesson's prose names in `exercise:` links."""
    targets = (target for target, _image, _line in links(prose(lesson.body)))
    return [target.partition(":")[2].partition("#")[0] for target in targets if target.startswith("exercise:")]


def _problems_of_items(lesson: Lesson, slugs: set[str]) -> Iterator[Problem]:
    here = {item.id for item in lesson.items}
    for item in lesson.items:
        for field, text in _texts(item):
            for target, image, _line in links(text):
                fault = _fault(target, image, slugs, here, None)
                if fault:
                    yield Problem(item.path, item.line_of(*field), *fault)


def _texts(item: Item | Sample) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each Markdown text of an item, by the field that holds it."""
    match item:
        case Exercise():
            yield ("task",), item.task
            yield ("because",), item.because
            yield from ((("hints", index), hint) for index, hint in enumerate(item.hints))
            yield from ((("wrong", name, "hint"), wrong.hint) for name, wrong in item.wrong.items())
        case Prediction():
            yield ("ask",), item.ask
            yield ("because",), item.because
            yield from ((("wrong", index), reason.because) for index, reason in enumerate(item.wrong))
        case Quiz():
            yield ("ask",), item.ask
            for index, choice in enumerate(item.choices):
                yield ("choices", index, "text"), choice.text
                yield ("choices", index, "because"), choice.because
        case Myth():
            yield ("claim",), item.claim
            yield ("because",), item.because
        case Sample():
            yield ("caption",), item.caption


def _fault(target: str, image: bool, slugs: set[str], ids: set[str], folder: Path | None) -> tuple[str, str] | None:
    """What is wrong with a target, and what to do. `folder` is None where diagrams cannot stand."""
    scheme, _, rest = target.partition(":")
    name = rest.partition("#")[0]
    if image:
        return _fault_of_image(scheme, rest, folder)
    if scheme == "lesson" and rest:
        return None if name in slugs else (f"there is no lesson `{name}`", "link to the slug of a lesson that is there")
    if scheme == "exercise" and rest:
        return None if name in ids else (f"there is no exercise `{name}` to link to", "correct the id")
    if _ABSOLUTE.match(target) or target.startswith(("/", "#")):
        return None
    return f"the link `{target}` leads nowhere", "use lesson:slug, exercise:id, #heading, /address or https://…"


def _fault_of_image(scheme: str, name: str, folder: Path | None) -> tuple[str, str] | None:
    if folder is None or scheme != "diagram":
        return "only a lesson's own diagrams can be shown", "write ![what it shows](diagram:name) in lesson.md"
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        return f"`{name}` is no name for a diagram", "use small letters, digits and hyphens"
    if not (folder / f"{name}.svg").is_file():
        return f"there is no {name}.svg beside lesson.md", "add the drawing, or correct its name"
    return None
