"""The limits of one run and of the pool, as data; each is a setting `SANDBOX_*`."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, seconds and counts of one run, and how many runs a node prepares and queues."""

    code_bytes: int
    wall_seconds: float
    cpu_seconds: int
    memory_mib: int
    output_bytes: int
    queries: int
    queries_kept: int
    value_rows: int
    value_bytes: int
    ready_pairs: int
    queue: int
    answer_bytes: int = 1 << 20
    log_bytes: int = 4 << 20
    descriptors: int = 32

    def of_children(self) -> dict[str, int]:
        """What a zygote needs to know of them."""
        return {
            "memory_bytes": self.memory_mib << 20,
            "cpu_seconds": self.cpu_seconds,
            "descriptors": self.descriptors,
            "queries": self.queries,
            "queries_kept": self.queries_kept,
        }

    def of_value(self) -> dict[str, int]:
        return {"rows": self.value_rows, "value_bytes": self.value_bytes, "answer_bytes": self.answer_bytes}


def configured() -> Limits:
    """The limits in force here."""
    names = (
        "code_bytes wall_seconds cpu_seconds memory_mib output_bytes queries queries_kept value_rows value_bytes "
        "ready_pairs queue"
    )
    return Limits(**{name: getattr(settings, f"SANDBOX_{name.upper()}") for name in names.split()})
