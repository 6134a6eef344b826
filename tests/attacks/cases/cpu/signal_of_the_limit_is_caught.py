# expect: status=timeout queries=0
# The same with a handler.
import signal

signal.signal(signal.SIGXCPU, lambda *_: None)
while True:
    pass
