# expect: status=ok|output_limit|killed queries=0
# Four thousand million bytes of output, it says.
import struct
import sys

struct.pack_into("<IIQ", sys.stdout.buffer.output.memory, 0, 0xFFFFFFFF, 0, 2**64 - 1)
"forged"
