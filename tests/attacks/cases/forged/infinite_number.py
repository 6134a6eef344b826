# expect: status=killed queries=1
# JSON's grammar allows 1e999.
import json
import os
import socket
import struct

Post.objects.count()
told = b'{"status": "ok", "value": {"kind": "scalar", "json": 1e999, "text": "x"}, "answer": 1e999}'
body = told if isinstance(told, bytes) else json.dumps(told).encode()
for number in range(3, 12):
    try:
        channel = socket.socket(fileno=os.dup(number))
        os.write(number, struct.pack("<I", len(body)) + body)
    except OSError:
        continue
