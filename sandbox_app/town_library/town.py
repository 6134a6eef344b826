"""The objects of the dataset while it is being written, and the calendar they live in."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

SEED = 1871  # the year in which the library of Wrenmouth opened
TODAY = date(2026, 6, 30)
LAST_WEEK = TODAY - timedelta(days=7)
FIRST_DAY = date(2024, 9, 2)

Fields = dict[str, Any]


@dataclass(slots=True)
class Town:
    """Objects by model; an object's primary key is its place in the list, from 1."""

    random: random.Random = field(default_factory=lambda: random.Random(SEED))
    objects: dict[str, list[Fields]] = field(default_factory=lambda: defaultdict(list))
    times: set[datetime] = field(default_factory=set)

    def add(self, model: str, **fields: Any) -> int:
        """The primary key of the new object."""
        self.objects[model].append(fields)
        return len(self.objects[model])

    def key(self, model: str, name: str, value: Any) -> int:
        """The primary key of the one object whose field holds the value."""
        keys = [key for key, fields in self.numbered(model) if fields[name] == value]
        if len(keys) != 1:
            raise LookupError(f"{len(keys)} objects of {model} have {name} = {value!r}")
        return keys[0]

    def numbered(self, model: str) -> list[tuple[int, Fields]]:
        return list(enumerate(self.objects[model], start=1))

    def get(self, model: str, key: int) -> Fields:
        return self.objects[model][key - 1]

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def time(self, first: date, last: date) -> datetime:
        """A time between the days, both included, that no other object has: nothing ties."""
        while True:
            day = self.day(first, last)
            moment = at(day.year, day.month, day.day, self.random.randint(8, 21), self.random.randint(0, 59))
            if moment not in self.times:
                self.times.add(moment)
                return moment

    def sample(self, items: Any, number: int) -> list[Any]:
        return self.random.sample(list(items), number)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def fixture(self, app: str) -> str:
        """The app's objects as JSON, one object on each line."""
        lines = [
            json.dumps({"model": model, "pk": key, "fields": fields}, ensure_ascii=False, default=written)
            for model in sorted(self.objects) if model.startswith(f"{app}.")
            for key, fields in self.numbered(model)
        ]
        return "[\n" + ",\n".join(lines) + "\n]\n"


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def written(value: object) -> str:
    """Times and dates as Django's serializer writes them."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no fixture holds {type(value).__name__}")
