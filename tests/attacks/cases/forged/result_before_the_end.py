# expect: status=ok|killed|error queries=1
# A frame of one's own on every channel: the answer is what it says, the count is the broker's.
import json
import os
import socket
import struct

Post.objects.count()
told = {"status": "ok", "value": {"kind": "scalar", "json": 7, "text": "forged"}, "answer": {"kind": "scalar", "item": 7}, "query_count": 0}
body = told if isinstance(told, bytes) else json.dumps(told).encode()
for number in range(3, 12):
    try:
        channel = socket.socket(fileno=os.dup(number))
        os.write(number, struct.pack("<I", len(body)) + body)
    except OSError:
        continue
