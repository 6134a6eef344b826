"""Charts as SVG drawn on the server: classes only, a title and a description; the page puts the table beneath."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from course.domain.insight.growth import Growth, GrowthAt

WIDTH, HEIGHT = 480, 268
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 24, 52
TICKS = 4
MIDDLE = (LEFT + WIDTH - RIGHT) // 2


def growth_svg(growth: Growth, name: str = "growth") -> SafeString:
    """Queries at each scale of the data as a line with points. `name` makes the ids unique in a page."""
    top = nice_top(max((point.queries for point in growth.points), default=0))
    places = [(_x(point.scale, growth.points), _y(point.queries, top), point) for point in growth.points]
    labels, size = f"{escape(name)}-title {escape(name)}-desc", f"0 0 {WIDTH} {HEIGHT}"
    parts = [
        f'<svg class="chart chart-growth" viewBox="{size}" role="img" aria-labelledby="{labels}">',
        f'<title id="{escape(name)}-title">Queries by the size of the data: {escape(growth.verdict)}</title>',
        f'<desc id="{escape(name)}-desc">{escape(growth.sentence)}</desc>',
        *(_tick(top * step // TICKS, top) for step in range(TICKS + 1)),
        f'<polyline class="chart-line" points="{" ".join(f"{x},{y}" for x, y, _ in places)}"/>',
        *(_point(x, y, point) for x, y, point in places),
        f'<text class="chart-axis" x="{MIDDLE}" y="{HEIGHT - 6}" text-anchor="middle">size of the data</text>',
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - numbers of ours, and every text is escaped


def nice_top(most: int) -> int:
    """The end of the axis: at least `most`, and four equal steps of a round number (4, 8, 12 … 400, 600, 800 …)."""
    exponent = 0
    while True:
        for tenths in (10, 15, 20, 25, 30, 40, 50, 60, 80):
            step, rest = divmod(tenths * 10**exponent, 10)
            if not rest and TICKS * step >= most:
                return TICKS * step
        exponent += 1


def _x(scale: int, points: Sequence[GrowthAt]) -> int:
    last = max((point.scale for point in points), default=1)
    return LEFT + round((WIDTH - LEFT - RIGHT) * scale / last)


def _y(queries: int, top: int) -> int:
    return HEIGHT - BOTTOM - round((HEIGHT - TOP - BOTTOM) * queries / top)


def _tick(value: int, top: int) -> str:
    y = _y(value, top)
    return (
        f'<line class="chart-grid" x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}"/>'
        f'<text class="chart-axis" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value:,}</text>'
    )


def _point(x: int, y: int, point: GrowthAt) -> str:
    kind = "chart-point" if point.finished else "chart-point chart-point-stopped"
    label = f"{point.queries:,}" if point.finished else f"over {point.queries:,}"
    return (
        f'<circle class="{kind}" cx="{x}" cy="{y}" r="5"/>'
        f'<text class="chart-value" x="{x}" y="{max(y - 12, 12)}" text-anchor="middle">{label}</text>'
        f'<text class="chart-axis" x="{x}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">×{point.scale}</text>'
    )
