# expect: error=PermissionError queries=0
# Ends at its first step.
import os

for _ in range(100):
    if os.fork() == 0:
        os._exit(0)
