"""What the result of a lab says in words."""

from __future__ import annotations

from typing import Any

from django import template

from course.domain.grading import Verdict
from course.templatetags.course_html import counted
from course.templatetags.course_result import STOPPED_WORDS, TONES

register = template.Library()


@register.filter
def lab_tone(outcome: Any) -> str:
    """`good`, `slow` or `bad`: which colours support the words."""
    return TONES[outcome.grade.verdict]


@register.filter
def lab_words(outcome: Any) -> str:
    """The verdict as one sentence, such as `Same page, 301 queries, budget 3: slow`."""
    run, verdict = outcome.run, outcome.grade.verdict
    count = counted(run.query_count, "query")
    if run.error is not None:
        return f"{run.error.type}{error_place(outcome)}, after {count}"
    if verdict in (Verdict.LIMIT, Verdict.ERROR):
        return f"{STOPPED_WORDS[run.status]}, after {count}"
    if verdict is Verdict.PASSED:
        return f"Passed: the same page, {count}, budget {outcome.budget}"
    elsewhere = "" if any(check.variant == "base" for check in outcome.failed_checks) else ", on other data"
    if verdict is Verdict.SLOW:
        return f"Same page, {count}, budget {outcome.budget}: slow{elsewhere}"
    return f"Not the same page{elsewhere}, {count}"


@register.filter
def error_place(outcome: Any) -> str:
    """` on line 4 of the template`, or nothing where no line is known."""
    if outcome.page.template_line:
        return f" on line {outcome.page.template_line} of the template"
    return f" on line {outcome.run.error.line} of the view" if outcome.run.error.line else ""
