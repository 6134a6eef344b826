# expect: status=killed printed="before\n" queries=1
# os._exit in a thread ends the run; what was printed and counted stays.
import os
import threading
import time

Post.objects.count()
print("before")
threading.Thread(target=os._exit, args=(0,)).start()
time.sleep(1)
