# expect: status=ok|error|killed|timeout queries=0..2
# Requests without waiting for an answer: none runs uncounted.
import os
import struct

sql = b"DELETE FROM blog_post"
body = struct.pack("<cII", b"E", len(sql), 2) + sql + b"[][null, null, null]"
frame = struct.pack("<I", len(body)) + body
for number in range(3, 12):
    try:
        os.write(number, frame * 2)
    except OSError:
        continue
