# expect: status=timeout queries=0
# Backtracks without end.
import re

re.match(r'(a+)+$', 'a' * 64 + 'b')
