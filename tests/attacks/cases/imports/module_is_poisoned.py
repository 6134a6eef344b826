# expect: value=5 queries=0
# For the rest of this run only.
import math
import sys

sys.modules["math"] = None
sys.modules["django"] = math
2 + 3
