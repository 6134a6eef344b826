# expect: status=ok|error|killed|timeout queries=0..2
# Requests without waiting for an answer: none runs uncounted.
import json
import os
import struct

body = json.dumps(["execute", "DELETE FROM blog_post", [], [None, None, None]]).encode()
frame = struct.pack("<I", len(body)) + body
for number in range(3, 12):
    try:
        os.write(number, frame * 2)
    except OSError:
        continue
