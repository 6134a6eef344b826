# expect: error=PermissionError|FileNotFoundError queries=0
# exec would shed what Python set up, not what the kernel was told.
import os

os.execv("/bin/true", ["true"])
