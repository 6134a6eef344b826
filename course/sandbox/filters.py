"""The seccomp filters: which system calls a learner's process and a broker may make. Everything else is refused.

Built with libseccomp outside the jail and handed to the zygotes as programs; children only load them.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import tempfile
from contextlib import suppress
from functools import cache

from course.sandbox.errors import SandboxUnavailable

CLONE_THREAD = 0x00010000
# A thread may not bring namespaces, tracing, another parent or a pidfd: CLONE_NEW*, PTRACE, VFORK, PARENT, PIDFD …
CLONE_FORBIDDEN = 0x7E020000 | 0x00800000 | 0x0000F000
FIONBIO = 0x5421
AT_EMPTY_PATH = 0x1000
MADV_HWPOISON = 100
# The kind of a socket without its flags. Datagram sockets, also of a pair, can send to any address in the file system.
SOCKET_KIND = 0xF
# Setting O_ASYNC together with F_SETOWN and F_SETSIG would send any signal to any process of the same user.
HARMLESS_FCNTL = (fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL, fcntl.F_DUPFD_CLOEXEC)

TALK = """
    read write readv writev close fstat lseek sendto recvfrom sendmsg recvmsg shutdown poll ppoll
    mmap munmap mprotect mremap brk futex rseq set_robust_list restart_syscall rt_sigaction rt_sigprocmask
    rt_sigreturn sigaltstack getpid gettid getppid getuid geteuid getgid getegid sched_yield clock_gettime clock_getres
    clock_nanosleep nanosleep gettimeofday time getrandom exit exit_group getrusage pread64 membarrier
"""
THREADS_AND_LOOPS = """
    select pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2 pipe2 dup getsockname getsockopt
    getpeername times uname sched_getaffinity set_tid_address sysinfo getcwd
"""
# Landlock does not restrict them, so where it stands alone (level B) names and sizes of files can be found out.
OPENING = "open openat newfstatat stat lstat statx readlink readlinkat access faccessat faccessat2 getdents64"


@cache
def program(role: str, opens_files: bool) -> bytes:
    """The compiled filter for a learner or a broker. Raises SandboxUnavailable without libseccomp."""
    try:
        import pyseccomp as seccomp  # noqa: PLC0415 - importing it needs libseccomp on the machine
    except (ImportError, OSError, RuntimeError) as error:
        raise SandboxUnavailable("libseccomp is missing here: install the package `libseccomp2`") from error
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    rules.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)
    # A binary tree: for each child the kernel goes through the program once for every call that there is.
    with suppress(OSError):  # libseccomp before 2.5
        rules.set_attr(seccomp.Attr.CTL_OPTIMIZE, 2)
    _allow(rules, TALK)
    _allow_with(rules, "madvise", seccomp.Arg(2, seccomp.LT, MADV_HWPOISON))
    _allow_with(rules, "newfstatat", seccomp.Arg(3, seccomp.MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH))
    if role == "learner":
        _allow(rules, THREADS_AND_LOOPS + (OPENING if opens_files else ""))
        _allow_threads(rules)
    return _exported(rules)


def _allow(rules: object, names: str) -> None:
    import pyseccomp as seccomp  # noqa: PLC0415 - importing it needs libseccomp on the machine

    for name in names.split():
        # Some calls exist on some architectures only.
        if seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:
            rules.add_rule(seccomp.ALLOW, name)  # type: ignore[attr-defined]


def _allow_with(rules: object, name: str, *arguments: object) -> None:
    import pyseccomp as seccomp  # noqa: PLC0415 - importing it needs libseccomp on the machine

    if seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:
        rules.add_rule(seccomp.ALLOW, name, *arguments)  # type: ignore[attr-defined]


def _allow_threads(rules: object) -> None:
    """Calls that are harmless with some arguments only."""
    import pyseccomp as seccomp  # noqa: PLC0415 - needs libseccomp

    def allow(name: str, *arguments: object) -> None:
        _allow_with(rules, name, *arguments)

    arg, equal, masked = seccomp.Arg, seccomp.EQ, seccomp.MASKED_EQ
    allow("clone", arg(0, masked, CLONE_THREAD | CLONE_FORBIDDEN, CLONE_THREAD))
    # glibc asks clone3 first and falls back to clone when the kernel does not know it.
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")  # type: ignore[attr-defined]
    allow("socketpair", arg(0, equal, socket.AF_UNIX), arg(1, masked, SOCKET_KIND, socket.SOCK_STREAM))
    allow("ioctl", arg(1, equal, FIONBIO))
    allow("prlimit64", arg(0, equal, 0), arg(2, equal, 0))
    for command in HARMLESS_FCNTL:
        allow("fcntl", arg(1, equal, command))
    allow("fcntl", arg(1, equal, fcntl.F_SETFL), arg(2, masked, os.O_ASYNC if hasattr(os, "O_ASYNC") else 0o20000, 0))


def _exported(rules: object) -> bytes:
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)  # type: ignore[attr-defined]
        file.seek(0)
        return file.read()
