"""Filters of the panels that tell of growth, plans, chains and the timeline."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from course import rendering
from course.domain.grading import CheckResult
from course.domain.insight.growth import Growth, graded
from course.domain.insight.plan import StatementPlan
from course.domain.insight.plan_words import field_words
from course.domain.insight.sql_parts import SqlPart
from course.domain.insight.steps import Steps
from course.domain.insight.timeline import Timeline
from course.domain.insight.timeline_listing import Happening, listing, summary
from course.domain.run import QueryGroup, RunResult
from course.rendering.charts import growth_svg
from course.templatetags.course_html import counted

register = template.Library()

DEEPEST = 4
DEEPEST_INDENT, BLANKS_A_LEVEL = 6, 4
LEADING_BLANKS = re.compile(r'<span class="w">( +)</span>|( +)')
GROWTH_LEADS = {
    "constant": "However much data there is, the number of queries stays the same.",
    "linear": "Twice as much data means about twice as many of the queries that grow.",
    "product": "Twice as much data means about four times as many of the queries that grow.",
}
NUMBER_BEFORE = re.compile(r"^[\d,]+ (of [\d,]+ )?")
GROWTH_TONES = {"constant": "good", "linear": "slow", "product": "slow"}


@register.filter
def growth_tone(kind: str) -> str:
    return GROWTH_TONES.get(kind, "plain")


@register.filter
def growth_lead(growth: Growth) -> str:
    """What the verdict means; the numbers stand around it."""
    return GROWTH_LEADS.get(growth.kind, growth.sentence)


@register.filter
def graded_growth(check: CheckResult) -> Growth:
    """What the grade has measured, on the data as it is and doubled."""
    return graded([(point.scale, point.queries) for point in check.growth])


@register.filter
def has_gaps(growth: Growth) -> bool:
    """Whether some count of a group is not known."""
    return any(None in group.counts for group in growth.groups)


@register.filter
def growth_chart(growth: Growth, name: str) -> SafeString:
    return growth_svg(growth, f"growth-of-{name}")


@register.filter
def laid_out(sql: str) -> str:
    return rendering.format_sql(sql)


@register.filter
def group_of(run: RunResult, number: int) -> QueryGroup:
    return run.groups[number]


@register.filter
def depth(number: int) -> int:
    """How far a sentence of a plan is moved in."""
    return min(number, DEEPEST)


@register.filter
def plan_words(plans: Any) -> str:
    """How many queries read a whole table (of an insight.Plans)."""
    if plans.problem or not plans.plans:
        return plans.problem or "The code sent no query that can be planned."
    if not plans.full_scans:
        return "No query reads a whole table." if len(plans.plans) > 1 else "The query reads no whole table."
    all_of_them = plans.full_scans == len(plans.plans)
    if all_of_them and plans.full_scans == 1:
        return "The query reads a whole table."
    reads = "reads" if plans.full_scans == 1 else "read"
    return f"{plans.full_scans} of {len(plans.plans)} kinds of query {reads} a whole table."


@register.filter
def what_if_words(found: Any) -> str:
    """The outcome of an insight.WhatIf in one sentence."""
    if found.problem:
        return found.problem
    index = f"`{found.table} ({', '.join(found.columns)})`"
    if found.used:
        return f"With an index on {index} SQLite {_gain(found.before, found.after)}."
    return f"An index on {index} would change nothing: SQLite would not use it for this query."


def _gain(before: StatementPlan, after: StatementPlan) -> str:
    """What becomes better from one plan to the other."""
    sorts = [sum(step.kind == "sort" for step in plan.steps) for plan in (before, after)]
    gains = [
        *(["would no longer read the whole table"] if before.full_scans > after.full_scans else []),
        *(["would no longer have to sort"] if sorts[0] > sorts[1] else []),
    ]
    return " and ".join(gains) or "would go about it another way"


@register.filter
def meta_index(found: Any) -> str:
    """The index as a line of a model's Meta."""
    fields = ", ".join(f'"{name if name == "id" else field_words(name)}"' for name in found.columns)
    return f"indexes = [models.Index(fields=[{fields}])]"


@register.filter
def steps_words(steps: Steps) -> str:
    if steps.problem:
        return f"{steps.problem}{f', line {steps.line}' if steps.line else ''}"
    if not steps.chains:
        return "There is no QuerySet chain in this code that can be read without running it."
    links = sum(len(chain.steps) for chain in steps.chains)
    return f"{counted(len(steps.chains), 'chain')}, {counted(links, 'link')}."


@register.filter
def one_line(source: str) -> str:
    """A link of a chain without its line breaks."""
    return " ".join(source.split()).replace("( ", "(").replace(" )", ")").replace(",)", ")")


@register.filter
def marked_sql(parts: Sequence[SqlPart]) -> SafeString:
    return rendering.marked_sql_html(parts)


@register.filter
def timeline_words(timeline: Timeline) -> str:
    return summary(timeline)


@register.filter
def after_its_number(words: str) -> str:
    """A sentence whose number (`4`, `1 of 2`) stands before it, large."""
    return NUMBER_BEFORE.sub("", words)


@dataclass(frozen=True, slots=True)
class AnnotatedLine:
    """A highlighted line of the program, how many levels it is moved in, and what happened there."""

    number: int
    html: SafeString | str
    indent: int
    queries: int
    events: tuple[Happening, ...]


@register.filter
def annotated(timeline: Timeline, code: str) -> list[AnnotatedLine]:
    if not timeline.lines:
        return []
    lines = [_moved_in(html) for html in rendering.code_lines(code)]
    return [
        AnnotatedLine(line.number, *(lines[line.number - 1] if line.number else ("", 0)), line.queries, line.events)
        for line in listing(code, timeline)
    ]


def _moved_in(html: SafeString) -> tuple[SafeString, int]:
    """A line without the blanks before it, and their levels: a narrow screen moves lines in by less."""
    blanks = LEADING_BLANKS.match(html)
    if not blanks:
        return html, 0
    levels = math.ceil(len(blanks[1] or blanks[2]) / BLANKS_A_LEVEL)
    return mark_safe(html[blanks.end() :]), min(levels, DEEPEST_INDENT)  # noqa: S308 - highlighted and escaped before
