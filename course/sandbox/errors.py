"""Failures of the runner itself. Whatever a learner's code does is a RunResult, never one of these."""

from __future__ import annotations


class SandboxError(Exception):
    """Base of the runner's failures; `message` is fit for people."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SandboxUnavailable(SandboxError):
    """This host cannot confine learner code, or the data to run on is missing. The message says what to do."""


class SandboxBusy(SandboxError):
    """Too many runs are waiting; worth trying again in `retry_after` seconds."""

    def __init__(self, message: str, retry_after: int = 2) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ZygoteDied(SandboxError):
    """A warm process ended or does not answer; the pool starts another."""
