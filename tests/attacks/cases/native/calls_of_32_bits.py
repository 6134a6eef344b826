# expect: status=killed queries=0
# int 0x80 reaches the calls of another architecture, with other numbers. getpid would be harmless.
import ctypes
import mmap
import os

assert os.uname().machine == "x86_64" or os._exit(1)
page = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
