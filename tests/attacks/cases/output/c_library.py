# expect: value=done printed="" queries=0
# Nor does what C prints.
import ctypes

libc = ctypes.CDLL(None)
libc.puts(b"from C")
libc.fflush(None)
"done"
