# expect: status=error|killed queries=1
# A line that no program has.
import json
import os
import socket
import struct

Post.objects.count()
told = {"status": "error", "error": {"type": "E", "message": "m", "line": 10**300, "traceback": "t"}}
body = told if isinstance(told, bytes) else json.dumps(told).encode()
for number in range(3, 12):
    try:
        channel = socket.socket(fileno=os.dup(number))
        os.write(number, struct.pack("<I", len(body)) + body)
    except OSError:
        continue
