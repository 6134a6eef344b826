# expect: error=PermissionError queries=0
# It is meant; nothing of ours may run this without the jail.
import os

os.getpid() != os.getppid() and os.kill(os.getppid(), 0)
