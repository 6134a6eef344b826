# expect: status=killed queries=1
# Bytes that are no text.
import json
import os
import socket
import struct

Post.objects.count()
told = b"\xff\xfe" * 100
body = told if isinstance(told, bytes) else json.dumps(told).encode()
for number in range(3, 12):
    try:
        channel = socket.socket(fileno=os.dup(number))
        os.write(number, struct.pack("<I", len(body)) + body)
    except OSError:
        continue
