# expect: status=timeout queries=0
# Takes no processor time.
import time

time.sleep(60)
