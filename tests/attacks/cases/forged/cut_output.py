# expect: status=output_limit queries=0
# Says that its output was cut: then that is how it ended.
import struct
import sys

struct.pack_into("<II", sys.stdout.buffer.output.memory, 0, 0, 1)
"forged"
