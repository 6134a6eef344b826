# expect: status=killed|ok queries=0
# The word that a fresh process says, said again.
import os

for number in range(3, 12):
    try:
        os.write(number, b"ready")
    except OSError:
        continue
