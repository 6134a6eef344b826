"""What a run would cost against a database further away: a model, and it says so."""

from __future__ import annotations

from dataclasses import dataclass

ROUND_TRIPS_MS = (0.2, 2.0, 20.0)
WHERE = {0.2: "same machine room", 2.0: "same region", 20.0: "another region"}
HONESTY = (
    "A model, not a measurement: the time this run took here plus one round trip for each query. "
    "It leaves out the size of the answers, connections made anew, and other users of the database."
)


@dataclass(frozen=True, slots=True)
class LatencyPoint:
    """The run at one round-trip time. `share`: how much of the total is waiting, from 0 to 1."""

    round_trip_ms: float
    where: str
    total_ms: float
    share: float


@dataclass(frozen=True, slots=True)
class Latency:
    """`measured_ms`: the run here, where a round trip costs next to nothing."""

    queries: int
    measured_ms: float
    points: tuple[LatencyPoint, ...]
    sentence: str = HONESTY


def latency(queries: int, measured_ms: float) -> Latency:
    """The modelled time of a run that sent so many queries."""
    return Latency(queries, round(measured_ms, 1), tuple(_point(queries, measured_ms, one) for one in ROUND_TRIPS_MS))


def _point(queries: int, measured_ms: float, round_trip_ms: float) -> LatencyPoint:
    waiting = queries * round_trip_ms
    total = measured_ms + waiting
    return LatencyPoint(
        round_trip_ms, WHERE[round_trip_ms], round(total, 1), round(waiting / total, 3) if total else 0.0
    )
