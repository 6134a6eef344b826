# expect: value=1600 queries=0
# No line is lost or torn.
import sys
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(8) as threads:
    list(threads.map(lambda n: print(f"{n:08d}"), range(1600)))
kept = sys.stdout.output
text = bytes(kept.memory[8 : 8 + kept.length]).decode()
len({line for line in text.split("\n") if len(line) == 8})
