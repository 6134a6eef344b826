"""A lesson as its author wrote it: front matter, prose with fences, and the items that stand in it."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from course.domain.authoring.authored import Content, Located, Texts
from course.domain.authoring.glossary import Term
from course.domain.authoring.names import NameGroup
from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Quiz, Sample
from course.domain.labs.project import ProjectPlan

FENCE_KINDS = ("exercise", "predict", "quiz", "myth", "run")


class FrontMatter(Content):
    """The head of `lesson.md`. `number` is the curriculum's (`5.1`); `facts` are the ids it teaches.

    Left out, the number comes from the folder's. `prerequisites` are slugs or numbers of other lessons. One lesson of a
    course may be its final `project`, which has a page of its own.
    """

    title: str = Field(min_length=1, max_length=120)
    number: str = Field(default="", pattern=r"^([0-9]+(\.[0-9]+)?)?$")
    module: str = ""
    minutes: int = Field(default=10, ge=1, le=120)
    dataset: str = Field(default="town-library", min_length=1)
    goals: Texts = ()
    prerequisites: Texts = ()
    facts: Texts = ()
    summary: str = ""
    project: ProjectPlan | None = None


class Lesson(Located):
    """One lesson, ready for use; `lines` are those of the front matter.

    `body` is the Markdown after the front matter, from line `body_line` of `path`.

    `items` holds all that stands in the lesson, in order of appearance; the other tuples hold the same by kind.
    diagrams: name -> text of each SVG file beside it; elsewhere: id of an item it links to -> that lesson's slug;
    terms: the words whose first use in its prose links to the glossary.
    """

    slug: str
    folder: str = ""
    body: str
    body_line: int
    front: FrontMatter
    exercises: tuple[Exercise, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    myths: tuple[Myth, ...] = ()
    samples: tuple[Sample, ...] = ()
    items: tuple[Item | Sample, ...] = ()
    diagrams: dict[str, str] = Field(default_factory=dict, repr=False)
    elsewhere: dict[str, str] = Field(default_factory=dict, repr=False)
    terms: tuple[Term, ...] = Field(default=(), repr=False)

    @property
    def graded(self) -> tuple[Item, ...]:
        """The items that have an answer, in order of appearance: all but the live samples."""
        return tuple(item for item in self.items if not isinstance(item, Sample))

    @property
    def tasks(self) -> tuple[Item, ...]:
        """The graded items that can be done here: all but the exercises that need a newer Django."""
        return tuple(item for item in self.graded if item.runs_here or not isinstance(item, Exercise))


class Module(Content):
    """A part of the course, in the order of `course.yaml`, and what a learner can do after it."""

    number: int = Field(ge=1)
    title: str = Field(min_length=1)
    promise: str = ""


class Course(Content):
    """Every lesson in order; ids of items are unique in the whole course.

    modules: as `course.yaml` lists them, else as the lessons name them. facts: every id there is to teach.
    """

    title: str = ""
    promise: str = ""
    strict: bool = False
    modules: tuple[Module, ...] = ()
    facts: frozenset[str] = frozenset()
    lessons: tuple[Lesson, ...] = ()
    glossary: tuple[Term, ...] = ()
    methods: tuple[NameGroup, ...] = ()

    def lessons_of(self, module: Module) -> tuple[Lesson, ...]:
        """The lessons of a module, in order."""
        return tuple(lesson for lesson in self.lessons if lesson.front.module == module.title)

    @property
    def project(self) -> Lesson | None:
        """The lesson that is the final project; None in a course without one."""
        return next((lesson for lesson in self.lessons if lesson.front.project), None)

    @cached_property
    def items_by_id(self) -> dict[str, Item | Sample]:
        """Every item of every lesson by its id."""
        return {item.id: item for lesson in self.lessons for item in lesson.items}

    @property
    def taught(self) -> frozenset[str]:
        """The fact ids that some lesson teaches."""
        return frozenset(fact for lesson in self.lessons for fact in lesson.front.facts)
