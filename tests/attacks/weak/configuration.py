"""The same runner without its layers: no namespaces, no Landlock, a filter that allows every call, no self-test.

Only cases that can do no harm without a jail run here: they read, ask whether they may, make a file in the temporary
folder and take it away, or call the kernel with arguments that are of no use.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from course.sandbox import filters, jail, probes
from course.sandbox.pool import Pool
from tests.attacks import conduct

LEVEL = jail.Level("W", bubblewrap=False, landlock=False)
HARMLESS = frozenset({"files", "secrets", "network", "processes", "native", "imports"})
ALLOW_EVERYTHING = struct.pack("<HBBI", 0x06, 0, 0, 0x7FFF0000)  # BPF_RET, SECCOMP_RET_ALLOW


def cases() -> list[conduct.Case]:
    return [case for case in conduct.cases() if case.kind in HARMLESS]


@contextmanager
def weak_pool(images: Path) -> Iterator[Pool]:
    def allow_everything(*_: Any, **__: Any) -> bytes:
        return ALLOW_EVERYTHING

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filters, "program", allow_everything)
        patch.setattr(probes, "PROGRAM", repr(probes.NOTHING))
        with conduct.pool_at(LEVEL, images) as pool:
            yield pool
