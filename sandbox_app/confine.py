"""Confinement from inside: limits, Landlock and a seccomp filter, each for good once it is on.

Landlock: linux/landlock.h, three system calls with the same numbers on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 22, 4, 38
SECCOMP_MODE_FILTER = 2
CAPABILITY_VERSION_3 = 0x20080522
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_VERSION_FLAG, RULE_PATH_BENEATH = 1, 1
# Rights in the order of linux/landlock.h; how many of them exist depends on the ABI.
FS_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15}
FS_RIGHTS_NEWEST = 16
READ_FILE, READ_DIRECTORY = 1 << 2, 1 << 3


class ConfinementError(Exception):
    """A layer that was asked for cannot be put on."""


def _checked(result: int, what: str) -> int:
    if result < 0:
        raise ConfinementError(f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


def set_limits(memory_bytes: int, cpu_seconds: int, descriptors: int) -> None:
    limits = {
        resource.RLIMIT_DATA: memory_bytes,
        resource.RLIMIT_AS: 2 * memory_bytes + (512 << 20),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: descriptors,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_STACK: 8 << 20,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))


def die_with_parent(parent: int) -> None:
    """Ask the kernel to end this process with its zygote; `parent` is the zygote's pid, read before the fork."""
    _checked(LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "PR_SET_PDEATHSIG")
    if os.getppid() != parent:
        os._exit(1)


def forgo_privileges() -> None:
    """No capability is left, also when the service runs as root, and none can come back."""
    header, none = struct.pack("<Ii", CAPABILITY_VERSION_3, 0), bytes(24)
    _checked(LIBC.capset(header, none), "capset")
    _checked(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    _checked(LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "dumpable")


def landlock_abi() -> int:
    """The kernel's Landlock version; 0 where there is none."""
    return max(0, LIBC.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), LANDLOCK_VERSION_FLAG))


def file_rules(readable: list[str]) -> int:
    """A descriptor of Landlock's rules: no file but those at or below `readable`, no TCP, no signals or sockets out of
    the domain. Made once in a zygote; each child puts them on."""
    abi = landlock_abi()
    rights = (1 << FS_RIGHTS_BY_ABI.get(abi, FS_RIGHTS_NEWEST)) - 1
    network = 0b11 if abi >= 4 else 0
    scopes = 0b11 if abi >= 6 else 0
    attributes = struct.pack("<QQQ", rights, network, scopes)[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    ruleset = _checked(
        LIBC.syscall(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0), "Landlock"
    )
    for path in readable:
        _allow_reading(ruleset, path)
    return ruleset


def restrict_files(ruleset: int) -> None:
    _checked(LIBC.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0), "Landlock")
    os.close(ruleset)


def _allow_reading(ruleset: int, path: str) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rights = READ_FILE | (READ_DIRECTORY if os.path.isdir(path) else 0)
    rule = struct.pack("<Qi", rights, descriptor)
    _checked(LIBC.syscall(LANDLOCK_ADD_RULE, ruleset, RULE_PATH_BENEATH, rule, 0), f"Landlock rule for {path}")
    os.close(descriptor)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def filter_system_calls(program: bytes) -> None:
    """Load a compiled seccomp filter (8 bytes an instruction) for every thread of this process."""
    instructions = ctypes.create_string_buffer(program, len(program))
    loaded = _Program(len(program) // 8, ctypes.addressof(instructions))
    _checked(LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(loaded), 0, 0), "seccomp")
