# expect: status=killed|ok
# tool: timeline
# An answer of the right shape and of wrong contents, in place of the tool's.
import json
import os
import socket
import struct

for number in range(3, 20):
    try:
        end = socket.socket(fileno=os.dup(number))
        body = json.dumps({"status": "ok", "value": {"kind": "none"},
                           "answer": {"kind": "scalar", "item": {"lines": [{"line": -1}], "events": "no"}}}).encode()
        end.send(struct.pack("<I", len(body)) + body)
    except OSError:
        continue
