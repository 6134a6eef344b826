# expect: value=done queries=0
# No run waits for a thread that does not end.
import threading
import time

threading.Thread(target=time.sleep, args=(60,)).start()
"done"
