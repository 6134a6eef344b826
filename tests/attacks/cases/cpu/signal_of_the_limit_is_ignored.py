# expect: status=timeout queries=0
# The kernel's warning at the CPU limit is ignored; its SIGKILL is not.
import signal

signal.signal(signal.SIGXCPU, signal.SIG_IGN)
while True:
    pass
