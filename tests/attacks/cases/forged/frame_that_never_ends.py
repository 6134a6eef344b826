# expect: status=killed|timeout queries=0
# A length of four thousand million bytes, then bytes without end.
import os

for number in range(3, 12):
    try:
        os.write(number, b"\xff\xff\xff\xff" + b"x" * 60_000)
    except OSError:
        continue
while True:
    pass
