# expect: status=memory|error queries=0
# Memory that Python's allocator does not see.
import mmap

held = mmap.mmap(-1, 10**9, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
