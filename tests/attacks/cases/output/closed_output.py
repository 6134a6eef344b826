# expect: value=none printed="kept\n" queries=0
# It cannot be closed.
import sys

sys.stdout.close()
print("kept")
