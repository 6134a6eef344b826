# expect: status=killed queries=0
# The second set of numbers of x86-64. 39 is getpid.
import ctypes
import os

assert os.uname().machine == "x86_64" or os._exit(1)
ctypes.CDLL(None).syscall(0x40000000 | 39)
