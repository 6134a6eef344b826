# expect: status=ok|memory|error|killed queries=0
# Pages that were written and are then made read-only no longer count as data; the address space is bounded as well.
import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
size, held = 64 << 20, 0
while held < 64:
    place = libc.mmap(None, size, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
    if place in (None, ctypes.c_void_p(-1).value):
        break
    libc.mprotect(place, size, mmap.PROT_READ)
    held += 1
assert held * 64 < 1024, f"{held * 64} MiB"
