"""What a fix saves, what changed since the last run, and what a run would cost further away: in words and figures."""

from __future__ import annotations

from django import template

from course.domain.insight import latency as model
from course.domain.insight.comparison import GroupChange, Measure
from course.domain.insight.latency import Latency, LatencyPoint
from course.domain.mending.mends import ProvenMend
from course.domain.run import RunResult
from course.templatetags.course_html import counted

register = template.Library()

NOUNS = {"queries": "query", "rows": "row", "columns": "column", "bytes": "byte"}
LABELS = {"queries": "Queries", "rows": "Rows fetched", "columns": "Columns read", "bytes": "Bytes sent back",
          "time": "Time here"}  # fmt: skip
CHANGES = {"same": "the same", "changed": "changed", "removed": "no longer sent", "added": "new"}
DEFAULT_ROUND_TRIP_MS = 2.0


@register.filter
def saves(mend: ProvenMend) -> str:
    """`1 query instead of 101`."""
    return f"{counted(mend.after, NOUNS[mend.measure])} instead of {mend.before:,}"


@register.filter
def arrow(mend: ProvenMend) -> str:
    """`101 → 1`, with what is counted where that is not the queries."""
    unit = "" if mend.measure == "queries" else f" {mend.measure}"
    return f"{mend.before:,} → {mend.after:,}{unit}"


@register.filter
def label(measure: Measure) -> str:
    return LABELS[measure.name]


@register.filter
def figure(number: float, measure: Measure) -> str:
    """`1,204`, `9.0 ms`."""
    return f"{number:,.1f} ms" if measure.unit == "ms" else f"{number:,.0f}"


@register.filter
def change(measure: Measure) -> str:
    """`less`, `more` or `same`: which way a figure went."""
    return "same" if measure.before == measure.after else "less" if measure.after < measure.before else "more"


@register.filter
def change_words(group: GroupChange) -> str:
    return CHANGES[group.kind]


@register.filter
def latency(run: RunResult) -> Latency:
    return model.latency(run.query_count, run.elapsed_ms)


@register.filter
def duration(milliseconds: float) -> str:
    """`0.4 ms`, `203 ms`, `2.0 s`."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:,.1f} s"
    return f"{milliseconds:.1f} ms" if milliseconds < 10 else f"{milliseconds:.0f} ms"


@register.filter
def round_trip(point: LatencyPoint) -> str:
    return f"{point.round_trip_ms:g} ms"


@register.filter
def is_default(point: LatencyPoint) -> bool:
    return point.round_trip_ms == DEFAULT_ROUND_TRIP_MS


@register.filter
def waiting(point: LatencyPoint) -> str:
    """The share of the time that is waiting, as `95%`."""
    return f"{point.share:.0%}"


@register.filter
def at(points: tuple[LatencyPoint, ...], place: int) -> LatencyPoint:
    return points[place]
