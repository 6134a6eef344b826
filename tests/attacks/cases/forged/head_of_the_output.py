# expect: status=ok|output_limit|killed printed="" queries=0
# The length of the output, as this program likes it: it is never believed beyond the memory.
import struct
import sys

struct.pack_into("<II", sys.stdout.buffer.output.memory, 0, 0, 0)
"forged"
