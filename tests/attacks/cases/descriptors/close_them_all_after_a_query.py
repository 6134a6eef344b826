# expect: status=killed|error|ok queries=1
# What was counted stays counted.
import os

Post.objects.count()
os.closerange(0, 64)
