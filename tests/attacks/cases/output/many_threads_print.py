# expect: value=1600 queries=0
# Nothing that threads print at the same time is lost.
import re
import sys
from concurrent.futures import ThreadPoolExecutor

sys.setswitchinterval(1e-6)
with ThreadPoolExecutor(8) as threads:
    list(threads.map(lambda n: print(f"{n:08d}"), range(1600)))
kept = sys.stdout.buffer.output
text = bytes(kept.memory[8 : 8 + kept.length]).decode()
len(set(re.findall(r"\d{8}", text)))
