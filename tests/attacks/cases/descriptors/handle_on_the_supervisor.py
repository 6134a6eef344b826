# expect: value=nothing queries=0
# SO_PEERPIDFD gives a handle on the process at the other end. Nothing can be done with it: no signal, no descriptor.
import ctypes
import os
import signal
import socket

done = "nothing"
for number in range(3, 12):
    try:
        channel = socket.socket(fileno=os.dup(number))
        handle = channel.getsockopt(socket.SOL_SOCKET, 77)
        signal.pidfd_send_signal(handle, 0)
    except (OSError, AttributeError):
        continue
    done = "may signal the supervisor"
done
