"""Attacks on our own jail, each a submission of its own under `cases/`, with what must come of it in its first line."""
