"""Making a version live whose report is about the lessons as they are; and what of a report is not."""

from __future__ import annotations

from typing import Any

from course import datasets
from course.datasets.work import Work, WorkCancelled, WorkLost, queue_work
from course.models.dataset import DatasetVersion
from course.sandbox.errors import SandboxUnavailable

State = DatasetVersion.State


class Outdated(datasets.NotReady):
    """The report is about other lessons than those that learners have."""

    def __init__(self, version: DatasetVersion, changed: tuple[str, ...]) -> None:
        items = f"{len(changed)} item{'' if len(changed) == 1 else 's'} of the course"
        since = f"was verified for earlier lessons: {items} changed since"
        never = f"was never verified with the lessons here: {items}"
        self.what = f"{version} {since if version.results else never}."
        super().__init__(f"{self.what} Verify it again.")


def changed_since(version: DatasetVersion) -> tuple[str, ...]:
    """The titles of what was written, rewritten or taken away after the version's report.

    While the files of the course are the same nothing is read but their bytes, in a hundredth of a second.
    """
    now = datasets.authored_digest()
    if version.state != State.VERIFIED or version.lessons_digest == now:
        return ()
    from course.targets import changed  # noqa: PLC0415 (loads what runs lessons: only where it is needed)

    return changed(version.name, now, version.verified)


def activate(version: DatasetVersion, *, by: Any, reason: str = "") -> DatasetVersion:
    """Make a version live as `datasets.make_live` does. Raises as it does; and Outdated.

    One that was live before may always come back: going back has to work at once, whatever a report says.
    """
    if not version.was_live:
        check_report(version)
    return datasets.make_live(version, by=by, reason=reason)


def switch_off_broken(version: DatasetVersion, *, by: Any, reason: str) -> list[str]:
    """What its report says would be graded wrongly on the live version, as an override does. Raises NotReady."""
    check_report(version)
    return datasets.switch_off_broken(version, by=by, reason=reason)


def check_report(version: DatasetVersion) -> None:
    """Raises Outdated."""
    changed = changed_since(version)
    if changed:
        raise Outdated(version, changed)


def verify_again(version: DatasetVersion) -> DatasetVersion:
    """Run in this process what has changed since the report, and give the version with the new one.

    Raises SandboxUnavailable; NotReady where another process is at it, or somebody cancelled it on its page.
    """
    from course.verification import stop_cancelled, verify_version  # noqa: PLC0415 (as above)

    work = Work.claimed(version.pk) if queue_work(version) else None
    if work is None:
        raise datasets.NotReady(f"{version} is being verified by another process: wait for it.")
    try:
        verify_version(work)
    except WorkCancelled:
        stop_cancelled(work)
        raise datasets.NotReady(work.version().message) from None
    except WorkLost:
        raise datasets.NotReady(f"{version} was removed, or another process went on with it.") from None
    version = work.version()
    if version.state != State.VERIFIED:
        raise SandboxUnavailable(version.message)
    return version
