"""Percentiles and ratios of lists of milliseconds, and the table that shows them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def percentile(values: Sequence[float], percent: int) -> float:
    """By nearest rank (the smallest value that at least `percent` in a hundred do not exceed)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def summary(values: Sequence[float]) -> dict[str, float]:
    """p50, p95, p99 and mean in milliseconds."""
    told = {f"p{percent}": percentile(values, percent) for percent in (50, 95, 99)}
    return {name: round(value, 3) for name, value in (told | {"mean": statistics.fmean(values)}).items()}


def ratios(measured: dict[str, float], floor: dict[str, float]) -> dict[str, float]:
    return {name: round(measured[name] / floor[name], 2) for name in ("p50", "p95") if floor[name]}


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, its columns aligned."""
    texts = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in texts) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in texts
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
