# expect: value=100 queries=1
# Waiting is allowed.
import time

time.sleep(0.2)
Post.objects.count()
