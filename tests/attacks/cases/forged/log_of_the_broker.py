# expect: value=nothing queries=1
# The log of statements is memory of the broker and the supervisor: it is not mapped here.
import os
import stat

Post.objects.count()
sizes = []
for number in range(64):
    try:
        told = os.fstat(number)
    except OSError:
        continue
    if stat.S_ISREG(told.st_mode):
        sizes.append(told.st_size)
"nothing" if not [size for size in sizes if size > 1 << 20] else f"sees files of {sizes} bytes"
