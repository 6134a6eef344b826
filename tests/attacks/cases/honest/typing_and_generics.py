# expect: rows=3 queries=1
# What modern Python has.
from typing import NamedTuple


class Row(NamedTuple):
    title: str
    views: int


rows: list[Row] = [Row(*values) for values in Post.objects.values_list('title', 'views')]
rows[:3]
