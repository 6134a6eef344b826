# expect: error=SystemExit printed="before\n" queries=0
# sys.exit ends the program, not the answer.
import sys

print("before")
sys.exit(3)
