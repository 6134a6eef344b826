"""A warm process that forks the children of the runs: `python zygote.py ROLE CONTROL PROC`, two descriptors.

It is started (never forked) by the site, told its configuration in the first message on CONTROL, looks up its own
memory in PROC (a folder that no child keeps), and answers:
    {"fork": processor, "left": [pid, …]} with four descriptors  ->  {"pid": n} and a pidfd; it reaps those left after
    {"reap": pid}  ->  {"status", "cpu", "peak_kib"}
    {"image": key} with one descriptor  ->  {}                         {"forget": key} -> {}
"""

from __future__ import annotations

import ctypes
import gc
import importlib.machinery
import json
import os
import socket
import struct
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

MESSAGE_BYTES = 1 << 20
# Not socket.recv_fds() and send_fds(): their imports and arrays touch, and so copy, more of what children share.
DESCRIPTOR = struct.Struct("i")
DESCRIPTORS_ROOM = socket.CMSG_SPACE(4 * DESCRIPTOR.size)
# Not os.fork(): what Python does anew in its children (locks, random numbers, logging) touches, and so copies, 200
# shared pages. None of it is needed: a zygote has one thread and holds no lock, its children draw seeds of their own.
C_FORK = ctypes.PyDLL(None, use_errno=True).fork


class GrantedPackages:
    """Finds the few packages that learner code may import beside the standard library."""

    folders: dict[str, str] = {}

    @classmethod
    def find_spec(cls, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        if path is None and name in cls.folders:
            return importlib.machinery.PathFinder.find_spec(name, [cls.folders[name]], target)
        return None


def receive(control: socket.socket) -> tuple[dict[str, Any], list[int]]:
    body, told, _, _ = control.recvmsg(MESSAGE_BYTES, DESCRIPTORS_ROOM)
    if not body:
        os._exit(0)  # The supervisor has gone; so do we, and our children with us.
    return json.loads(body), [descriptor for _, _, data in told for (descriptor,) in DESCRIPTOR.iter_unpack(data)]


def serve(control: socket.socket, role: Any) -> None:
    """Answer the supervisor, one message at a time, until it closes the socket."""
    while True:
        message, descriptors = receive(control)
        if "fork" in message:
            fork(control, role, message["fork"], descriptors)
            for pid in message["left"]:
                os.waitpid(pid, 0)
        elif "reap" in message:
            control.sendall(json.dumps(reaped(message["reap"])).encode())
        else:
            role.told(message, descriptors)
            control.sendall(b"{}")
        for descriptor in descriptors:
            os.close(descriptor)


def fork(control: socket.socket, role: Any, processor: int, descriptors: list[int]) -> None:
    parent = os.getpid()
    pid = C_FORK()
    if pid < 0:
        raise OSError(ctypes.get_errno(), "a process cannot be forked")
    if pid == 0:
        try:
            control.close()
            os.close(role.process_files)
            os.dup2(0, 1)
            os.dup2(0, 2)
            control_line, reading, writing, memory = descriptors
            role.enter(parent, processor, control_line, (reading, writing), memory)
            role.serve(control_line)
        finally:
            os._exit(70)
    pidfd = os.pidfd_open(pid)
    rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, DESCRIPTOR.pack(pidfd))
    control.sendmsg([json.dumps({"pid": pid}).encode()], [rights])
    os.close(pidfd)


def reaped(pid: int) -> dict[str, Any]:
    _, status, usage = os.wait4(pid, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak_kib": usage.ru_maxrss,
    }


def role_of(name: str) -> Any:
    """The class of a role; each imports what the other would not want to hold."""
    if name == "learner":
        from sandbox_app.learner_role import LearnerRole

        return LearnerRole
    from sandbox_app.broker_role import BrokerRole

    return BrokerRole


def main() -> None:
    role_name, (descriptor, process_files) = sys.argv[1], map(int, sys.argv[2:])
    control = socket.socket(fileno=descriptor)
    configuration, _ = receive(control)
    GrantedPackages.folders = configuration["packages"]
    sys.meta_path.append(GrantedPackages)
    sys.dont_write_bytecode = True
    from sandbox_app import holes

    holes.keep_heap()
    from sandbox_app import pages

    kind = role_of(role_name)
    kept = holes.together(kind.mebibytes)
    role = kind(configuration)
    gc.collect()
    role.filling = kept + holes.fill(pages.since(process_files))
    gc.freeze()
    role.observe(C_FORK, process_files)
    control.sendall(json.dumps(role.hello).encode())
    serve(control, role)


if __name__ == "__main__":
    main()
