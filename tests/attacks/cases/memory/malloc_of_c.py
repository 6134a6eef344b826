# expect: value=nothing queries=0
# The C library's own allocator, page by page.
import ctypes

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
held = 0
while held < 40 and libc.malloc(32 << 20):
    held += 1
"nothing" if held < 40 else f"has {held * 32} MiB"
