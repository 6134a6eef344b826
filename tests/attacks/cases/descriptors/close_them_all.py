# expect: status=killed|error|ok queries=0
# Also those to the supervisor and the broker: the run has ended then.
import os

os.closerange(0, 64)
