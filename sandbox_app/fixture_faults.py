"""What can be wrong with a fixture: faults that name the file, the object, the field and what to do."""

from __future__ import annotations

import reprlib
from dataclasses import asdict, dataclass, field

MOST_FAULTS_LISTED = 200
SHORT = reprlib.Repr()
SHORT.maxstring = SHORT.maxother = 60
SHORT.maxlevel = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. `object` counts the file's objects from 0; None means the file as a whole."""

    file: str
    object: int | None
    model: str
    field: str
    value: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fixture's object stands."""

    file: str
    object: int | None
    model: str = ""

    def __str__(self) -> str:
        return self.file if self.object is None else f"object {self.object} of {self.file}"


@dataclass(slots=True)
class Faults:
    """Collects faults; keeps the first 200 and the number of all."""

    listed: list[Fault] = field(default_factory=list)
    total: int = 0

    def add(self, place: Place, problem: str, remedy: str, *, field: str = "", value: object = None) -> None:
        self.total += 1
        if len(self.listed) < MOST_FAULTS_LISTED:
            shown = "" if value is None else SHORT.repr(value)
            self.listed.append(Fault(place.file, place.object, place.model, field, shown, problem, remedy))

    def as_json(self) -> list[dict[str, object]]:
        return [asdict(fault) for fault in self.listed]
