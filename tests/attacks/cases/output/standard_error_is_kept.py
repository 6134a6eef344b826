# expect: value=done printed="to standard error\n" queries=0
# Warnings and logging go there.
import sys

print("to standard error", file=sys.stderr)
"done"
