"""The self-test: a program that tries, inside the jail, what must be impossible there.

One success and the level is off.
"""

from __future__ import annotations

PROGRAM = r"""
import ctypes, os, signal, socket, subprocess, sys, tempfile
done = []

def attempt(name, action):
    try:
        result = action()
    except BaseException:
        return
    if result is not False:
        done.append(name)

def child():
    pid = os.fork()
    if pid == 0:
        os._exit(0)

def traced():
    return ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0

def unshared():
    return ctypes.CDLL(None).unshare(0x10000000) == 0

def heavy():
    return len(bytearray(1 << 30)) > 0

attempt("read /etc/passwd", lambda: open("/etc/passwd").read())
attempt("read the process table", lambda: os.listdir("/proc"))
attempt("list the home folders", lambda: os.listdir("/home") or os.listdir("/root"))
attempt("write a file", lambda: tempfile.NamedTemporaryFile())
attempt("write beside our code", lambda: open(os.__file__, "a"))
attempt("open a TCP socket", lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM))
attempt("open a UDP socket", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
attempt("open a Unix socket", lambda: socket.socket(socket.AF_UNIX).connect("/run/x"))
attempt("fork", child)
attempt("start a program", lambda: subprocess.run([sys.executable or "/bin/true", "-c", "0"]))
attempt("signal the parent", lambda: os.kill(os.getppid(), 0))
attempt("signal every process", lambda: os.kill(-1, 0))
attempt("trace a process", traced)
attempt("make a namespace", unshared)
attempt("raise a limit", lambda: __import__("resource").setrlimit(0, (9, 9)))
attempt("use a gigabyte", heavy)
attempt("see an environment", lambda: any("SECRET" in n or "DATABASE_URL" in n for n in os.environ))
"\n".join(done) or "nothing"
"""
NOTHING = "nothing"
