# expect: error=PermissionError queries=0
# Reap what is not one's own.
import os

os.waitpid(-1, os.WNOHANG)
