# expect: status=killed queries=0
# A crash of this process is a run that was killed.
import ctypes

ctypes.memset(0, 1, 1)
