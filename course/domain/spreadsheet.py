"""Text for spreadsheets: CSV that no program takes for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# Also after a line end, and as East Asian keyboards write them.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
# Without it, a spreadsheet on Windows reads names in another encoding.
BYTE_ORDER_MARK = "\ufeff"


def safe_cell(value: Any) -> Any:
    """The value; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The file, line by line: None as an empty cell, numbers as numbers, every text safe."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])


class _Echo:
    """A file that gives each line back instead of keeping it: what `csv` needs to write a stream."""

    def write(self, line: str) -> str:
        return line
