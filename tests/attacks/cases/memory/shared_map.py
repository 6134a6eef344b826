# expect: status=memory|error queries=0
# Shared memory is not data: another limit has to hold it.
import mmap

held = mmap.mmap(-1, 10**9)
