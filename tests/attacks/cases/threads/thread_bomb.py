# expect: status=ok|error|memory|timeout|killed queries=0
# As many threads as there is memory for; all of them end with the run.
import threading
import time

threading.stack_size(65536)
for _ in range(5_000):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
"started them all"
