"""A lab: a ready page, a view and a template, to be brought down to a budget without changing what it shows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from course.domain.authoring.authored import Identifier, Located, Texts
from course.domain.labs.project import ProjectProblem

Words = Annotated[str, Field(min_length=1)]


class Lab(Located):
    """What stands in `lab.yaml`, and the files beside it.

    order: labs are listed by it, then by name. address: what the page is asked for with. view: the function in
    `view.py`. template: the name by which the view renders `template.html`. budget: most queries, on every variant of
    the data. queries: what the starting code sends on the base data. hints (Markdown): shown one by one. because
    (Markdown): shown once passed. problems: of the starting code, each ticked off once a run no longer shows it.
    """

    name: str = Identifier
    order: int = 100
    dataset: str
    title: Words
    summary: Words
    task: Words
    because: Words
    address: str = Field(pattern=r"^/[a-z0-9/-]*$")
    view: str = Field(pattern=r"^[a-z_][a-z0-9_]*$")
    template: str = Field(pattern=r"^[a-z0-9_]+(/[a-z0-9_]+)*\.html$")
    budget: int = Field(ge=1, le=100)
    queries: int = Field(ge=1)
    hints: Texts = ()
    problems: tuple[ProjectProblem, ...] = ()
    # Filled in by the loader.
    view_code: str
    template_text: str
    solution_view: str
    solution_template: str
