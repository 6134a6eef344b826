# expect: status=timeout queries=0
# Waits for itself.
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
