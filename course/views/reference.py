"""What learners look things up in: the course's words, and the methods of the ORM with the lessons that use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from course import content
from course.domain.authoring.glossary import Term
from course.domain.authoring.method_index import IndexEntry
from course.domain.authoring.names import NameGroup
from course.views.course_map import LessonRow, rows_by_slug

MOST_OTHERS = 12


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word and the lesson that teaches it."""

    term: Term
    lesson: LessonRow | None


@dataclass(frozen=True, slots=True)
class Letter:
    """The words that begin with one letter."""

    letter: str
    rows: tuple[TermRow, ...]


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    terms = content.course().glossary
    if not terms:
        raise Http404("this course has no glossary")
    lessons = rows_by_slug()
    rows = (TermRow(term, lessons.get(term.lesson)) for term in terms)
    letters = [Letter(letter, tuple(group)) for letter, group in groupby(rows, key=_first_letter)]
    return render(request, "course/glossary.html", {"letters": letters, "term_count": len(terms)})


def _first_letter(row: TermRow) -> str:
    return row.term.term[0].upper()


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A name, the lesson that says most about it, and the others that use it, in order."""

    entry: IndexEntry
    main: LessonRow | None
    others: tuple[LessonRow, ...]

    @property
    def is_everywhere(self) -> bool:
        """Whether a list of the others would tell nothing."""
        return len(self.others) > MOST_OTHERS


@dataclass(frozen=True, slots=True)
class MethodTable:
    """The names of one group."""

    group: NameGroup
    rows: tuple[MethodRow, ...]


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    if not content.course().methods:
        raise Http404("this course has no index of methods")
    lessons = rows_by_slug()
    tables = [
        MethodTable(indexed.group, tuple(_method_row(entry, lessons) for entry in indexed.entries))
        for indexed in content.method_index()
    ]
    return render(request, "course/methods.html", {"tables": tables})


def _method_row(entry: IndexEntry, lessons: Mapping[str, LessonRow]) -> MethodRow:
    others = tuple(lessons[slug] for slug in entry.lessons if slug != entry.main)
    return MethodRow(entry, lessons.get(entry.main), others)
