"""What learners look things up in: the course's words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from course import content
from course.domain.glossary import Term
from course.views.course_map import LessonRow, row_of


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
    rows = (TermRow(term, row_of(term.lesson)) for term in terms)
    letters = [Letter(letter, tuple(group)) for letter, group in groupby(rows, key=_first_letter)]
    return render(request, "course/glossary.html", {"letters": letters, "term_count": len(terms)})


def _first_letter(row: TermRow) -> str:
    return row.term.term[0].upper()
