"""A lab: a ready page, a view and a template, to be brought down to a budget without changing what it shows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from course.domain.authored import Identifier, Located

Words = Annotated[str, Field(min_length=1)]


class Lab(Located):
    """What stands in `lab.yaml`, and the files beside it.

    order: labs are listed by it, then by name. address: what the page is asked for with. view: the function in
    `view.py`. template: the name by which the view renders `template.html`. budget: most queries, on every variant of
    the data. because (Markdown): shown once passed.
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
    # Filled in by the loader.
    view_code: str
    template_text: str
    solution_view: str
    solution_template: str
