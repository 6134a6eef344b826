# expect: status=ok|killed|error|timeout queries=0
# Descriptors sent beside the frame are dropped by the kernel, as nobody receives them.
import array
import os
import socket

one, other = socket.socketpair()
for number in range(3, 12):
    try:
        channel = socket.socket(fileno=os.dup(number))
        rights = array.array("i", [one.fileno()] * 8)
        channel.sendmsg([b"\x00\x00"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
    except OSError:
        continue
