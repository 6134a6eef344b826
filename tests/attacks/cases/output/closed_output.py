# expect: status=error error=ValueError line=6 printed="kept\n" queries=0
# Closed, it refuses what comes after, as Python's own does; what came before is kept.
import sys

print("kept"), sys.stdout.close()
print("lost")
