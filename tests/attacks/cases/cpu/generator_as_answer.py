# expect: status=timeout queries=0
# The answer itself never ends.
import itertools

(0 for _ in itertools.repeat(0) if False)
