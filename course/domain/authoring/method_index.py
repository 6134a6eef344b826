"""The index of ORM methods: names with one line each, and the lessons that use them, found in the lessons' own code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course.domain.authoring.fences import fences, prose
from course.domain.authoring.names import Kind, Named, NameGroup
from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Quiz, Sample
from course.domain.lesson import Lesson
from course.domain.program.uses import uses

# A name in a lesson's title says more of what it teaches than ten programs that happen to use it.
IN_TITLE, IN_GOALS, IN_PROSE, IN_CODE = 40, 8, 2, 1
MUCH = 0.6
_SPAN = re.compile(r"(`+)(.+?)\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name and the slugs of lessons: all that use it in order, and the one that says most about it."""

    name: str
    kind: Kind
    named: Named
    lessons: tuple[str, ...]
    main: str = ""

    @property
    def written(self) -> str:
        return {"method": f"{self.name}()", "lookup": f"__{self.name}", "name": self.name}[self.kind]


@dataclass(frozen=True, slots=True)
class GroupIndex:
    """A group with its entries, in the order of the group's names."""

    group: NameGroup
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a lesson says and uses: title and module, goals and summary, the code in its prose, its programs."""

    slug: str
    title: str
    goals: str
    spans: str
    used: Counter[str]


def index_of(groups: Sequence[NameGroup], lessons: Sequence[Lesson]) -> tuple[GroupIndex, ...]:
    """Every name of the groups with the lessons that use it."""
    said = [_said(lesson) for lesson in lessons] if groups else []
    return tuple(
        GroupIndex(group, tuple(_entry(name, group.kind, named, said) for name, named in group.names.items()))
        for group in groups
    )


def _said(lesson: Lesson) -> _Said:
    goals = "\n".join((*lesson.front.goals, lesson.front.summary))
    used: Counter[str] = Counter()
    for code in programs(lesson):
        used.update(uses(code))
    titles = f"{lesson.front.title}; {lesson.front.module}"
    return _Said(lesson.slug, titles, goals, "\n".join(spans(prose(lesson.body))), used)


def _entry(name: str, kind: Kind, named: Named, lessons: Sequence[_Said]) -> IndexEntry:
    weights = {lesson.slug: _weight(name, kind, lesson) for lesson in lessons}
    using = tuple(slug for slug, found in weights.items() if found)
    return IndexEntry(name, kind, named, using, named.lesson if named.lesson in using else _main(weights))


def _main(weights: dict[str, int]) -> str:
    """The first lesson that says nearly as much as the one that says most; later ones build on it."""
    enough = MUCH * max(weights.values(), default=0)
    return next((slug for slug, found in weights.items() if found and found >= enough), "")


def _weight(name: str, kind: Kind, lesson: _Said) -> int:
    """How much a lesson has to do with a name; 0 for nothing."""
    written = mention_of(name, kind)
    goals = lesson.goals if kind == "method" else "\n".join(spans(lesson.goals))
    return (
        IN_TITLE * (kind == "method" and _in_title(name, lesson.title))
        + IN_GOALS * len(written.findall(goals))
        + IN_PROSE * len(written.findall(lesson.spans))
        + IN_CODE * lesson.used[token_of(name, kind)]
    )


def token_of(name: str, kind: Kind) -> str:
    """As `course.domain.program.uses` counts it."""
    return {"method": f".{name}", "lookup": f"__{name}", "name": name}[kind]


def mention_of(name: str, kind: Kind) -> re.Pattern[str]:
    """How prose writes it: `filter()` or `select_related`, `__gte` or `gte`, `Count`."""
    pattern = {"method": rf"\b{name}\(|^\.?{name}$", "lookup": rf"__{name}\b|^{name}$", "name": rf"\b{name}\b"}
    return re.compile(pattern[kind], re.MULTILINE)


def _in_title(name: str, title: str) -> bool:
    """Short names are words of English, too, so they need their brackets."""
    return re.search(rf"\b{name}\(" if len(name) < 8 else rf"\b{name}\b", title) is not None


def spans(text: str) -> list[str]:
    """What stands in backticks."""
    return [span[2] for span in _SPAN.finditer(text)]


def programs(lesson: Lesson) -> Iterator[str]:
    """The code of samples, predictions, proofs, right answers, and Python blocks of the prose."""
    for item in lesson.items:
        yield from _programs_of(item)
    yield from (fence.body for fence in fences(lesson.body) if fence.words[:1] == ["python"])


def _programs_of(item: Item | Sample) -> Iterator[str]:
    match item:
        case Exercise():
            yield from (item.starter, item.solution, *(answer.code for answer in item.also))
        case Prediction() | Sample():
            yield item.code
        case Quiz() | Myth():
            yield from (proof.code for proof in item.proofs)
