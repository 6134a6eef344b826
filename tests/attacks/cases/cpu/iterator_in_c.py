# expect: status=timeout queries=0
# Never comes back to the interpreter.
import collections
import itertools

collections.deque(itertools.count(), maxlen=0)
