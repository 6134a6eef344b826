# expect: status=timeout|killed queries=0
# Three bytes, then silence.
import os
import time

for number in range(3, 12):
    try:
        os.write(number, b"\x10\x00\x00")
    except OSError:
        continue
time.sleep(60)
